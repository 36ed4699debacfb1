package fr.dossiersco.outreach.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

	Account save(Account account);

	@EntityGraph(attributePaths = "academies")
	Optional<Account> findByEmail(String email);

	@EntityGraph(attributePaths = "academies")
	Optional<Account> findById(UUID id);

	long count();

}
