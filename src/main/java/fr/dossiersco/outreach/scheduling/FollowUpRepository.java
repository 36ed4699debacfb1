package fr.dossiersco.outreach.scheduling;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface FollowUpRepository extends Repository<FollowUp, UUID> {

	FollowUp save(FollowUp followUp);

	Optional<FollowUp> findById(UUID id);

	/** Held until the end of the transaction: nobody else changes them meanwhile. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	List<FollowUp> findByIdInOrderById(Collection<UUID> ids);

	void flush();

	List<FollowUp> findByVacatedPostAndClosedAtIsNull(UUID post);

	void delete(FollowUp followUp);

	default FollowUp require(UUID id) {
		return findById(id).orElseThrow(() -> new NotFoundException("follow-up " + id));
	}

}
