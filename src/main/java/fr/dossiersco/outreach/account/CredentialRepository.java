package fr.dossiersco.outreach.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface CredentialRepository extends Repository<Credential, UUID> {

	Credential save(Credential credential);

	Optional<Credential> findById(UUID accountId);

}
