package fr.dossiersco.outreach.passkey;

import java.util.UUID;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.UserHandle;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/** Accounts as devices know them: by address and name, so that one finds one's own. */
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {

	private final JdbcClient jdbc;

	PasskeyOwners(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
		return find(UserHandle.account(handle.getBytes()));
	}

	/**
	 * @param username of whoever is signed in, which is their account's id
	 */
	@Override
	public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
		return find(UUID.fromString(username));
	}

	@Override
	public void save(PublicKeyCredentialUserEntity owner) {
		throw new UnsupportedOperationException("Accounts are opened by invitation");
	}

	@Override
	public void delete(Bytes handle) {
		throw new UnsupportedOperationException("Accounts are deactivated by a coordinator");
	}

	private @Nullable PublicKeyCredentialUserEntity find(UUID account) {
		return Acting
			.asSystem(() -> this.jdbc.sql("select id, email, name from account where id = ? and deactivated_at is null")
				.param(account)
				.query((row, number) -> ImmutablePublicKeyCredentialUserEntity.builder()
					.id(new Bytes(UserHandle.of(row.getObject("id", UUID.class))))
					.name(row.getString("email"))
					.displayName(row.getString("name"))
					.build())
				.optional()
				.orElse(null));
	}

}
