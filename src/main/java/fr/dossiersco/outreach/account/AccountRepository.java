package fr.dossiersco.outreach.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

	Account save(Account account);

	@EntityGraph(attributePaths = "academies")
	Optional<Account> findByEmail(String email);

	@EntityGraph(attributePaths = "academies")
	Optional<Account> findById(UUID id);

	/**
	 * The active coordinators, held until the transaction ends: of two that remove each
	 * other, the second then sees what the first did.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from Account a where a.role = COORDINATOR and a.deactivatedAt is null order by a.id")
	List<Account> lockCoordinators();

	long count();

	void flush();

}
