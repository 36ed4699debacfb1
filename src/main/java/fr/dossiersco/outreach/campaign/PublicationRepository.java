package fr.dossiersco.outreach.campaign;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface PublicationRepository extends Repository<Publication, UUID> {

	Publication save(Publication publication);

	Optional<Publication> findById(UUID id);

}
