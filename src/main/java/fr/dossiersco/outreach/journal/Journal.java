package fr.dossiersco.outreach.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the journal: first which events a page holds, each kind by its own index, then
 * what is told of them. Two statements, whatever is asked and however far back.
 */
@Component
class Journal {

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** How much of what someone wrote is shown. */
	private static final int EXCERPT = 280;

	private final JdbcClient jdbc;

	private final Territory territory;

	private final JournalWording wording;

	private final Clock clock;

	Journal(JdbcClient jdbc, Territory territory, JournalWording wording, Clock clock) {
		this.jdbc = jdbc;
		this.territory = territory;
		this.wording = wording;
		this.clock = clock;
	}

	/** The last events, from the end or before a place. */
	Stretch before(@Nullable Cursor place, JournalFilter filter, int size, CurrentAccount me) {
		List<Cursor> found = places(filter, place, false, size + 1, me);
		boolean more = found.size() > size;
		return new Stretch(told(found.subList(0, Math.min(size, found.size())), me), place != null, more);
	}

	/** The first events after a place, the last first all the same. */
	Stretch after(Cursor place, JournalFilter filter, int size, CurrentAccount me) {
		List<Cursor> found = places(filter, place, true, size + 1, me);
		boolean more = found.size() > size;
		return new Stretch(told(found.subList(0, Math.min(size, found.size())).reversed(), me), more, true);
	}

	/** All of them, some at a time, the last first. */
	Stream<Event> all(JournalFilter filter, int size, CurrentAccount me) {
		return Stream
			.<Stretch>iterate(before(null, filter, size, me), Objects::nonNull,
					(read) -> (read.older() && !read.events().isEmpty())
							? before(read.events().getLast().place(), filter, size, me) : null)
			.flatMap((read) -> read.events().stream());
	}

	private List<Cursor> places(JournalFilter filter, @Nullable Cursor from, boolean newer, int limit,
			CurrentAccount me) {
		String order = newer ? "asc" : "desc";
		List<String> parts = Arrays.stream(Kind.values())
			.filter((kind) -> !filter.reversed() && !elsewhere(filter, me) && filter.admits(kind, me.isTeam()))
			.map((kind) -> part(kind, filter, from, newer, me))
			.toList();
		if (parts.isEmpty()) {
			return List.of();
		}
		String sql = "select kind, at, id from (" + String.join(" union all ", parts)
				+ ") v order by at %1$s, kind %1$s, id %1$s limit :limit".formatted(order);
		return bound(sql, filter, from, me).param("limit", limit).query(Journal::place).list();
	}

	/** The places of one kind, as many as a page could want of it. */
	private static String part(Kind kind, JournalFilter filter, @Nullable Cursor from, boolean newer,
			CurrentAccount me) {
		Source source = kind.source();
		List<String> conditions = new ArrayList<>();
		conditions.add(source.daily ? source.at + " <= :today" : source.at + " <= :now");
		if (filter.since() != null) {
			conditions.add(source.daily ? source.at + " >= :sinceDay" : source.at + " >= :since");
		}
		if (filter.until() != null) {
			conditions.add(source.daily ? source.at + " <= :untilDay" : source.at + " < :until");
		}
		if (from != null) {
			conditions.add(beyond(kind, from, newer));
		}
		add(conditions, source.which, true);
		add(conditions, source.alone, filter.uai() == null);
		add(conditions, source.ofAmbassador, !me.isTeam());
		add(conditions, source.by + " = :author", filter.author() != null);
		// Whoever did it, a school and a person have narrower indexes of their own.
		boolean home = source.scope.placed() && source.ofAmbassador == null && onlyAcademie(me) != null
				&& filter.author() == null && filter.uai() == null && filter.person() == null;
		add(conditions, source.scope.ofAcademie(), (filter.academie() != null || home) && filter.departement() == null);
		add(conditions, source.scope.ofDepartement(), filter.departement() != null);
		add(conditions, source.scope.ofSchool(), filter.uai() != null);
		add(conditions, source.scope.ofPerson(), filter.person() != null);
		String order = newer ? "asc" : "desc";
		return "(select %d as kind, %s as at, %s as id from %s where %s order by %s %s, %s %s limit :limit)".formatted(
				kind.ordinal(), instant(source), source.id, source.from, String.join(" and ", conditions), source.at,
				order, source.id, order);
	}

