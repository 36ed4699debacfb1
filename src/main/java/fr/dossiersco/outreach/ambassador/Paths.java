package fr.dossiersco.outreach.ambassador;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.access.InvitationAccepted;
import fr.dossiersco.outreach.access.Invitations;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens on somebody's way to being an ambassador. Each write says whether it was
 * still to be done: of two at once, the second one is told.
 */
@Component
class Paths {

	/** Where the team's days begin and end. */
	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final JdbcClient jdbc;

	private final Invitations invitations;

	private final FollowUps followUps;

	private final Clock clock;

	Paths(JdbcClient jdbc, Invitations invitations, FollowUps followUps, Clock clock) {
		this.jdbc = jdbc;
		this.invitations = invitations;
		this.followUps = followUps;
		this.clock = clock;
	}

	/**
	 * Notes that a person is willing.
	 * @param words in which they said so
	 * @throws NotFoundException when the person is out of sight
	 * @throws AccessDeniedException when they also have a post outside the territory
	 */
	@Transactional
	public Noting note(UUID contact, @Nullable String words, CurrentAccount by) {
		Person person = this.jdbc.sql("""
				select concat_ws(' ', given_name, family_name) as name, opposed,
					:team or academies <@ outreach_academies() as editable
				from contact where id = :contact""")
			.param("contact", contact)
			.param("team", by.isTeam())
			.query(Person.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("contact " + contact));
		if (!person.editable()) {
			throw new AccessDeniedException("This person also has a post outside the territory");
		}
		UUID id = UUID.randomUUID();
		int noted = this.jdbc.sql("""
				insert into ambassador_path (id, contact_id, noted_at, noted_by, words)
				select :id, c.id, :now, :me, :words from contact c where c.id = :contact and not c.opposed
				on conflict (contact_id) where undone_at is null and beside is null do nothing""")
			.param("id", id)
			.param("now", now())
			.param("me", by.id())
			.param("words", words, java.sql.Types.VARCHAR)
			.param("contact", contact)
			.update();
		if (noted == 1) {
			return new Noting(id, person.name(), true, null, null);
		}
		return this.jdbc.sql("""
				select p.id, a.name as by, (p.noted_at at time zone 'Europe/Paris')::date as on_day
				from ambassador_path p join account a on a.id = p.noted_by
				where p.contact_id = ? and p.undone_at is null and p.beside is null""")
			.param(contact)
			.query((row, number) -> new Noting(row.getObject("id", UUID.class), person.name(), false,
					row.getString("by"), row.getObject("on_day", LocalDate.class)))
			.optional()
			.orElse(new Noting(null, person.name(), false, null, null));
	}

	/** Where a merged record went, for whoever sees that one. */
	Optional<UUID> keptFor(UUID contact) {
		return this.jdbc.sql("select kept_id from contact_merge where dropped_id = ? and undone_at is null")
			.param(contact)
			.query(UUID.class)
			.optional();
	}

	/**
	 * Whose path it is.
	 * @throws NotFoundException when there is none, or it is out of sight
	 */
	UUID contactOf(UUID id) {
		return this.jdbc.sql("select contact_id from ambassador_path where id = ?")
			.param(id)
			.query(UUID.class)
			.optional()
			.orElseThrow(() -> notFound(id));
	}

	/**
	 * The note was a mistake.
	 * @return whose it was, empty when something was done since, or it is somebody else's
	 * and one is an ambassador
	 */
	@Transactional
	public Optional<UUID> takeBack(UUID id, CurrentAccount by) {
		return this.jdbc
			.sql("""
					update ambassador_path set undone_at = :now, undone_by = :me
					where id = :id and undone_at is null and num_nonnulls(invitation_id, account_id) = 0 and not ambassador_engaged(id)
					returning contact_id""")
			.param("now", now())
			.param("me", by.id())
			.param("id", id)
			.query(UUID.class)
			.optional();
	}

