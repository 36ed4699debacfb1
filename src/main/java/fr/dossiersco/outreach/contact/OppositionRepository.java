package fr.dossiersco.outreach.contact;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface OppositionRepository extends Repository<Opposition, UUID> {

	Opposition saveAndFlush(Opposition opposition);

	Optional<Opposition> findByContactAndLiftedAtIsNull(UUID contact);

}
