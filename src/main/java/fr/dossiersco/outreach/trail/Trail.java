package fr.dossiersco.outreach.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.trail.TrailFilter.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trail as coordinators read it; anybody else finds it empty. A person's is that of
 * the records merged into theirs too: nothing moves in a merge, so nothing has to move
 * back.
 */
@Component
class Trail {

	/** Where the team's days begin and end. */
	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final RowMapper<Trace> traces = new SimplePropertyRowMapper<>(Trace.class);

	private static final RowMapper<Readers> readers = new SimplePropertyRowMapper<>(Readers.class);

	private final JdbcClient jdbc;

	Trail(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A person's record and those merged into it; alone where there is none. */
	List<UUID> records(UUID contact) {
		List<UUID> records = new ArrayList<>(this.jdbc
			.sql("select dropped_id from contact_merge where kept_id = ? and undone_at is null order by merged_at, id")
			.param(contact)
			.query(UUID.class)
			.list());
		records.addFirst(contact);
		return records;
	}

	/**
	 * The traces right before a place, the last first.
	 * @param records of the person asked for, empty for everybody
	 */
	List<Trace> before(@Nullable Place place, TrailFilter filter, List<UUID> records, int size) {
		List<String> sources = new ArrayList<>();
		if (filter.admits(Kind.ECRITURES)) {
			sources.add(
					source("""
							select id, at, by_id, contact_id, other_id, account_id, table_name, operation, before::text as before,
								after::text as after, null as place, 0 as times
							from trail_change""",
							"at", "(contact_id = any (:records) or other_id = any (:records))",
							"(by_id = :account or account_id = :account)", place, filter, records));
		}
		if (filter.admits(Kind.CONSULTATIONS)) {
			sources.add(
					source("""
								select id, last_at as at, account_id as by_id, contact_id, null::uuid as other_id, null::uuid as account_id,
							null as table_name, null as operation, null as before, null as after, place, times
								from trail_reading""",
							"last_at", "contact_id = any (:records)", "account_id = :account", place, filter, records));
		}
		Map<String, Object> values = new HashMap<>();
		values.put("size", size);
		values.put("records", records.toArray(UUID[]::new));
		if (filter.account() != null) {
			values.put("account", filter.account());
		}
		if (filter.since() != null) {
			values.put("since", start(filter.since()));
		}
		if (filter.until() != null) {
			values.put("until", start(filter.until().plusDays(1)));
		}
		if (place != null) {
			values.put("at", place.at().atOffset(ZoneOffset.UTC));
			values.put("id", place.id());
		}
		return this.jdbc
			.sql("select * from (" + String.join(" union all ", sources) + ") t order by at desc, id desc limit :size")
			.params(values)
			.query(traces)
			.list();
	}

	private static String source(String select, String at, String person, String account, @Nullable Place place,
			TrailFilter filter, List<UUID> records) {
		List<String> conditions = new ArrayList<>(List.of("true"));
		if (!records.isEmpty()) {
			conditions.add(person);
		}
		if (filter.account() != null) {
			conditions.add(account);
		}
		if (filter.since() != null) {
			conditions.add(at + " >= :since");
		}
		if (filter.until() != null) {
			conditions.add(at + " < :until");
		}
		if (place != null) {
			conditions.add("(" + at + ", id) < (:at, :id)");
		}
		return "(" + select + " where " + String.join(" and ", conditions) + " order by " + at
				+ " desc, id desc limit :size)";
	}

	private static OffsetDateTime start(LocalDate day) {
		return day.atStartOfDay(PARIS).toInstant().atOffset(ZoneOffset.UTC);
	}

	/**
	 * Accounts, organisations and people, each under any id that leads to them; those who
	 * were erased are none.
	 */
	Map<UUID, Named> names(Collection<UUID> ids) {
		Map<UUID, Named> names = new HashMap<>();
		if (ids.isEmpty()) {
			return names;
		}
		this.jdbc.sql("""
				select a.id, null::uuid as contact, a.name from account a where a.id = any (:ids)
				union all
				select o.id, null, o.name from organisation o where o.id = any (:ids)
				union all
				select w.id, c.id, concat_ws(' ', c.given_name, c.family_name)
				from unnest(:ids) w (id)
					left join contact_merge m on m.dropped_id = w.id and m.undone_at is null
					join contact c on c.id = coalesce(m.kept_id, w.id)""")
			.param("ids", ids.toArray(UUID[]::new))
			.query((row, number) -> names.put(row.getObject("id", UUID.class),
					new Named(row.getObject("contact", UUID.class), row.getString("name"))))
			.list();
		return names;
	}

	/**
	 * Who read how to reach a person, by what they are here: what somebody who asks is
	 * told (RGPD, article 15, 1, c: the categories of recipients). The names of those who
	 * read are not owed to them as such (CJEU, C-579/21, 22 June 2023); whoever answers
	 * the request weighs that.
	 */
	List<Readers> readersOf(List<UUID> records) {
		return this.jdbc.sql("""
				select a.role, count(distinct r.account_id) as people, sum(r.times) as times, max(r.last_at) as last_at
				from trail_reading r join account a on a.id = r.account_id
				where r.contact_id = any (:records)
				group by a.role order by a.role""")
			.param("records", records.toArray(UUID[]::new))
			.query(readers)
			.list();
	}

	/** Everyone who has or had an account, by name. */
	List<Choice> accounts() {
		return this.jdbc.sql("select id, name from account order by name collate french, id")
			.query(Choice.class)
			.list();
	}

	/**
	 * A write or a reading.
	 *
	 * @param byId null for the system
	 * @param otherId the other person whom a write leads to
	 * @param accountId the account that a write leads to
	 * @param tableName null for a reading
	 * @param before the columns that changed, as JSON; null once erased
	 * @param place null for a write
	 * @param times how often that day
	 */
	record Trace(UUID id, Instant at, @Nullable UUID byId, @Nullable UUID contactId, @Nullable UUID otherId,
			@Nullable UUID accountId, @Nullable String tableName, @Nullable String operation, @Nullable String before,
			@Nullable String after, @Nullable String place, int times) {

		boolean isReading() {
			return this.place != null;
		}

	}

	/**
	 * Someone.
	 *
	 * @param contact the record that they have now, null for whatever is no contact
	 */
	record Named(@Nullable UUID contact, String name) {
	}

	/** How many people in a role read, how often, and when last. */
	record Readers(String role, long people, long times, Instant lastAt) {

		/** The day, in Paris. */
		public LocalDate lastOn() {
			return LocalDate.ofInstant(this.lastAt, PARIS);
		}

	}

	/** An account that can be chosen. */
	record Choice(UUID id, String name) {
	}

}
