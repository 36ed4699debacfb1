package fr.dossiersco.outreach.scheduling;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a week of calls is made of: those due, and the hours promised already. */
@Component
class WeekCalls {

	/** Beyond, nobody would read the plan. */
	static final int MOST = 300;

	private final JdbcClient jdbc;

	WeekCalls(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The calls due by the end of a week, but those whose hour someone settled: agreed
	 * with the contact, or chosen for a reason. The longest due first.
	 */
	Due due(Asked asked, Week week) {
		long[] total = new long[1];
		List<Call> calls = this.jdbc
			.sql("""
					select f.id, f.version, f.uai, f.contact_id, f.academie, e.departement, coalesce(e.name, concat_ws(' ', c.given_name, c.family_name)) as name,
						e.town, case when e.name is not null then nullif(concat_ws(' ', c.given_name, c.family_name), '') end as person,
						c.profile, coalesce(c.opposed, false) as opposed, f.due_on, f.due_half, f.starts_at, f.owner, count(*) over () as total
					from follow_up f left join establishment e on e.uai = f.uai left join contact c on c.id = f.contact_id
					where f.closed_at is null and f.kind = 'APPEL' and not f.agreed and f.override_reason is null
						and f.due_on <= :until and f.owner = any (:callers)
						and (:campaign::uuid is null or f.campaign_id = :campaign)
						and (:schools::text[] is null or f.uai = any (:schools))
					order by f.due_on, f.id limit :most""")
			.param("until", week.friday())
			.param("callers", asked.callers().keySet().toArray(UUID[]::new))
			.param("campaign", asked.campaign(), Types.OTHER)
			.param("schools", schools(asked), Types.ARRAY)
			.param("most", MOST)
			.query((row, number) -> {
				total[0] = row.getLong("total");
				String profile = row.getString("profile");
				String half = row.getString("due_half");
				Timestamp starts = row.getTimestamp("starts_at");
				return new Call(row.getObject("id", UUID.class), row.getInt("version"), row.getString("uai"),
						row.getObject("contact_id", UUID.class), row.getString("academie"),
						row.getString("departement"), row.getString("name"), row.getString("town"),
						row.getString("person"), (profile != null) ? ContactProfile.valueOf(profile) : null,
						row.getBoolean("opposed"), row.getObject("due_on", LocalDate.class),
						(half != null) ? HalfDay.valueOf(half) : null, (starts != null) ? starts.toInstant() : null,
						row.getObject("owner", UUID.class));
			})
			.list();
		return new Due(calls, total[0]);
	}

	/** The hours that callers have given away, whatever for. */
	List<Promise> promised(Set<UUID> callers, Instant from, Instant to) {
		return this.jdbc.sql("""
				select f.id, f.owner, f.starts_at, f.ends_at, f.agreed, f.kind, f.uai, f.contact_id,
					coalesce(e.name, concat_ws(' ', c.given_name, c.family_name)) as name, e.town
				from follow_up f left join establishment e on e.uai = f.uai left join contact c on c.id = f.contact_id
				where f.owner = any (:callers) and f.closed_at is null and f.starts_at < :to and f.ends_at > :from
				order by f.starts_at, f.id""")
			.param("callers", callers.toArray(UUID[]::new))
			.param("from", Timestamp.from(from))
			.param("to", Timestamp.from(to))
			.query((row, number) -> new Promise(row.getObject("id", UUID.class), row.getObject("owner", UUID.class),
					row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant(),
					row.getBoolean("agreed"), FollowUpKind.valueOf(row.getString("kind")), row.getString("uai"),
					row.getObject("contact_id", UUID.class), row.getString("name"), row.getString("town")))
			.list();
	}

	/**
	 * How the schools of a list stand: with a call of these callers, with another, with
	 * none.
	 */
	Schools schools(Asked asked, Week week) {
		return this.jdbc
			.sql("""
					select count(*) as listed, count(*) filter (where s.due) as due, count(*) filter (where not s.open) as none
					from (select n.uai, coalesce(bool_or(f.due_on <= :until and f.owner = any (:callers)), false) as due,
							count(f.id) > 0 as open
						from unnest(:schools::text[]) n(uai)
							left join follow_up f on f.uai = n.uai and f.closed_at is null and f.kind = 'APPEL'
						group by n.uai) s""")
			.param("until", week.friday())
			.param("callers", asked.callers().keySet().toArray(UUID[]::new))
			.param("schools", schools(asked), Types.ARRAY)
			.query(Schools.class)
			.single();
	}

	private static String @Nullable [] schools(Asked asked) {
		return (asked.schools() != null) ? asked.schools().toArray(String[]::new) : null;
	}

	/**
	 * What is to be planned.
	 *
	 * @param callers their names, by account
	 * @param perHalfDay how many calls a caller makes in half a day
	 * @param campaign one campaign alone, null for everything
	 * @param schools some schools alone, null for all
	 * @param choice which of the calls due
	 */
	record Asked(Map<UUID, String> callers, int perHalfDay, @Nullable UUID campaign, @Nullable List<String> schools,
			Choice choice) {

		public String name(UUID caller) {
			return this.callers.getOrDefault(caller, "");
		}

	}

	/**
	 * Some of the calls due, by the first signs of their id: an address holds a hundred
	 * of them.
	 *
	 * @param only those alone, null for all
	 * @param but all but those
	 */
	record Choice(@Nullable Set<String> only, Set<String> but) {

		static final Choice ALL = new Choice(null, Set.of());

		boolean has(UUID call) {
			return (this.only == null || this.only.contains(sign(call))) && !this.but.contains(sign(call));
		}

		static String sign(UUID call) {
			return call.toString().substring(0, 8);
		}

	}

	/**
	 * @param total how many are due, when they are too many for a plan
	 */
	record Due(List<Call> calls, long total) {
	}

	/**
	 * A call to be planned.
	 *
	 * @param startsAt where it was planned before
	 */
	record Call(UUID id, int version, @Nullable String uai, @Nullable UUID contactId, @Nullable String academie,
			@Nullable String departement, String name, @Nullable String town, @Nullable String person,
			@Nullable ContactProfile profile, boolean opposed, LocalDate dueOn, @Nullable HalfDay dueHalf,
			@Nullable Instant startsAt, UUID owner) {

		Whom whom() {
			return new Whom(this.uai, this.contactId, this.departement, this.academie,
					this.profile == ContactProfile.TEACHER);
		}

		/** The page of the school, else of the person. */
		public String address() {
			return (this.uai != null) ? "/etablissements/" + this.uai : "/contacts/" + this.contactId;
		}

		/** Where it was planned before, in Paris. */
		public @Nullable ZonedDateTime planned() {
			return (this.startsAt != null) ? this.startsAt.atZone(SlotFinder.PARIS) : null;
		}

		public String sign() {
			return Choice.sign(this.id);
		}

		/**
		 * Nobody is called before the day that was said, or that an earlier plan gave.
		 */
		Instant notBefore(ZoneId zone) {
			boolean afternoon = this.dueHalf == HalfDay.APRES_MIDI && this.startsAt == null;
			LocalTime time = afternoon ? HalfDay.NOON : LocalTime.MIDNIGHT;
			return this.dueOn.atTime(time).atZone(zone).toInstant();
		}

	}

	/** An hour given away. */
	record Promise(UUID id, UUID owner, Instant from, Instant to, boolean agreed, FollowUpKind kind,
			@Nullable String uai, @Nullable UUID contactId, String name, @Nullable String town) {

		boolean overlaps(Instant start) {
			return start.isBefore(this.to) && this.from.isBefore(start.plus(When.CALL));
		}

		public ZonedDateTime here() {
			return this.from.atZone(SlotFinder.PARIS);
		}

		public String address() {
			return (this.uai != null) ? "/etablissements/" + this.uai : "/contacts/" + this.contactId;
		}

	}

	/**
	 * The schools of a list.
	 *
	 * @param due those with a call of the callers, due by the end of the week
	 * @param none those that no call is planned for, by anyone
	 */
	record Schools(long listed, long due, long none) {

		/** Those called later, or by someone else. */
		public long elsewhere() {
			return this.listed - this.due - this.none;
		}

	}

}
