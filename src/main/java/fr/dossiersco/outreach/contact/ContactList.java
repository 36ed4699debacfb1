package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.LargeTotals;
import fr.dossiersco.outreach.web.ListQuestion;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which people answer a filter. Browsing walks an index from its nearer end and reads
 * only the rows shown; a name that nobody has to the letter finds those that sound like
 * it.
 */
@Component
class ContactList {

	/** From here on, one more or less is not worth counting anew for each page. */
	private static final long MANY = 1_000;

	/** How many people are worth showing when none has the name asked for. */
	private static final int NEAREST = 25;

	private static final RowMapper<Row> rows = new SimplePropertyRowMapper<>(Row.class);

	/** Large totals, by who asks and what. */
	private final LargeTotals<Asked> totals = new LargeTotals<>();

	private final JdbcClient jdbc;

	private final ObjectProvider<ContactFacet> facets;

	private final Clock clock;

	ContactList(JdbcClient jdbc, ObjectProvider<ContactFacet> facets, Clock clock) {
		this.jdbc = jdbc;
		this.facets = facets;
		this.clock = clock;
	}

	@Transactional(readOnly = true)
	public Found find(ContactFilter filter, PageRequest asked, CurrentAccount me) {
		Question question = question(filter);
		long total = total(question, me);
		if (total == 0) {
			return new Found(nearest(filter), 0, true);
		}
		PageRequest page = asked.within(total);
		int limit = (int) Math.min(page.size(), total - page.offset());
		boolean nearerTheEnd = page.offset() > total / 2;
		long offset = nearerTheEnd ? total - page.offset() - limit : page.offset();
		Sorting sorting = filter.sorting();
		// Few are gathered, then sorted; among many, the order's own index is walked. The
		// database alone would guess wrong, since it can't know how rare a name is.
		String people = (total < MANY) ? "(select * from contact c" + question.where() + " offset 0) c"
				: "contact c" + question.where();
		String ids = "select c.id from " + people + " order by "
				+ order(sorting.column(), sorting.descending() != nearerTheEnd) + " limit " + limit + " offset "
				+ offset;
		return new Found(question.on(this.jdbc, page(ids, order(sorting.column(), sorting.descending())))
			.param("today", LocalDate.now(this.clock.withZone(ContactBook.PARIS)))
			.query(rows)
			.list(), total, false);
	}

	/**
	 * All the people of the list, in its order, one after the other. To be called in a
	 * transaction.
	 */
	Stream<Row> all(ContactFilter filter) {
		Question question = question(filter);
		return Cursor.over(question
			.on(this.jdbc,
					page("select c.id from contact c" + question.where(),
							order(filter.sorting().column(), filter.sorting().descending())))
			.param("today", LocalDate.now(this.clock.withZone(ContactBook.PARIS))), rows);
	}

	/**
	 * Who may be taken away in an address book, in the order of the list: nobody who
	 * asked not to be contacted.
	 * @param most how many at most
	 */
	@Transactional(readOnly = true)
	List<UUID> contactable(ContactFilter filter, int most) {
		Question question = question(filter);
		question.ask("not c.opposed");
		return question
			.on(this.jdbc,
					"select c.id from contact c" + question.where() + " order by "
							+ order(filter.sorting().column(), filter.sorting().descending()) + " limit " + most)
			.query(UUID.class)
			.list();
	}

	/** The people of the list, whatever their order. */
	ListQuestion everyone(ContactFilter filter) {
		Question question = question(filter);
		return new ListQuestion("select c.id as key from contact c" + question.where(), question.values);
	}

	private long total(Question question, CurrentAccount me) {
		Asked asked = new Asked(me.isTeam(), me.academies(), question.where(), Map.copyOf(question.values));
		return this.totals.of(asked,
				(key) -> question.on(this.jdbc, "select count(*) from contact c" + question.where())
					.query(Long.class)
					.single());
	}

	private List<Row> nearest(ContactFilter filter) {
		if (filter.q() == null || !isName(filter.q())) {
			return List.of();
		}
		Question question = question(filter.withoutName());
		question.ask("c.search %> fold(:name)", "name", filter.q());
		String nearness = "word_similarity(fold(:name), c.search) desc, " + order("nom", false);
		return question
			.on(this.jdbc,
					page("select c.id from contact c" + question.where() + " order by " + nearness + " limit "
							+ NEAREST, nearness))
			.param("today", LocalDate.now(this.clock.withZone(ContactBook.PARIS)))
			.query(rows)
			.list();
	}

	private Question question(ContactFilter filter) {
		Question question = new Question();
		if (filter.q() != null) {
			search(question, filter.q());
		}
		if (filter.profile() != null) {
			question.ask("c.profile = :profile", "profile", filter.profile().name());
		}
		if (filter.academie() != null) {
			question.ask("c.academies && array[:academie]::text[]", "academie", filter.academie());
		}
		if (filter.departement() != null) {
			question.ask("c.departement = :departement", "departement", filter.departement());
		}
		if (filter.phone() != null) {
			question.ask("c.has_phone = :phone", "phone", filter.phone());
		}
		if (filter.opposed() != null) {
			question.ask("c.opposed = :opposed", "opposed", filter.opposed());
		}
		if (filter.attitude() != null) {
			question.ask("c.attitude = :attitude", "attitude", filter.attitude().name());
		}
		if (filter.exchange() != null) {
			question.ask(filter.exchange().condition());
		}
		this.facets.orderedStream().forEach((facet) -> {
			String value = filter.facets().get(facet.parameter());
			if (value != null) {
				question.ask(facet.condition(value), facet.parameter(), value);
			}
		});
		return question;
	}

