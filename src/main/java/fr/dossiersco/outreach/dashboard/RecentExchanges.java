package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The exchanges between two days behind a figure, the last first. */
@Component
class RecentExchanges {

	private static final String WHERE = """
			where i.occurred_at >= :since and i.occurred_at < :until
				and (:academie::text is null or i.academie = :academie)
			""";

	private static final String ROWS = """
			select i.id, (i.occurred_at at time zone 'Europe/Paris') as at, i.outcome, i.channel, a.name as author, e.uai,
				e.name as school, e.town, nullif(concat_ws(' ', c.given_name, c.family_name), '') as contact
			from interaction i
				join account a on a.id = i.author
				left join establishment e on e.uai = i.uai
				left join contact c on c.id = i.contact_id
			"""
			+ WHERE + " order by i.occurred_at desc, i.id";

	static final List<Column<Exchange>> columns = List.of(new Column<>("dashboard.export.when", Exchange::at),
			new Column<>("dashboard.school", Exchange::school), new Column<>("dashboard.export.uai", Exchange::uai),
			new Column<>("dashboard.export.town", Exchange::town),
			new Column<>("dashboard.export.contact", Exchange::contact),
			Column.coded("interaction.form.channel", "interaction.channel.", Exchange::channel),
			Column.coded("interaction.form.outcome", "interaction.outcome.", Exchange::outcome),
			new Column<>("dashboard.who", Exchange::author));

	private final JdbcClient jdbc;

	RecentExchanges(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(Asked asked) {
		return bound("select count(*) from interaction i " + WHERE, asked).query(Long.class).single();
	}

	List<Exchange> rows(Asked asked, PageRequest page) {
		return bound(ROWS + " limit :size offset :offset", asked).param("size", page.size())
			.param("offset", page.offset())
			.query(Exchange.class)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<Exchange> all(Asked asked) {
		return Cursor.over(bound(ROWS, asked), new SimplePropertyRowMapper<>(Exchange.class));
	}

	private JdbcClient.StatementSpec bound(String sql, Asked asked) {
		return this.jdbc.sql(sql)
			.param("since", Period.midnight(asked.since()))
			.param("until", Period.midnight(asked.until().plusDays(1)))
			.param("academie", asked.academie(), java.sql.Types.VARCHAR);
	}

	/**
	 * @param since the first day, in Paris
	 * @param until the last day, in Paris
	 */
	record Asked(LocalDate since, LocalDate until, @Nullable String academie) {
	}

	/**
	 * @param at in Paris
	 */
	record Exchange(UUID id, LocalDateTime at, String outcome, String channel, String author, @Nullable String uai,
			@Nullable String school, @Nullable String town, @Nullable String contact) {
	}

}
