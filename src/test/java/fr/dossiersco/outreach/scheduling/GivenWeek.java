package fr.dossiersco.outreach.scheduling;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Accepted;
import fr.dossiersco.outreach.scheduling.WeekCalls.Asked;
import fr.dossiersco.outreach.scheduling.WeekCalls.Choice;
import fr.dossiersco.outreach.scheduling.WeekPlan.Placed;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import fr.dossiersco.outreach.scheduling.WeekPlan.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A week to plan, far from any holiday: calls of one person, schools with their hours.
 */
final class GivenWeek {

	/** A week without a public holiday. */
	static final Week WEEK = new Week(LocalDate.of(2090, 10, 2));

	static final LocalDate MONDAY = WEEK.monday();

	static final Instant BEFORE = Instant.parse("2090-09-28T08:00:00Z");

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final Given given;

	private final JdbcClient jdbc;

	private final FollowUps followUps;

	private final CurrentAccount me;

	GivenWeek(Given given, JdbcClient jdbc, FollowUps followUps, CurrentAccount me) {
		this.given = given;
		this.jdbc = jdbc;
		this.followUps = followUps;
		this.me = me;
	}

	UUID open(LocalDate due) {
		return open(this.given.school("059"), null, When.day(due));
	}

	UUID open(String uai, @Nullable UUID contact, When when) {
		return open(uai, contact, when, this.me);
	}

	UUID open(String uai, @Nullable UUID contact, When when, CurrentAccount owner) {
		String academie = Acting.asSystem(() -> this.jdbc.sql("select academie from establishment where uai = ?")
			.param(uai)
			.query(String.class)
			.single());
		return Acting.as(this.me, () -> this.followUps.open(new Subject(uai, contact, academie), FollowUpKind.APPEL,
				when, null, owner.id(), this.me));
	}

	/** A school that opens at these hours alone. */
	String school(String hours) {
		String uai = this.given.school("059");
		hours(uai, null, hours, false);
		return uai;
	}

	void hours(@Nullable String uai, @Nullable UUID contact, String hours, boolean wish) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into opening_hours (id, uai, contact_id, academie, hours, wish, set_at)
					values (gen_random_uuid(), :uai, :contact, case when :uai::text is not null then '09' end, :hours, :wish, now())""")
			.param("uai", uai, Types.VARCHAR)
			.param("contact", contact, Types.OTHER)
			.param("hours", hours)
			.param("wish", wish)
			.update());
	}

	void closed(String uai, LocalDate first, LocalDate last, @Nullable HalfDay half, String reason) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into closed_period (id, uai, academie, first_day, last_day, half, reason, entered_at, entered_by)
				values (gen_random_uuid(), :uai, '09', :first, :last, :half, :reason, now(), :me)""")
			.param("uai", uai)
			.param("first", first)
			.param("last", last)
			.param("half", (half != null) ? half.name() : null, Types.VARCHAR)
			.param("reason", reason)
			.param("me", this.me.id())
			.update());
	}

	void oppose(UUID person) {
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), ?, 'Ne souhaite plus')")
			.params(person, this.me.id())
			.update());
	}

	@Nullable Instant start(UUID call) {
		return Acting.asSystem(() -> this.jdbc.sql("select starts_at from follow_up where id = ?")
			.param(call)
			.query((row, number) -> Optional.ofNullable(row.getTimestamp("starts_at")))
			.single()
			.map(Timestamp::toInstant)
			.orElse(null));
	}

	/** How many next steps of a caller begin then. */
	long at(Instant start, UUID caller) {
		return Acting.asSystem(() -> this.jdbc
			.sql("select count(*) from follow_up where owner = ? and starts_at = ? and closed_at is null")
			.params(caller, Timestamp.from(start))
			.query(Long.class)
			.single());
	}

	UUID owner(UUID call) {
		return Acting.asSystem(
				() -> this.jdbc.sql("select owner from follow_up where id = ?").param(call).query(UUID.class).single());
	}

	/**
	 * @param day from Monday, 0
	 */
	static Instant at(int day, String time) {
		return MONDAY.plusDays(day).atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
	}

	static Map<UUID, Placed> placed(Plan plan) {
		return plan.placed().stream().collect(Collectors.toMap((placed) -> placed.call().id(), (placed) -> placed));
	}

	static Map<UUID, Reason> left(Plan plan) {
		Map<UUID, Reason> left = new HashMap<>();
		plan.left().forEach((reason, calls) -> calls.forEach((call) -> left.put(call.id(), reason)));
		return left;
	}

	static Reason reason(Plan plan, UUID call) {
		Reason reason = left(plan).get(call);
		assertThat(reason).isNotNull();
		return Objects.requireNonNull(reason);
	}

	static Accepted accepted(Placed placed) {
		return Accepted.read(placed.key()).orElseThrow();
	}

	static Placed placed(Plan plan, UUID call) {
		Placed placed = placed(plan).get(call);
		assertThat(placed).isNotNull();
		return Objects.requireNonNull(placed);
	}

	static List<Accepted> accepted(Plan plan) {
		return plan.placed().stream().map(GivenWeek::accepted).toList();
	}

	static List<String> keys(Plan plan) {
		return plan.changes().stream().map(Placed::key).toList();
	}

	Asked asked(int perHalfDay) {
		return new Asked(Map.of(this.me.id(), "Camille"), perHalfDay, null, null, Choice.ALL);
	}

}