	private static void search(Question question, String q) {
		Optional<PhoneNumber> number = isName(q) ? Optional.empty() : PhoneNumber.parse(q, null);
		if (number.isPresent()) {
			question.ask("c.id in (select contact_id from contact_phone where number = :number)", "number",
					number.get().e164());
		}
		else if (q.contains("@")) {
			question.ask("c.id in (select contact_id from contact_email where address = :address)", "address",
					q.toLowerCase(Locale.ROOT));
		}
		else {
			List<String> words = Arrays.stream(q.split("[\\s,]+")).filter((word) -> !word.isEmpty()).limit(6).toList();
			for (int i = 0; i < words.size(); i++) {
				question.ask("c.search like '%' || fold(:word" + i + ") || '%'", "word" + i,
						words.get(i).replaceAll("([\\\\%_])", "\\\\$1"));
			}
		}
	}

	private static boolean isName(String q) {
		return !q.contains("@") && q.codePoints().noneMatch(Character::isDigit);
	}

	private static String order(String column, boolean descending) {
		if (column.equals("echange")) {
			return descending ? "c.last_exchange_at desc nulls last, c.id"
					: "c.last_exchange_at nulls first, c.id desc";
		}
		List<String> keys = switch (column) {
			case "ajout" -> List.of("c.created_at", "c.id");
			case "ville" -> List.of("c.town collate french", "c.family_name collate french", "c.id");
			default -> List.of("c.family_name collate french", "c.given_name collate french", "c.id");
		};
		return keys.stream().map((key) -> descending ? key + " desc" : key).collect(Collectors.joining(", "));
	}

	/** The rows of some ids, each with the post held now or the last one. */
	private static String page(String ids, String order) {
		return """
				select c.id, c.given_name, c.family_name, c.profile, p.title, p.uai, p.organisation_id as organisation,
					coalesce(e.name, g.name) as place, e.town, a.name as academie, c.opposed, c.attitude, c.created_at as added_at,
					c.last_exchange_at,
					p.ended_on < :today as left_post,
					(select number from contact_phone n where n.contact_id = c.id order by position limit 1) as phone,
					(select address from contact_email m where m.contact_id = c.id order by position limit 1) as email
				from (%s) shown
				join contact c on c.id = shown.id
				left join lateral (select * from post p where p.contact_id = c.id
					order by p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id limit 1) p on true
				left join establishment e on e.uai = p.uai
				left join organisation g on g.id = p.organisation_id
				left join academie a on a.code = p.academie
				order by %s"""
			.formatted(ids, order);
	}

	/**
	 * People found.
	 *
	 * @param total how many answer; when none does, the rows are those that come nearest
	 */
	record Found(List<Row> rows, long total, boolean nearest) {
	}

	/**
	 * A person in the list.
	 *
	 * @param academie the name of the académie of the post
	 * @param leftPost whether the post has ended, null without an end
	 * @param phone in E.164
	 */
	record Row(UUID id, @Nullable String givenName, String familyName, @Nullable String profile, @Nullable String title,
			@Nullable String uai, @Nullable UUID organisation, @Nullable String place, @Nullable String town,
			@Nullable String academie, boolean opposed, @Nullable Attitude attitude, Instant addedAt,
			@Nullable Instant lastExchangeAt, @Nullable Boolean leftPost, @Nullable String phone,
			@Nullable String email) {

		/** The day, in Paris. */
		public LocalDate addedOn() {
			return LocalDate.ofInstant(this.addedAt, ContactBook.PARIS);
		}

		/** The day, in Paris. */
		public @Nullable LocalDate lastExchangeOn() {
			return (this.lastExchangeAt != null) ? LocalDate.ofInstant(this.lastExchangeAt, ContactBook.PARIS) : null;
		}

		/** Whether the list tells how to reach this person. */
		boolean isReachable() {
			return !this.opposed && (this.phone != null || this.email != null);
		}

		public @Nullable PhoneNumber telephone() {
			return (this.phone != null) ? new PhoneNumber(this.phone) : null;
		}

	}

	/** A question, with the sight of whoever asks it. */
	private record Asked(boolean team, Set<String> academies, String where, Map<String, Object> values) {
	}

	/** Conditions, whose values are bound. */
	private static final class Question {

		private final List<String> conditions = new ArrayList<>();

		private final Map<String, Object> values = new LinkedHashMap<>();

		void ask(String condition) {
			this.conditions.add(condition);
		}

		void ask(String condition, String name, Object value) {
			this.conditions.add(condition);
			this.values.put(name, value);
		}

		String where() {
			return this.conditions.isEmpty() ? "" : " where " + String.join(" and ", this.conditions);
		}

		JdbcClient.StatementSpec on(JdbcClient jdbc, String sql) {
			return jdbc.sql(sql).params(this.values);
		}

	}

}
