package fr.dossiersco.outreach.ambassador;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.ambassador.Checklist.Known;
import fr.dossiersco.outreach.ambassador.Checklist.Tick;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of one path, a statement a question. */
@Component
class PathRecords {

	private static final RowMapper<Path> paths = new SimplePropertyRowMapper<>(Path.class);

	private static final RowMapper<Decided> decisions = new SimplePropertyRowMapper<>(Decided.class);

	private static final RowMapper<Thanks> thanks = new SimplePropertyRowMapper<>(Thanks.class);

	private final JdbcClient jdbc;

	PathRecords(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * One that was not taken back.
	 * @throws NotFoundException when there is none, or the person is out of sight
	 */
	Path require(UUID id) {
		return this.jdbc
			.sql("""
					select s.id, s.contact_id as contact, concat_ws(' ', c.given_name, c.family_name) as name, c.opposed, s.state,
						s.profile, s.title, s.uai, coalesce(e.name, g.name) as place, e.town, s.academie,
						s.noted_at, s.noted_by, n.name as noted_by_name, s.words, s.companion, m.name as companion_name,
						s.invitation_id as invitation, s.invited_at, s.invited_by, s.expires_at, s.accepted_at, s.withdrawn_at,
						s.account_id as account, a.name as account_name, s.account_closed, s.linked_at, l.name as linked_by, s.decision,
						s.beside, (select min(b.noted_at) from ambassador_path b where b.beside = s.id) as other_noted_at,
						ambassador_engaged(s.id) as engaged
					from ambassador_standing s
						join contact c on c.id = s.contact_id
						join account n on n.id = s.noted_by
						left join account m on m.id = s.companion
						left join account a on a.id = s.account_id
						left join account l on l.id = s.linked_by
						left join establishment e on e.uai = s.uai
						left join organisation g on g.id = s.organisation_id
					where s.id = ? and s.undone_at is null""")
			.param(id)
			.query(paths)
			.optional()
			.orElseThrow(() -> new NotFoundException("path " + id));
	}

	/** The steps, with what of them is done. */
	Checklist checklist(Path path) {
		Map<String, Tick> ticks = new HashMap<>();
		List<Known> known = this.jdbc
			.sql("""
					select s.code, s.label, s.hint, s.fact, s.retired_at is not null as retired, d.id, d.words, a.name as by,
						(d.done_at at time zone 'Europe/Paris')::date as on_day
					from ambassador_step s
						left join ambassador_step_done d on d.step = s.code and d.path_id = ? and d.undone_at is null
						left join account a on a.id = d.done_by
					order by s.position""")
			.param(path.id())
			.query((row, number) -> {
				UUID tick = row.getObject("id", UUID.class);
				if (tick != null) {
					ticks.put(row.getString("code"), new Tick(tick, row.getObject("on_day", LocalDate.class),
							row.getString("by"), row.getString("words")));
				}
				String fact = row.getString("fact");
				return new Known(row.getString("code"), row.getString("label"), row.getString("hint"),
						(fact != null) ? Fact.valueOf(fact) : null, row.getBoolean("retired"));
			})
			.list();
		return Checklist.of(known, facts(path), ticks);
	}

	/** Since when each fact holds; what was done before the account was tied counts. */
	private Map<Fact, LocalDate> facts(Path path) {
		Map<Fact, LocalDate> facts = new EnumMap<>(Fact.class);
		this.jdbc.sql("""
				select 'COMPTE' as fact, created_at as at from account where id = :account
				union all
				(select 'CONFIRMATIONS', k.answered_at from post_confirmation k
					where k.answered_by = :account and k.answer <> 'INCONNU' and k.undone_at is null
					order by k.answered_at, k.id offset 2 limit 1)
				union all
				select 'TEXTE', ambassador_own_text(:account)
				union all
				select 'LIEN', min(v.day)::timestamp at time zone 'Europe/Paris'
				from kit_link l join kit_visit v on v.link_id = l.id where l.account_id = :account
				union all
				select 'MERCI', min(thanked_at) from ambassador_thanks where path_id = :path and undone_at is null""")
			.param("account", path.account(), java.sql.Types.OTHER)
			.param("path", path.id())
			.query((row) -> {
				OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
				if (at != null) {
					facts.put(Fact.valueOf(row.getString("fact")), at.atZoneSameInstant(Paths.PARIS).toLocalDate());
				}
			});
		return facts;
	}

	/** The last first. */
	List<Thanks> thanks(UUID path) {
		return this.jdbc.sql("""
				select t.id, t.words, t.thanked_at, a.name as by
				from ambassador_thanks t join account a on a.id = t.thanked_by
				where t.path_id = ? and t.undone_at is null order by t.thanked_at desc, t.id""")
			.param(path)
			.query(thanks)
			.list();
	}

	/** What the team decided, the last first; what was taken back stays told. */
	List<Decided> decisions(UUID path) {
		return this.jdbc
			.sql("""
					select d.id, d.kind, d.reason, d.decided_at, a.name as by, d.undone_at, u.name as undone_by
					from ambassador_decision d join account a on a.id = d.decided_by left join account u on u.id = d.undone_by
					where d.path_id = ? order by d.decided_at desc, d.id desc""")
			.param(path)
			.query(decisions)
			.list();
	}

	/** The next step that is open with the person. */
	Optional<Talk> nextTalk(UUID contact) {
		return this.jdbc.sql("""
				select f.due_on, f.note, a.name as owner from follow_up f join account a on a.id = f.owner
				where f.contact_id = ? and f.closed_at is null order by f.due_on, f.id limit 1""")
			.param(contact)
			.query(Talk.class)
			.optional();
	}

	/**
	 * Who may go along, and which accounts of ambassadors are tied to nobody; those whose
	 * address stands in the person's record first.
	 */
	List<Colleague> colleagues(Path path) {
		return this.jdbc.sql("""
				select a.id, a.name, a.email, a.role <> 'AMBASSADOR' as team,
					exists (select from contact_email m where m.contact_id = :contact and m.address = a.email) as same
				from account a
				where a.deactivated_at is null
					and (a.role <> 'AMBASSADOR' or not exists (select from ambassador_path p where p.account_id = a.id))
				order by same desc, a.name collate french, a.email""")
			.param("contact", path.contact())
			.query(Colleague.class)
			.list();
	}

	/** The addresses that we know of a person, the usual one first. */
	List<String> addresses(UUID contact) {
		return this.jdbc.sql("select address from contact_email where contact_id = ? order by position")
			.param(contact)
			.query(String.class)
			.list();
	}

	/**
	 * A path.
	 *
	 * @param academie the code of that of the post by which the person is known
	 * @param companion who of the team goes along
	 * @param invitedAt null when they were never invited
	 * @param linkedBy null where an invitation opened the account
	 * @param decision the one that counts
	 * @param beside the path that stands in its place: two records were merged
	 * @param otherNotedAt when the path beside this one began
	 * @param engaged whether something was done, so that the note is no mistake
	 */
	record Path(UUID id, UUID contact, String name, boolean opposed, PathState state, @Nullable ContactProfile profile,
			@Nullable String title, @Nullable String uai, @Nullable String place, @Nullable String town,
			@Nullable String academie, Instant notedAt, UUID notedBy, String notedByName, @Nullable String words,
			@Nullable UUID companion, @Nullable String companionName, @Nullable UUID invitation,
			@Nullable Instant invitedAt, @Nullable String invitedBy, @Nullable Instant expiresAt,
			@Nullable Instant acceptedAt, @Nullable Instant withdrawnAt, @Nullable UUID account,
			@Nullable String accountName, boolean accountClosed, @Nullable Instant linkedAt, @Nullable String linkedBy,
			@Nullable UUID decision, @Nullable UUID beside, @Nullable Instant otherNotedAt, boolean engaged) {

		public LocalDate notedOn() {
			return LocalDate.ofInstant(this.notedAt, Paths.PARIS);
		}

		/** A day in Paris, for the template. */
		public @Nullable LocalDate day(@Nullable Instant at) {
			return (at != null) ? LocalDate.ofInstant(at, Paths.PARIS) : null;
		}

		public boolean isInvited() {
			return this.state == PathState.INVITE;
		}

		/** Whether an invitation may be sent now. */
		public boolean isInvitable() {
			return this.state == PathState.VOLONTAIRE && !this.opposed;
		}

		/** Whether the note can still be taken back as a mistake. */
		public boolean isMistakable() {
			return !this.engaged && this.invitation == null && this.account == null;
		}

	}

	/** Something that the team decided. */
	record Decided(UUID id, Decision kind, @Nullable String reason, Instant decidedAt, String by,
			@Nullable Instant undoneAt, @Nullable String undoneBy) {

		public LocalDate decidedOn() {
			return LocalDate.ofInstant(this.decidedAt, Paths.PARIS);
		}

	}

	/** A thank-you. */
	record Thanks(UUID id, String words, Instant thankedAt, String by) {

		public LocalDate thankedOn() {
			return LocalDate.ofInstant(this.thankedAt, Paths.PARIS);
		}

	}

	/** A next step that is open. */
	record Talk(LocalDate dueOn, @Nullable String note, String owner) {
	}

	/**
	 * An account.
	 *
	 * @param same whether its address is one of the person's
	 */
	record Colleague(UUID id, String name, String email, boolean team, boolean same) {
	}

}