	/**
	 * Decides something.
	 * @param seen how the path stood when one looked
	 * @return the decision's id, empty when it does not stand so any more
	 */
	@Transactional
	public Optional<UUID> decide(UUID id, Decision decision, @Nullable String reason, PathState seen,
			CurrentAccount by) {
		Held held = hold(id);
		if (held.state() != seen || !decision.isPossible(held.state())
				|| (decision == Decision.REPRISE && held.accountClosed())) {
			return Optional.empty();
		}
		UUID made = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into ambassador_decision (id, path_id, kind, reason, decided_at, decided_by) values (?, ?, ?, ?, ?, ?)""")
			.params(made, id, decision.name())
			.param(reason)
			.params(now(), by.id())
			.update();
		return Optional.of(made);
	}

	/**
	 * Takes the last decision back.
	 * @return false when it is not the last any more
	 */
	@Transactional
	public boolean takeDecisionBack(UUID id, UUID decision, CurrentAccount by) {
		hold(id);
		return this.jdbc.sql("""
				update ambassador_decision set undone_at = :now, undone_by = :me
				where id = :decision and undone_at is null
					and id = (select s.decision from ambassador_standing s where s.id = :path)""")
			.param("now", now())
			.param("me", by.id())
			.param("decision", decision)
			.param("path", id)
			.update() == 1;
	}

	/**
	 * Invites the person by mail to open an account.
	 * @throws Invitations.AlreadyThereException when the address has an account, or an
	 * invitation waits there
	 */
	@Transactional
	public Invited invite(UUID id, String name, String email, Set<String> academies, CurrentAccount by) {
		Held held = hold(id);
		if (held.opposed()) {
			return Invited.OPPOSED;
		}
		if (!held.state().isUnderWay() || held.state().hasReached(PathState.INVITE)) {
			return Invited.MEANWHILE;
		}
		UUID invitation = this.invitations.inviteAmbassador(name, email, academies, by);
		this.jdbc.sql("update ambassador_path set invitation_id = ? where id = ?").params(invitation, id).update();
		return Invited.DONE;
	}

	/** Sends the invitation once more, with another link and for another week. */
	@Transactional
	public Invited inviteAgain(UUID id, CurrentAccount by) {
		Held held = hold(id);
		if (held.opposed()) {
			return Invited.OPPOSED;
		}
		return (held.state() == PathState.INVITE && held.invitation() != null
				&& this.invitations.resend(held.invitation(), by)) ? Invited.DONE : Invited.MEANWHILE;
	}

	/** The account that an invitation opened is the person's. */
	@EventListener
	void link(InvitationAccepted accepted) {
		this.jdbc.sql("""
				update ambassador_path set account_id = :account, linked_at = :now
				where invitation_id = :invitation and account_id is null and undone_at is null""")
			.param("account", accepted.account())
			.param("now", now())
			.param("invitation", accepted.invitation())
			.update();
	}

	/**
	 * An account that is there already is the person's.
	 * @return false when it is somebody's, or the person has one
	 */
	public boolean link(UUID id, UUID account, CurrentAccount by) {
		try {
			return this.jdbc
				.sql("""
						update ambassador_path set account_id = :account, linked_at = :now, linked_by = :me
						where id = :id and account_id is null and undone_at is null and beside is null and exists (
							select from account a where a.id = :account and a.role = 'AMBASSADOR' and a.deactivated_at is null)""")
				.param("account", account)
				.param("now", now())
				.param("me", by.id())
				.param("id", id)
				.update() == 1;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/** The account was somebody else's. */
	public boolean unlink(UUID id) {
		return this.jdbc.sql("""
				update ambassador_path set account_id = null, linked_at = null, linked_by = null
				where id = ? and account_id is not null""").param(id).update() == 1;
	}

	/**
	 * Who of the team goes along.
	 * @param account null for nobody any more
	 * @return false when that is nobody of the team
	 */
	public boolean accompany(UUID id, @Nullable UUID account) {
		return this.jdbc
			.sql("""
					update ambassador_path set companion = :account
					where id = :id and undone_at is null and beside is null and (:account::uuid is null or exists (
						select from account a where a.id = :account and a.role <> 'AMBASSADOR' and a.deactivated_at is null))""")
			.param("account", account, java.sql.Types.OTHER)
			.param("id", id)
			.update() == 1;
	}

	/** A next step of whoever goes along, else of whoever plans it. */
	@Transactional
	public void plan(UUID id, LocalDate day, String note, CurrentAccount by) {
		Talk talk = this.jdbc.sql("""
				select s.contact_id as contact, s.uai, case when s.uai is not null then s.academie end as academie,
					(select a.id from account a where a.id = s.companion and a.deactivated_at is null) as companion
				from ambassador_standing s where s.id = ? and s.undone_at is null and s.beside is null""")
			.param(id)
			.query(Talk.class)
			.optional()
			.orElseThrow(() -> notFound(id));
		this.followUps.open(new Subject(talk.uai(), talk.contact(), talk.academie()), FollowUpKind.APPEL, When.day(day),
				note, (talk.companion() != null) ? talk.companion() : by.id(), by);
	}

	/**
	 * Ticks a step.
	 * @return the tick's id, empty when it is ticked, or there is no such step
	 */
	@Transactional
	public Optional<UUID> tick(UUID id, String step, @Nullable String words, CurrentAccount by) {
		hold(id);
		return this.jdbc.sql("""
				insert into ambassador_step_done (id, path_id, step, words, done_at, done_by)
				select :done, :path, code, :words, :now, :me from ambassador_step
				where code = :step and retired_at is null and fact is distinct from 'MERCI'
				on conflict (path_id, step) where undone_at is null do nothing
				returning id""")
			.param("done", UUID.randomUUID())
			.param("path", id)
			.param("words", words, java.sql.Types.VARCHAR)
			.param("now", now())
			.param("me", by.id())
			.param("step", step)
			.query(UUID.class)
			.optional();
	}

	boolean takeTickBack(UUID id, UUID tick, CurrentAccount by) {
		return takeBack("ambassador_step_done", id, tick, by);
	}

	/** Says thank you, and what came of it. */
	@Transactional
	public UUID thank(UUID id, String words, CurrentAccount by) {
		hold(id);
		UUID thanks = UUID.randomUUID();
		this.jdbc
			.sql("insert into ambassador_thanks (id, path_id, words, thanked_at, thanked_by) values (?, ?, ?, ?, ?)")
			.params(thanks, id, words, now(), by.id())
			.update();
		return thanks;
	}

	boolean takeThanksBack(UUID id, UUID thanks, CurrentAccount by) {
		return takeBack("ambassador_thanks", id, thanks, by);
	}

	private boolean takeBack(String table, UUID path, UUID row, CurrentAccount by) {
		return this.jdbc
			.sql("update " + table
					+ " set undone_at = ?, undone_by = ? where id = ? and path_id = ? and undone_at is null")
			.params(now(), by.id(), row, path)
			.update() == 1;
	}

	/** Keeps the path as it is until the end of the transaction. */
	private Held hold(UUID id) {
		this.jdbc.sql(
				"select id from ambassador_path where id = ? and undone_at is null and beside is null for no key update")
			.param(id)
			.query(UUID.class)
			.optional()
			.orElseThrow(() -> notFound(id));
		return this.jdbc.sql("""
				select s.state, s.invitation_id as invitation, s.account_closed, c.opposed
				from ambassador_standing s join contact c on c.id = s.contact_id where s.id = ?""")
			.param(id)
			.query(Held.class)
			.optional()
			.orElseThrow(() -> notFound(id));
	}

	boolean hasExpired(@Nullable Instant end) {
		return end != null && !end.isAfter(this.clock.instant());
	}

	LocalDate today() {
		return LocalDate.now(this.clock.withZone(PARIS));
	}

	private static NotFoundException notFound(UUID id) {
		return new NotFoundException("path " + id);
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	/** What became of an invitation. */
	enum Invited {

		DONE,
		/** The person asked not to be contacted. */
		OPPOSED,
		/** They are invited, have an account or gave up. */
		MEANWHILE

	}

	/**
	 * What became of a note.
	 *
	 * @param path the path that stands, null when the person asked not to be contacted
	 * @param name the person's
	 * @param fresh whether it was written now
	 * @param by who had noted it before
	 */
	record Noting(@Nullable UUID path, String name, boolean fresh, @Nullable String by, @Nullable LocalDate on) {
	}

	private record Person(String name, boolean opposed, boolean editable) {
	}

	private record Held(PathState state, @Nullable UUID invitation, boolean accountClosed, boolean opposed) {
	}

	private record Talk(UUID contact, @Nullable String uai, @Nullable String academie, @Nullable UUID companion) {
	}

}
