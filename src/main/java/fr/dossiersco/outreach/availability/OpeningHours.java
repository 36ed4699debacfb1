package fr.dossiersco.outreach.availability;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The weekly hours of everyone, of a school, of a person: set again and again, and what
 * was set before stays to be read.
 */
@Component
class OpeningHours {

	private final JdbcClient jdbc;

	private final CommonCalendar common;

	private final Clock clock;

	OpeningHours(JdbcClient jdbc, CommonCalendar common, Clock clock) {
		this.jdbc = jdbc;
		this.common = common;
		this.clock = clock;
	}

	/** What was set for someone, the last first. */
	List<Setting> history(Scope scope) {
		String everyone = """
				select h.hours, false as wish, h.note, h.set_at, a.name as set_by from usual_hours h left join account a on a.id = h.set_by
				where :uai::text is null and :contact::uuid is null order by h.set_at desc, h.id limit 10""";
		String own = """
				select h.hours, h.wish, h.note, h.set_at, a.name as set_by from opening_hours h left join account a on a.id = h.set_by
				where h.uai = :uai or h.contact_id = :contact::uuid order by h.set_at desc, h.id limit 10""";
		return this.jdbc.sql(scope.equals(Scope.EVERYONE) ? everyone : own)
			.param("uai", scope.uai(), Types.VARCHAR)
			.param("contact", scope.contact(), Types.OTHER)
			.query((row, number) -> new Setting(
					Optional.ofNullable(row.getString("hours")).map(WeeklyHours::parse).orElse(null),
					row.getBoolean("wish"), row.getString("note"), row.getTimestamp("set_at").toInstant(),
					row.getString("set_by")))
			.list();
	}

	/**
	 * @param hours none to go back to those of everyone
	 */
	void set(Scope scope, WeeklyHours hours, boolean wish, @Nullable String note, CurrentAccount by) {
		this.jdbc.sql("""
				insert into opening_hours (id, uai, contact_id, academie, hours, wish, note, set_at, set_by)
				values (:id, :uai, :contact, :academie, :hours, :wish, :note, :now, :me)""")
			.param("id", UUID.randomUUID())
			.param("uai", scope.uai(), Types.VARCHAR)
			.param("contact", scope.contact(), Types.OTHER)
			.param("academie", scope.academie(), Types.VARCHAR)
			.param("hours", hours.isEmpty() ? null : hours.toString(), Types.VARCHAR)
			.param("wish", wish)
			.param("note", note, Types.VARCHAR)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.update();
	}

	void setForEveryone(CommonCalendar.UsualHours usual, @Nullable String note, CurrentAccount by) {
		this.jdbc.sql("""
				insert into usual_hours (id, hours, summer_start, summer_end, councils, enrolment, note, set_at, set_by)
				values (:id, :hours, :start, :end, :councils, :enrolment, :note, :now, :me)""")
			.param("id", UUID.randomUUID())
			.param("hours", usual.hours().toString())
			.param("start", usual.summer().start())
			.param("end", usual.summer().end())
			.param("councils", usual.councils().toString())
			.param("enrolment", usual.enrolment().toString())
			.param("note", note, Types.VARCHAR)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.update();
		this.common.changed();
	}

	/**
	 * Whose hours: everyone's when there is neither school nor person.
	 *
	 * @param academie the school's
	 */
	record Scope(@Nullable String uai, @Nullable UUID contact, @Nullable String academie) {

		static final Scope EVERYONE = new Scope(null, null, null);

	}

	/**
	 * Hours as someone set them.
	 *
	 * @param hours null when they went back to everyone's
	 * @param setBy null for the first ones, which came with the program
	 */
	record Setting(@Nullable WeeklyHours hours, boolean wish, @Nullable String note, Instant setAt,
			@Nullable String setBy) {
	}

}
