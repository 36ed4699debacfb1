package fr.dossiersco.outreach.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A few hundred events of every kind, in Guyane for the most part, many of them at the
 * same instant, some at midnight in Paris like what has a day only; and what a question
 * in other words finds of them.
 */
final class GivenEvents {

	static final String ACADEMIE = "33";

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final LocalDate DAY = LocalDate.of(2024, 3, 25);

	/** Each kind of event told one by one, as the tables say it. */
	private static final String ALL = """
			with place as (select e.uai, e.academie, e.departement from establishment e),
				person as (select c.id, c.academies, c.departement, c.uai from contact c),
				midnight as (select d, (d::text || ' 00:00 Europe/Paris')::timestamptz as at
					from (select distinct started_on as d from post union select distinct ended_on from post
						union select distinct started_on from seat union select distinct ended_on from seat) x where d is not null),
				told as (
					select 'PERSON_ADDED' as kind, c.id, c.created_at as at, c.created_by as author, c.academies, c.departement, c.uai,
						array[c.id] as people from contact c
					union all
					select k, p.id, m.at, null, array[p.academie], coalesce(s.departement, c.departement), p.uai, array[p.contact_id]
					from post p join person c on c.id = p.contact_id left join place s on s.uai = p.uai
						cross join lateral (values ('POST_BEGUN', p.started_on), ('POST_LEFT', p.ended_on)) v (k, d) join midnight m on m.d = v.d
					union all
					select k, p.id, m.at, null, array[p.academie], s.departement, p.uai, array[p.contact_id]
					from seat p left join place s on s.uai = p.uai
						cross join lateral (values ('SEAT_BEGUN', p.started_on), ('SEAT_LEFT', p.ended_on)) v (k, d) join midnight m on m.d = v.d
					union all
					select k, t.id, v.at, v.author, c.academies, c.departement, c.uai, array[c.id]
					from contact_merge t join person c on c.id = t.kept_id
						cross join lateral (values ('RECORDS_MERGED', t.merged_at, t.merged_by), ('MERGE_UNDONE', t.undone_at, t.undone_by)) v (k, at, author)
					union all
					select 'ACQUAINTANCE_NOTED', t.id, t.noted_at, t.noted_by, c.academies, c.departement, c.uai, array[t.one, t.other]
					from acquaintance t join person c on c.id = t.one
					union all
					select k, t.id, v.at, v.author, array[t.academie], coalesce(s.departement, c.departement), t.uai, array[t.contact_id]
					from introduction t left join place s on s.uai = t.uai left join person c on c.id = t.contact_id
						cross join lateral (values ('INTRODUCTION_ASKED', t.asked_at, t.asked_by), ('INTRODUCTION_ANSWERED', t.outcome_at, t.outcome_by)) v (k, at, author)
					union all
					select 'EXCHANGE_LOGGED', t.id, t.recorded_at, t.author, array[t.academie], coalesce(s.departement, c.departement), t.uai,
						array[t.contact_id]
					from interaction t left join place s on s.uai = t.uai left join person c on c.id = t.contact_id
					union all
					select 'EXCHANGE_CORRECTED', x.id, x.corrected_at, x.corrected_by, array[t.academie], coalesce(s.departement, c.departement),
						t.uai, array[t.contact_id]
					from interaction_correction x join interaction t on t.id = x.interaction_id left join place s on s.uai = t.uai
						left join person c on c.id = t.contact_id
					union all
					select k, t.id, v.at, v.author, array[t.academie], coalesce(s.departement, c.departement), t.uai, array[t.contact_id]
					from follow_up t left join place s on s.uai = t.uai left join person c on c.id = t.contact_id
						cross join lateral (values ('STEP_OPENED', t.opened_at, t.opened_by), ('STEP_CLOSED', t.closed_at, t.closed_by)) v (k, at, author)
					union all
					select 'STAGE_MOVED', t.id, t.moved_at, t.moved_by, array[t.academie], s.departement, t.uai, '{}'
					from stage_move t join place s on s.uai = t.uai
					union all
					select k, t.id, v.at, t.changed_by, array[t.academie], s.departement, t.uai, '{}'
					from owner_change t join place s on s.uai = t.uai
						cross join lateral (values ('OWNER_CHANGED', t.changed_at), ('OWNER_RESTORED', t.undone_at)) v (k, at)
					union all
					select k, t.id, v.at, t.changed_by, array_agg(o.academie), max(s.departement), null, '{}'
					from owner_handover t join owner_change o on o.batch = t.id join place s on s.uai = o.uai
						cross join lateral (values ('OWNERS_CHANGED', t.changed_at), ('OWNERS_RESTORED', t.undone_at)) v (k, at)
					group by t.id, v.k, v.at having count(*) > 1
					union all
					select 'CALL_OVERRIDDEN', x.id, x.at, x.account_id, array[t.academie], coalesce(s.departement, c.departement), t.uai,
						array[t.contact_id]
					from call_override x join follow_up t on t.id = x.follow_up_id left join place s on s.uai = t.uai
						left join person c on c.id = t.contact_id
					union all
					select 'SCHOOL_RESTED', t.id, t.noted_at, t.noted_by, array[t.academie], s.departement, t.uai, '{}'
					from school_rest t join place s on s.uai = t.uai
					union all
					select 'ATTITUDE_NOTED', t.id, t.noted_at, t.noted_by, c.academies, c.departement, c.uai, array[c.id]
					from attitude_note t join person c on c.id = t.contact_id
					union all
					select k, t.id, v.at, v.author, c.academies, c.departement, c.uai, array[c.id]
					from opposition t join person c on c.id = t.contact_id
						cross join lateral (values ('OPPOSITION_DECLARED', t.declared_at, t.declared_by), ('OPPOSITION_LIFTED', t.lifted_at, t.lifted_by)) v (k, at, author)
					union all
					select k, x.id, v.at, v.author, array[t.academie], coalesce(s.departement, c.departement), t.uai, array[t.contact_id]
					from appointment x join follow_up t on t.id = x.follow_up_id left join place s on s.uai = t.uai
						left join person c on c.id = t.contact_id
						cross join lateral (values ('APPOINTMENT_OFFERED', x.offered_at, x.offered_by), ('APPOINTMENT_ANSWERED', x.answered_at, null)) v (k, at, author)
					union all
					select 'DIRECTORY_IMPORTED', t.id, t.finished_at, t.account_id, '{}', null, null, '{}' from import_run t
					union all
					select 'CLOSURE_DECIDED', t.id, t.decided_at, t.decided_by, array[s.academie], s.departement, t.uai, '{}'
					from establishment_closure t join place s on s.uai = t.uai
					union all
					select k, t.id, v.at, v.author, array[s.academie], s.departement, t.uai, '{}'
					from establishment_correction t join place s on s.uai = t.uai
						cross join lateral (values ('SCHOOL_CORRECTED', t.corrected_at, t.corrected_by), ('CORRECTION_WITHDRAWN', t.withdrawn_at, t.withdrawn_by)) v (k, at, author)
					union all
					select k, t.id, v.at, v.author, '{}', null, null, '{}' from phone_campaign t
						cross join lateral (values ('CAMPAIGN_OPENED', t.created_at, t.created_by), ('CAMPAIGN_CLOSED', t.closed_at, t.closed_by)) v (k, at, author)
					union all
					select 'GUIDE_WRITTEN', md5(t.profile || t.number)::uuid, t.written_at, t.written_by, '{}', null, null, '{}' from profile_guide t
					where t.written_by is not null
					union all
					select 'OBJECTION_ADDED', t.id, t.created_at, t.created_by, '{}', null, null, '{}' from objection t where t.created_by is not null
					union all
					select 'HOURS_SET', t.id, t.set_at, t.set_by, coalesce(c.academies, array[t.academie]), coalesce(s.departement, c.departement), t.uai,
						array[t.contact_id]
					from opening_hours t left join place s on s.uai = t.uai left join person c on c.id = t.contact_id
					where t.set_by is not null
					union all
					select 'USUAL_HOURS_SET', t.id, t.set_at, t.set_by, '{}', null, null, '{}' from usual_hours t where t.set_by is not null
					union all
					select 'HOLIDAYS_IMPORTED', t.id, t.imported_at, t.imported_by, '{}', null, null, '{}' from holiday_import t
					union all
					select k, t.id, v.at, v.author, array[coalesce(t.academie, d.academie)], coalesce(t.departement, s.departement), t.uai, '{}'
					from closed_period t left join place s on s.uai = t.uai left join departement d on d.code = t.departement
						cross join lateral (values ('CLOSED_PERIOD_ENTERED', t.entered_at, t.entered_by), ('CLOSED_PERIOD_WITHDRAWN', t.withdrawn_at, t.withdrawn_by)) v (k, at, author))
			select kind, id, at, author, academies, departement, uai, people,
				exists (select from owner_change o where o.id = told.id and not o.alone) as told_together from told
			where at is not null and at <= now() and (:academie = any (academies) or author = any (:authors))
			""";

