package fr.dossiersco.outreach.passkey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.UserHandle;
import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.SiteAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The passkeys of all accounts; secret is none of what is kept. A mail tells the owner of
 * each new one: it may be somebody else's, at a screen left open.
 */
@Component
class Passkeys implements UserCredentialRepository {

	private static final int LONGEST_LABEL = 80;

	private static final String COLUMNS = """
			select credential_id, account_id, label, public_key, signature_count, verified, backup_eligible, backed_up,
				transports, attestation_object, attestation_client_data, added_at, coalesce(last_used_at, added_at) as used_at
			from passkey
			""";

	private final JdbcClient jdbc;

	private final Outbox outbox;

	private final SiteAddress site;

	private final MessageSource messages;

	private final TransactionTemplate transactions;

	private final Clock clock;

	Passkeys(JdbcClient jdbc, Outbox outbox, SiteAddress site, MessageSource messages, TransactionTemplate transactions,
			Clock clock) {
		this.jdbc = jdbc;
		this.outbox = outbox;
		this.site = site;
		this.messages = messages;
		this.transactions = transactions;
		this.clock = clock;
	}

	@Override
	public void save(CredentialRecord passkey) {
		Acting.asSystem(() -> this.transactions.executeWithoutResult((status) -> {
			if (!used(passkey)) {
				add(passkey);
			}
		}));
	}

	@Override
	public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
		return Acting.asSystem(() -> this.jdbc.sql(COLUMNS + "where credential_id = ?")
			.param(credentialId.getBytes())
			.query(Passkeys::passkey)
			.optional()
			.orElse(null));
	}

	@Override
	public List<CredentialRecord> findByUserId(Bytes handle) {
		return Acting.asSystem(() -> this.jdbc.sql(COLUMNS + "where account_id = ? order by added_at, credential_id")
			.param(UserHandle.account(handle.getBytes()))
			.query(Passkeys::passkey)
			.list());
	}

	@Override
	public void delete(Bytes credentialId) {
		Acting.asSystem(() -> this.jdbc.sql("delete from passkey where credential_id = ?")
			.param(credentialId.getBytes())
			.update());
	}

	private boolean used(CredentialRecord passkey) {
		return this.jdbc.sql("""
				update passkey set signature_count = ?, last_used_at = ?, backed_up = ? where credential_id = ?""")
			.params(passkey.getSignatureCount(), now(), passkey.isBackupState(), passkey.getCredentialId().getBytes())
			.update() > 0;
	}

	private void add(CredentialRecord passkey) {
		UUID account = UserHandle.account(passkey.getUserEntityUserId().getBytes());
		String label = label(passkey);
		this.jdbc
			.sql("""
					insert into passkey (id, credential_id, account_id, label, public_key, signature_count, verified, backup_eligible,
						backed_up, transports, attestation_object, attestation_client_data, added_at)
					values (:id, :credential, :account, :label, :key, :count, :verified, :eligible, :backedUp, :transports,
						:attestation, :clientData, :now)""")
			.param("id", UUID.randomUUID())
			.param("credential", passkey.getCredentialId().getBytes())
			.param("account", account)
			.param("label", label)
			.param("key", passkey.getPublicKey().getBytes())
			.param("count", passkey.getSignatureCount())
			.param("verified", passkey.isUvInitialized())
			.param("eligible", passkey.isBackupEligible())
			.param("backedUp", passkey.isBackupState())
			.param("transports",
					passkey.getTransports().stream().map(AuthenticatorTransport::getValue).toArray(String[]::new))
			.param("attestation", Objects.requireNonNull(passkey.getAttestationObject()).getBytes())
			.param("clientData", Objects.requireNonNull(passkey.getAttestationClientDataJSON()).getBytes())
			.param("now", now())
			.update();
		this.jdbc.sql("select email, name from account where id = ?")
			.param(account)
			.query((row, number) -> Letter.plain(row.getString("email"), row.getString("name"),
					message("passkey.mail.subject"),
					message("passkey.mail.text", row.getString("name"), label, this.site.link("/compte")), "passkey"))
			.optional()
			.ifPresent(this.outbox::put);
	}

	private String label(CredentialRecord passkey) {
		String label = (passkey.getLabel() != null) ? passkey.getLabel().strip() : "";
		return label.isEmpty() ? message("passkey.label.usual")
				: label.substring(0, Math.min(LONGEST_LABEL, label.length()));
	}

	private static CredentialRecord passkey(ResultSet row, int number) throws SQLException {
		return ImmutableCredentialRecord.builder()
			.credentialType(PublicKeyCredentialType.PUBLIC_KEY)
			.credentialId(new Bytes(row.getBytes("credential_id")))
			.userEntityUserId(new Bytes(UserHandle.of(row.getObject("account_id", UUID.class))))
			.label(row.getString("label"))
			.publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
			.signatureCount(row.getLong("signature_count"))
			.uvInitialized(row.getBoolean("verified"))
			.backupEligible(row.getBoolean("backup_eligible"))
			.backupState(row.getBoolean("backed_up"))
			.transports(Arrays.stream((String[]) row.getArray("transports").getArray())
				.map(AuthenticatorTransport::valueOf)
				.collect(Collectors.toSet()))
			.attestationObject(new Bytes(row.getBytes("attestation_object")))
			.attestationClientDataJSON(new Bytes(row.getBytes("attestation_client_data")))
			.created(row.getObject("added_at", OffsetDateTime.class).toInstant())
			.lastUsed(row.getObject("used_at", OffsetDateTime.class).toInstant())
			.build();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

}
