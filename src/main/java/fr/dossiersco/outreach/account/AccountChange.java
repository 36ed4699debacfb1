package fr.dossiersco.outreach.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** What someone decided of an account; never changed afterwards. */
@Entity
class AccountChange {

	@Id
	private UUID id;

	private UUID accountId;

	@Enumerated(EnumType.STRING)
	private Kind kind;

	@Enumerated(EnumType.STRING)
	private @Nullable Role fromRole;

	private String[] fromAcademies;

	@Enumerated(EnumType.STRING)
	private @Nullable Role toRole;

	private String[] toAcademies;

	private @Nullable String reason;

	private Instant changedAt;

	private UUID changedBy;

	private AccountChange(UUID account, Kind kind, @Nullable Role fromRole, Set<String> fromAcademies,
			@Nullable Role toRole, Set<String> toAcademies, @Nullable String reason, UUID by, Instant at) {
		this.id = UUID.randomUUID();
		this.accountId = account;
		this.kind = kind;
		this.fromRole = fromRole;
		this.fromAcademies = fromAcademies.toArray(String[]::new);
		this.toRole = toRole;
		this.toAcademies = toAcademies.toArray(String[]::new);
		this.reason = reason;
		this.changedBy = by;
		this.changedAt = at;
	}

	@SuppressWarnings("NullAway.Init")
	protected AccountChange() {
	}

	static AccountChange opened(Account account, UUID by, Instant at) {
		return new AccountChange(account.id(), Kind.OUVERTURE, null, Set.of(), account.role(), account.academies(),
				null, by, at);
	}

	/** To be called after the change, with what was before. */
	static AccountChange served(Account account, Role before, Set<String> academiesBefore, UUID by, Instant at) {
		return new AccountChange(account.id(), Kind.DROITS, before, academiesBefore, account.role(),
				account.academies(), null, by, at);
	}

	static AccountChange deactivated(Account account, String reason, UUID by, Instant at) {
		return new AccountChange(account.id(), Kind.DESACTIVATION, null, Set.of(), null, Set.of(), reason, by, at);
	}

	static AccountChange reactivated(Account account, UUID by, Instant at) {
		return new AccountChange(account.id(), Kind.REACTIVATION, null, Set.of(), null, Set.of(), null, by, at);
	}

	static AccountChange linkSent(Account account, UUID by, Instant at) {
		return new AccountChange(account.id(), Kind.LIEN_MOT_DE_PASSE, null, Set.of(), null, Set.of(), null, by, at);
	}

	static AccountChange passwordChosen(Account account, Instant at) {
		return new AccountChange(account.id(), Kind.MOT_DE_PASSE, null, Set.of(), null, Set.of(), null, account.id(),
				at);
	}

	enum Kind {

		OUVERTURE, DROITS, DESACTIVATION, REACTIVATION, LIEN_MOT_DE_PASSE, MOT_DE_PASSE

	}

}
