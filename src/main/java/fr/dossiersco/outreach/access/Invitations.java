package fr.dossiersco.outreach.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.SecretLink;
import fr.dossiersco.outreach.web.SiteAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings people in. An invitation's link is in the mail alone: it opens one account,
 * once, within a week. Sent again it has another link, and the one before leads nowhere.
 */
@Component
public class Invitations {

	static final Duration LIFE = Duration.ofDays(7);

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM 'à' HH 'h' mm",
			Locale.FRENCH);

	private static final String USABLE = "accepted_at is null and withdrawn_at is null and expires_at > :now";

	private final JdbcClient jdbc;

	private final AccountRegistration accounts;

	private final Outbox outbox;

	private final SiteAddress site;

	private final MessageSource messages;

	private final TransactionTemplate transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Invitations(JdbcClient jdbc, AccountRegistration accounts, Outbox outbox, SiteAddress site, MessageSource messages,
			TransactionTemplate transactions, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.outbox = outbox;
		this.site = site;
		this.messages = messages;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Invites someone to be an ambassador.
	 * @param academies the codes of those that they will serve, at least one
	 * @throws AlreadyThereException when they have an account or an invitation already
	 */
	@Transactional
	public UUID inviteAmbassador(String name, String email, Set<String> academies, CurrentAccount by) {
		return invite(name, email, new Rights(Role.AMBASSADOR, academies), Set.of(), by);
	}

	/**
	 * Invites someone, unless they have an account or an invitation already.
	 * @param departements the codes of those that an ambassador looks at first
	 * @throws AlreadyThereException when they have
	 */
	@Transactional
	UUID invite(String name, String email, Rights rights, Set<String> departements, CurrentAccount by) {
		String address = email.strip().toLowerCase(Locale.ROOT);
		this.jdbc.sql("select deactivated_at is null from account where email = ?")
			.param(address)
			.query(Boolean.class)
			.optional()
			.ifPresent((active) -> {
				throw new AlreadyThereException(active ? "access.invite.account" : "access.invite.deactivated");
			});
		UUID id = UUID.randomUUID();
		SecretLink link = SecretLink.create();
		Instant now = this.clock.instant();
		try {
			this.jdbc
				.sql("""
						insert into account_invitation (id, email, name, role, academies, departements, token_hash, invited_by, invited_at, expires_at)
						values (:id, :email, :name, :role, :academies, :departements, :hash, :by, :now, :expires)""")
				.param("id", id)
				.param("email", address)
				.param("name", name.strip())
				.param("role", rights.role().name())
				.param("academies", rights.academies().toArray(String[]::new))
				.param("departements", departements.toArray(String[]::new))
				.param("hash", link.hash())
				.param("by", by.id())
				.param("now", utc(now))
				.param("expires", utc(now.plus(LIFE)))
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new AlreadyThereException("access.invite.waiting");
		}
		send(name.strip(), address, rights.role(), link, by, now.plus(LIFE));
		return id;
	}

	/**
	 * Sends it once more, for another week.
	 * @return false when it was accepted or withdrawn meanwhile
	 */
	@Transactional
	public boolean resend(UUID id, CurrentAccount by) {
		SecretLink link = SecretLink.create();
		Instant expiry = this.clock.instant().plus(LIFE);
		Optional<Shown> sent = this.jdbc
			.sql("""
					update account_invitation set token_hash = :hash, expires_at = :expires
					where id = :id and accepted_at is null and withdrawn_at is null
						and not exists (select from account a where a.email = account_invitation.email)
					returning name, email, role, array_to_string(academies, ',') as served, null as invited_by, expires_at at time zone 'Europe/Paris' as until""")
			.param("hash", link.hash())
			.param("expires", utc(expiry))
			.param("id", id)
			.query(Shown.class)
			.optional();
		sent.ifPresent((to) -> send(to.name(), to.email(), to.role(), link, by, expiry));
		return sent.isPresent();
	}

	/**
	 * Takes it back.
	 * @return false when it was accepted or withdrawn meanwhile
	 */
	boolean withdraw(UUID id, CurrentAccount by) {
		return this.jdbc.sql("""
				update account_invitation set withdrawn_at = ?, withdrawn_by = ?
				where id = ? and accepted_at is null and withdrawn_at is null""")
			.params(utc(this.clock.instant()), by.id(), id)
			.update() > 0;
	}

	/**
	 * As the coordinator sees it.
	 * @throws NotFoundException for an unknown id
	 */
	Invitation require(UUID id) {
		return this.jdbc
			.sql("""
					select i.id, i.name, i.email, i.role, array_to_string(i.academies, ',') as served,
						array_to_string(i.departements, ',') as departements, a.name as invited_by,
						i.invited_at at time zone 'Europe/Paris' as invited_at,
						i.expires_at at time zone 'Europe/Paris' as expires_at,
						i.accepted_at at time zone 'Europe/Paris' as accepted_at,
						i.withdrawn_at at time zone 'Europe/Paris' as withdrawn_at, w.name as withdrawn_by,
						i.expires_at <= :now as expired
					from account_invitation i join account a on a.id = i.invited_by left join account w on w.id = i.withdrawn_by
					where i.id = :id""")
			.param("id", id)
			.param("now", utc(this.clock.instant()))
			.query(Invitation.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("invitation " + id));
	}

	/** What a link still opens, empty when it opens nothing (any more). */
	Optional<Shown> open(SecretLink link) {
		return Acting.asSystem(() -> this.jdbc.sql("""
				select i.name, i.email, i.role, array_to_string(i.academies, ',') as served, a.name as invited_by,
					i.expires_at at time zone 'Europe/Paris' as until
				from account_invitation i join account a on a.id = i.invited_by
				where i.token_hash = :hash and """ + " " + USABLE)
			.param("hash", link.hash())
			.param("now", utc(this.clock.instant()))
			.query(Shown.class)
			.optional());
	}

	/**
	 * Opens the account that was promised. Of two at the same moment the second waits
	 * here for the first, and finds the link used.
	 * @return false when the link opens nothing (any more)
	 */
	boolean accept(SecretLink link, String password) {
		try {
			return Boolean.TRUE.equals(Acting.asSystem(() -> this.transactions
				.execute((status) -> use(link).map((used) -> open(used, password)).orElse(false))));
		}
		catch (DataIntegrityViolationException ex) {
			// The address has got an account by another way since.
			return false;
		}
	}

	private Optional<Used> use(SecretLink link) {
		return this.jdbc
			.sql("update account_invitation set accepted_at = :now where token_hash = :hash and " + USABLE
					+ " returning id, name, email, role, array_to_string(academies, ',') as served, "
					+ "array_to_string(departements, ',') as departements, invited_by")
			.param("hash", link.hash())
			.param("now", utc(this.clock.instant()))
			.query(Used.class)
			.optional();
	}

	private boolean open(Used invitation, String password) {
		UUID account = this.accounts.open(invitation.email(), invitation.name(), invitation.role(),
				AcademieNames.codes(invitation.served()), AcademieNames.codes(invitation.departements()), password,
				invitation.invitedBy());
		this.events.publishEvent(new InvitationAccepted(invitation.id(), account));
		return true;
	}

	private void send(String name, String email, Role role, SecretLink link, CurrentAccount by, Instant expiry) {
		String address = this.site.link("/invitation/" + link.token());
		String text = message("access.mail.text", name, by.name(), message("account.role." + role), address,
				DAY.format(LocalDateTime.ofInstant(expiry, PARIS)));
		this.outbox
			.put(new Letter(email, name, message("access.mail.subject"), text, null, "invitation", null, expiry));
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	/**
	 * @param served the codes of académies, as {@link AcademieNames} reads them
	 * @param invitedBy the name of whoever did, null where that is not told
	 * @param until when the link ends, in Paris
	 */
	record Shown(String name, String email, Role role, String served, @Nullable String invitedBy, LocalDateTime until) {
	}

	/**
	 * @param departements codes, as those
	 * @param invitedAt in Paris, as all of them
	 */
	record Invitation(UUID id, String name, String email, Role role, String served, String departements,
			String invitedBy, LocalDateTime invitedAt, LocalDateTime expiresAt, @Nullable LocalDateTime acceptedAt,
			@Nullable LocalDateTime withdrawnAt, @Nullable String withdrawnBy, boolean expired) {

		/** Whether its link can still be of use, once sent again at least. */
		public boolean isAlive() {
			return this.acceptedAt == null && this.withdrawnAt == null;
		}

	}

	private record Used(UUID id, String name, String email, Role role, String served, String departements,
			UUID invitedBy) {
	}

	/** Whoever is to be invited needs no invitation. */
	public static class AlreadyThereException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String messageKey;

		AlreadyThereException(String messageKey) {
			super(messageKey);
			this.messageKey = messageKey;
		}

		/** The message that says so. */
		public String messageKey() {
			return this.messageKey;
		}

	}

}