	private static void add(List<String> conditions, @Nullable String condition, boolean asked) {
		if (asked && condition != null) {
			conditions.add(condition);
		}
	}

	private static String instant(Source source) {
		return source.daily ? "(" + source.at + "::timestamp at time zone 'Europe/Paris')" : source.at;
	}

	/**
	 * Whether an event lies beyond a place. Days are compared as days, so that their
	 * index serves: an event that has a day only stands at its first instant.
	 */
	private static String beyond(Kind kind, Cursor from, boolean newer) {
		Source source = kind.source();
		int side = Integer.compare(kind.ordinal(), from.kind().ordinal());
		if (side == 0) {
			return "(%s, %s) %s (%s, :placeId)".formatted(source.at, source.id, newer ? ">" : "<",
					source.daily ? ":placeDay" : ":place");
		}
		// At the very instant of the place, the later kinds lie on the newer side.
		boolean included = newer == (side > 0);
		if (!source.daily) {
			return source.at + (newer ? " >" : " <") + (included ? "= :place" : " :place");
		}
		boolean midnight = midnight(day(from.at())).equals(from.at());
		boolean whole = newer ? midnight && included : !midnight || included;
		return source.at + (newer ? " >" : " <") + (whole ? "= :placeDay" : " :placeDay");
	}

	private JdbcClient.StatementSpec bound(String sql, JournalFilter filter, @Nullable Cursor from, CurrentAccount me) {
		// The database keeps microseconds.
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("now", utc(now));
		values.put("today", day(now));
		if (filter.since() != null) {
			values.put("since", utc(midnight(filter.since())));
			values.put("sinceDay", filter.since());
		}
		if (filter.until() != null) {
			values.put("until", utc(midnight(filter.until().plusDays(1))));
			values.put("untilDay", filter.until());
		}
		if (from != null) {
			values.put("place", utc(from.at()));
			values.put("placeDay", day(from.at()));
			values.put("placeId", from.id());
		}
		values.put("author", filter.author());
		String academie = academie(filter);
		values.put("academie", (academie != null) ? academie : onlyAcademie(me));
		values.put("departement", filter.departement());
		values.put("uai", filter.uai());
		values.put("person", filter.person());
		return this.jdbc.sql(sql).params(values);
	}

	/** The database would show nothing of it either, after having looked everywhere. */
	private boolean elsewhere(JournalFilter filter, CurrentAccount me) {
		String academie = academie(filter);
		return academie != null && !me.isTeam() && !me.academies().contains(academie);
	}

	/**
	 * The one académie of an ambassador who serves no other. The database would keep to
	 * it anyway; said aloud, an index knows.
	 */
	private static @Nullable String onlyAcademie(CurrentAccount me) {
		return (!me.isTeam() && me.academies().size() == 1) ? me.academies().first() : null;
	}

	/** A département lies in one académie, by which every index finds it. */
	private @Nullable String academie(JournalFilter filter) {
		if (filter.academie() != null || filter.departement() == null) {
			return filter.academie();
		}
		return Objects.requireNonNull(this.territory.departement(filter.departement())).academie();
	}

