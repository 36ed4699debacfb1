package fr.dossiersco.outreach.scheduling;

import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.data.repository.Repository;

interface FollowUpRepository extends Repository<FollowUp, UUID> {

	FollowUp save(FollowUp followUp);

	Optional<FollowUp> findById(UUID id);

	void delete(FollowUp followUp);

	default FollowUp require(UUID id) {
		return findById(id).orElseThrow(() -> new NotFoundException("follow-up " + id));
	}

}