	private final JdbcClient jdbc;

	private final Random random;

	final List<CurrentAccount> authors;

	final List<String> schools;

	final List<UUID> people = new ArrayList<>();

	private final List<Instant> instants = new ArrayList<>();

	GivenEvents(JdbcClient jdbc, Given given, long seed, int rounds) {
		this.jdbc = jdbc;
		this.random = new Random(seed);
		this.authors = List.of(given.coordinator(), given.outreach(), given.outreach());
		this.schools = List.of(given.school("973"), given.school("973"), given.school("973"), given.school("02A"));
		for (int i = 0; i < 30; i++) {
			this.instants.add((i % 5 == 0) ? DAY.plusDays(i / 5).atStartOfDay(PARIS).toInstant()
					: DAY.atStartOfDay(PARIS)
						.toInstant()
						.plus(i * 311L, ChronoUnit.MINUTES)
						.plus(i, ChronoUnit.MICROS));
		}
		Acting.asSystem(() -> {
			for (int i = 0; i < 8; i++) {
				person(i);
			}
			for (int i = 0; i < rounds; i++) {
				round();
			}
		});
	}

	/** What there is to tell, whoever may see it. */
	List<Known> told() {
		return Acting.asSystem(() -> this.jdbc.sql(ALL)
			.param("academie", ACADEMIE)
			.param("authors", this.authors.stream().map(CurrentAccount::id).toArray(UUID[]::new))
			.query((row, number) -> new Known(
					new Cursor(row.getObject("at", OffsetDateTime.class).toInstant(),
							Kind.valueOf(row.getString("kind")), row.getObject("id", UUID.class)),
					row.getObject("author", UUID.class), set((String[]) row.getArray("academies").getArray()),
					row.getString("departement"), row.getString("uai"), set((UUID[]) row.getArray("people").getArray()),
					row.getBoolean("told_together")))
			.list());
	}

