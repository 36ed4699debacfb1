package fr.dossiersco.outreach.account;

import java.util.UUID;

import org.springframework.data.repository.Repository;

interface AccountChangeRepository extends Repository<AccountChange, UUID> {

	AccountChange save(AccountChange change);

}