	/** What is told of some events, in their order. */
	private List<Event> told(List<Cursor> places, CurrentAccount me) {
		if (places.isEmpty()) {
			return List.of();
		}
		Map<Kind, List<UUID>> ids = places.stream()
			.collect(Collectors.groupingBy(Cursor::kind, () -> new EnumMap<>(Kind.class),
					Collectors.mapping(Cursor::id, Collectors.toList())));
		String parts = ids.keySet().stream().map(Journal::details).collect(Collectors.joining(" union all "));
		var statement = this.jdbc
			.sql("""
					select v.kind, v.id, v.variant, v.first, v.second, v.third, left(v.detail, :excerpt) as detail, v.target,
						a.name as author, e.uai, e.name as school, e.town, c.id as person_id,
						nullif(concat_ws(' ', c.given_name, c.family_name), '') as person
					from ("""
					+ parts + """
							) v
								left join account a on a.id = v.author
								left join establishment e on e.uai = v.uai
								left join contact c on c.id = v.person""")
			.param("excerpt", EXCERPT + 1);
		for (Map.Entry<Kind, List<UUID>> entry : ids.entrySet()) {
			statement = statement.param(entry.getKey().name(), entry.getValue().toArray(UUID[]::new));
		}
		Map<List<Object>, Row> rows = new HashMap<>();
		statement.query(Journal::row).list().forEach((row) -> rows.put(List.of(row.kind(), row.id()), row));
		// What was taken back between the two statements is told no more.
		return places.stream()
			.filter((place) -> rows.containsKey(List.of(place.kind(), place.id())))
			.map((place) -> event(place, Objects.requireNonNull(rows.get(List.of(place.kind(), place.id()))), me))
			.toList();
	}

	private static String details(Kind kind) {
		Source source = kind.source();
		List<String> words = new ArrayList<>(source.words.stream().map(Word::sql).toList());
		while (words.size() < 3) {
			words.add("null");
		}
		return """
				select %d as kind, %s as id, %s::uuid as author, %s as uai, %s::uuid as person, %s as variant, %s as first,
					%s as second, %s as third, %s as detail, %s as target
				from %s where %s = any (:%s)"""
			.formatted(kind.ordinal(), source.id, source.by, source.scope.uai(), source.scope.person(), source.variant,
					words.get(0), words.get(1), words.get(2), source.detail, source.target, source.from, source.id,
					kind.name());
	}

	private Event event(Cursor place, Row row, CurrentAccount me) {
		Source source = place.kind().source();
		LocalDateTime at = LocalDateTime.ofInstant(place.at(), PARIS);
		String link = (source.path != null && row.target() != null && source.reader.test(me))
				? source.path + row.target() : null;
		return new Event(place, at, row.author(), this.wording.sentence(place.kind(), row.variant(), row.words()),
				row.uai(), row.school(), row.town(), row.personId(), row.person(), excerpt(row.detail()), link);
	}

	private static @Nullable String excerpt(@Nullable String text) {
		String said = (text != null) ? text.strip() : "";
		if (said.isEmpty()) {
			return null;
		}
		return (said.length() > EXCERPT) ? said.substring(0, EXCERPT).stripTrailing() + "…" : said;
	}

	private static Cursor place(ResultSet row, int number) throws SQLException {
		return new Cursor(row.getObject("at", OffsetDateTime.class).toInstant(), Kind.values()[row.getInt("kind")],
				row.getObject("id", UUID.class));
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(Kind.values()[row.getInt("kind")], row.getObject("id", UUID.class), row.getString("variant"),
				Arrays.asList(row.getString("first"), row.getString("second"), row.getString("third")),
				row.getString("detail"), row.getString("target"), row.getString("author"), row.getString("uai"),
				row.getString("school"), row.getString("town"), row.getObject("person_id", UUID.class),
				row.getString("person"));
	}

	static LocalDate day(Instant at) {
		return LocalDate.ofInstant(at, PARIS);
	}

	private static Instant midnight(LocalDate day) {
		return day.atStartOfDay(PARIS).toInstant();
	}

	private static OffsetDateTime utc(Instant at) {
		return at.atOffset(ZoneOffset.UTC);
	}

	/**
	 * Some events that follow one another.
	 *
	 * @param events the last first
	 * @param newer whether there may be newer ones
	 * @param older whether there may be older ones
	 */
	record Stretch(List<Event> events, boolean newer, boolean older) {
	}

	private record Row(Kind kind, UUID id, @Nullable String variant, List<@Nullable String> words,
			@Nullable String detail, @Nullable String target, @Nullable String author, @Nullable String uai,
			@Nullable String school, @Nullable String town, @Nullable UUID personId, @Nullable String person) {
	}

}