	private static <T> Set<T> set(@Nullable T[] values) {
		Set<T> set = new HashSet<>();
		Arrays.stream(values).filter(java.util.Objects::nonNull).forEach(set::add);
		return set;
	}

	private void person(int number) {
		UUID id = UUID.randomUUID();
		this.people.add(id);
		this.jdbc.sql(
				"insert into contact (id, family_name, given_name, source, academies, created_at, created_by, version) "
						+ "values (?, 'Exemple', 'Camille', 'Essai', '{}', ?, ?, 0)")
			.params(id, at(), author())
			.update();
		post(id, this.schools.get(number % 3), (number % 2 == 0) ? DAY.plusDays(number) : null);
		if (number == 7) {
			post(id, this.schools.get(3), null);
		}
		else if (number % 3 == 0) {
			this.jdbc.sql(
					"insert into seat (id, contact_id, uai, academie, board, started_on, ended_on) select ?, ?, uai, academie, 'AUTRE', ?, ? "
							+ "from establishment where uai = ?")
				.params(UUID.randomUUID(), id, DAY, DAY.plusDays(number), this.schools.get(0))
				.update();
		}
	}

	private void post(UUID person, String uai, @Nullable LocalDate end) {
		write("insert into post (id, contact_id, uai, academie, profile, started_on, ended_on) "
				+ "select ?, ?, uai, academie, 'INTENDANT', ?, cast(? as date) from establishment where uai = ?",
				UUID.randomUUID(), person, DAY, end, uai);
	}

