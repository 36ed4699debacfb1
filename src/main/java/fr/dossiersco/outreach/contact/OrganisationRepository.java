package fr.dossiersco.outreach.contact;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface OrganisationRepository extends Repository<Organisation, UUID> {

	Organisation save(Organisation organisation);

	Optional<Organisation> findById(UUID id);

}