	private void round() {
		String uai = one(this.schools);
		UUID person = one(this.people);
		UUID step = UUID.randomUUID();
		UUID exchange = UUID.randomUUID();
		write("insert into follow_up (id, uai, contact_id, academie, kind, due_on, owner, opened_at, opened_by, closed_at, closed_by, closure, "
				+ "version) select ?, uai, ?, academie, 'APPEL', '2024-04-01', ?, ?, ?, ?, ?, 'FAIT', 0 from establishment where uai = ?",
				step, person, author(), at(), author(), at(), author(), uai);
		write("insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, "
				+ "notes, version) select ?, uai, ?, academie, ?, '2024-03-24 10:00+01', ?, 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 'Une note', 0 "
				+ "from establishment where uai = ?", exchange, person, author(), at(), uai);
		write("insert into interaction_correction (id, interaction_id, corrected_at, corrected_by, detail, before, after) "
				+ "values (?, ?, ?, ?, 'NOTES', 'a', 'b')", UUID.randomUUID(), exchange, at(), author());
		write("insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause, reason) "
				+ "select ?, uai, academie, 'REPERE', 'CONTACTE', ?, ?, 'MAIN', 'Une raison' from establishment where uai = ?",
				UUID.randomUUID(), at(), author(), uai);
		handOver(List.of(uai));
		handOver(this.schools.subList(this.random.nextInt(2), 3 + this.random.nextInt(2)));
		write("insert into call_override (id, follow_up_id, account_id, reason, at) values (?, ?, ?, 'Une raison', ?)",
				UUID.randomUUID(), step, author(), at());
		write("insert into school_rest (id, uai, academie, reason, until, noted_at, noted_by) "
				+ "select ?, uai, academie, 'Une raison', '2024-05-01', ?, ? from establishment where uai = ?",
				UUID.randomUUID(), at(), author(), uai);
		write("insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason) values (?, ?, 'ALLIE', ?, ?, 'Une raison')",
				UUID.randomUUID(), person, at(), author());
		write("insert into opposition (id, contact_id, declared_at, declared_by, reason, lifted_at, lifted_by) "
				+ "values (?, ?, ?, ?, 'Une raison', ?, ?)", UUID.randomUUID(), person, at(), author(), at(), author());
		write("insert into introduction (id, uai, academie, introducer_id, reason, message, asked_at, asked_by, outcome, outcome_at, outcome_by, "
				+ "version) select ?, uai, academie, ?, 'Une raison', 'Un message', ?, ?, 'ACCEPTEE', ?, ?, 0 from establishment where uai = ?",
				UUID.randomUUID(), person, at(), author(), at(), author(), uai);
		write("insert into appointment (id, follow_up_id, token_hash, offered, offered_at, offered_by, expires_at, status, starts_at, answered_at, "
				+ "version) values (?, ?, ?, array[timestamptz '2024-04-02 10:00+02'], ?, ?, '2024-04-02', 'ACCEPTE', '2024-04-02 10:00+02', ?, 0)",
				UUID.randomUUID(), step, step.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), at(),
				author(), at());
		write("insert into establishment_correction (id, uai, field, value, reason, corrected_at, corrected_by, withdrawn_at, withdrawn_by) "
				+ "values (?, ?, 'town', 'Ailleurs', 'Une raison', ?, ?, ?, ?)", UUID.randomUUID(), uai, at(), author(),
				at(), author());
		write("insert into opening_hours (id, uai, academie, wish, set_at, set_by) select ?, uai, academie, false, ?, ? from establishment "
				+ "where uai = ?", UUID.randomUUID(), at(), author(), uai);
		write("insert into opening_hours (id, contact_id, wish, set_at, set_by) values (?, ?, true, ?, ?)",
				UUID.randomUUID(), person, at(), author());
		write("insert into closed_period (id, uai, academie, first_day, last_day, reason, entered_at, entered_by, withdrawn_at, withdrawn_by) "
				+ "select ?, uai, academie, '2024-04-03', '2024-04-04', 'Une raison', ?, ?, ?, ? from establishment where uai = ?",
				UUID.randomUUID(), at(), author(), at(), author(), uai);
		write("insert into contact_merge (id, kept_id, dropped_id, dropped_name, academies, held, merged_at, merged_by, undone_at, undone_by) "
				+ "values (?, ?, gen_random_uuid(), 'Camille Exemplaire', '{33}', '{}', ?, ?, ?, ?)", UUID.randomUUID(),
				person, at(), author(), at(), author());
		UUID run = UUID.randomUUID();
		write("insert into import_run (id, status, origin, file_name, account_id, created_at, finished_at, created) "
				+ "values (?, 'REUSSI', 'FICHIER', 'annuaire.csv', ?, ?, ?, 2)", run, author(), at(), at());
		write("insert into establishment_closure (id, uai, run_id, extract_date, proposed_at, decision, decided_at, decided_by) "
				+ "values (?, ?, ?, '2024-03-01', ?, 'ECARTEE', ?, ?)", UUID.randomUUID(), uai, run, at(), at(),
				author());
		write("insert into phone_campaign (id, name, purpose, done_when, starts_on, source, created_at, created_by, closed_at, closed_by, version) "
				+ "values (?, 'Une campagne', 'Un but', 'Toutes jointes', '2024-03-01', '/etablissements', ?, ?, ?, ?, 0)",
				UUID.randomUUID(), at(), author(), at(), author());
		write("insert into holiday_import (id, file_name, imported_at, imported_by, periods, refused) values (?, 'vacances.csv', ?, ?, 3, 0)",
				UUID.randomUUID(), at(), author());
	}

	/** From nobody, one or several to nobody or someone, and back. */
	private void handOver(List<String> uais) {
		UUID batch = UUID.randomUUID();
		UUID by = author();
		OffsetDateTime at = at();
		OffsetDateTime undone = this.random.nextBoolean() ? at() : null;
		UUID to = (this.random.nextInt(3) == 0) ? null : author();
		UUID from = (to != null && this.random.nextInt(3) == 0) ? null : other(to);
		boolean several = uais.size() > 1 && from != null && this.random.nextBoolean();
		write("insert into owner_handover (id, to_owner, from_owner, from_several, schools, changed_at, changed_by, undone_at) "
				+ "values (?, ?, ?, ?, ?, ?, ?, ?)", batch, to, several ? null : from, several, uais.size(), at, by,
				undone);
		for (String uai : uais) {
			write("insert into owner_change (id, batch, uai, academie, from_owner, to_owner, changed_at, changed_by, undone_at, alone) "
					+ "select ?, ?, uai, academie, ?, ?, ?, ?, ?, ? from establishment where uai = ?",
					UUID.randomUUID(), batch, formerLead(several && uai.equals(uais.getFirst()), from, to), to, at, by,
					undone, uais.size() == 1, uai);
		}
	}

	private @Nullable UUID formerLead(boolean another, @Nullable UUID from, @Nullable UUID to) {
		return !another ? from : (to != null) ? null : other(from);
	}

	/** Another one than that. */
	private UUID other(@Nullable UUID that) {
		return this.authors.stream().map(CurrentAccount::id).filter((id) -> !id.equals(that)).findFirst().orElseThrow();
	}

	/** Two people who know each other, which is noted once. */
	void acquaintance() {
		Acting.asSystem(() -> write(
				"insert into acquaintance (id, one, other, kind, noted_at, noted_by) values (?, ?, ?, 'CONNAIT', ?, ?)",
				UUID.randomUUID(), this.people.get(0), this.people.get(1), at(), author()));
	}

	private void write(String sql, @Nullable Object... values) {
		this.jdbc.sql(sql).params(values).update();
	}

	private <T> T one(List<T> several) {
		return several.get(this.random.nextInt(several.size()));
	}

	private UUID author() {
		return one(this.authors).id();
	}

	private OffsetDateTime at() {
		return one(this.instants).atOffset(ZoneOffset.UTC);
	}

	/**
	 * An event, as the tables say it.
	 *
	 * @param together told with others unless its school is asked for
	 */
	record Known(Cursor place, @Nullable UUID author, Set<String> academies, @Nullable String departement,
			@Nullable String uai, Set<UUID> people, boolean together) {
	}

}
