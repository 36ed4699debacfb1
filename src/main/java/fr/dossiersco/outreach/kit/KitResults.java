package fr.dossiersco.outreach.kit;

import java.sql.Types;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.message.MessageChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What came of links: visits, schools that came through them, and how these schools moved
 * since. Counted by message, channel and académie, never by person: nobody is ranked.
 */
@Component
class KitResults {

	/** How many weeks a chart of visits goes back, the present one among them. */
	static final int WEEKS = 12;

	/** How many rows a page shows. */
	static final int MOST = 500;

	private static final String ASKED = """
			with asked as (
				select l.id, l.template_id, l.channel, l.academies, t.title
				from kit_link l join message_template t on t.id = l.template_id
				where (:account::uuid is null or l.account_id = :account)
					and (:link::uuid is null or l.id = :link)
					and (:channel::text is null or l.channel = :channel)
					and (:template::uuid is null or l.template_id = :template)
					and (:academie::text is null or :academie = any (l.academies)
						or (:academie = 'equipe' and l.academies = '{}')))
			""";

	/** A school's moves from the beginning of the day on which it came, in Paris. */
	private static final String SINCE = "m.uai = a.uai and m.moved_at >= a.came_on::timestamp at time zone 'Europe/Paris'";

	private final JdbcClient jdbc;

	private final Clock clock;

	KitResults(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The figures of each link, and of all of them week by week. */
	Result of(KitQuestion question) {
		List<LinkFigures> links = asked(question,
				ASKED + """
						select k.template_id as template, k.title, k.channel, k.academies,
							coalesce(v.recent, 0) as recent, coalesce(v.visits, 0) as visits, a.schools, coalesce(a.moves, 0) as moves
						from asked k
							cross join lateral (
								select sum(visits) as visits, sum(visits) filter (where day >= :since) as recent
								from kit_visit where link_id = k.id) v
							cross join lateral (
								select count(*) as schools, sum((select count(*) from stage_move m where """
						+ " " + SINCE + """
								)) as moves
										from kit_arrival a where a.link_id = k.id and a.withdrawn_at is null) a
								order by k.title collate french, k.template_id""")
			.query((row, number) -> new LinkFigures(row.getObject("template", UUID.class), row.getString("title"),
					MessageChannel.valueOf(row.getString("channel")),
					List.of((String[]) Objects.requireNonNull(row.getArray("academies").getArray())),
					new Figures(row.getLong("recent"), row.getLong("visits"), row.getLong("schools"),
							row.getLong("moves"))))
			.list();
		return new Result(links, weeks(question, false));
	}

	/**
	 * Visits week by week, the last one first, without holes.
	 * @param all as far back as visits are kept, else the last ones
	 */
	List<Week> weeks(KitQuestion question, boolean all) {
		Map<LocalDate, Long> counted = asked(question, ASKED + """
				select date_trunc('week', day::timestamp)::date as week, sum(visits) as visits
				from kit_visit v join asked k on k.id = v.link_id
				where :all or day >= :since group by 1""").param("all", all)
			.query(Week.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Week::week, Week::visits));
		LocalDate first = all ? counted.keySet().stream().min(LocalDate::compareTo).orElse(since()) : since();
		List<Week> weeks = new ArrayList<>();
		for (LocalDate week = monday(); !week.isBefore(first); week = week.minusWeeks(1)) {
			weeks.add(new Week(week, counted.getOrDefault(week, 0L)));
		}
		return weeks;
	}

	/** The schools that came, the last first. */
	List<School> schools(KitQuestion question) {
		return asked(question, ASKED + """
				select e.uai, e.name, e.town, a.came_on, k.title, k.channel, n.name as noted_by, s.label as stage
				from kit_arrival a join asked k on k.id = a.link_id
					join establishment e on e.uai = a.uai
					join account n on n.id = a.noted_by
					left join pursuit p on p.uai = a.uai
					left join stage s on s.code = p.stage
				where a.withdrawn_at is null
				order by a.came_on desc, e.name collate french, e.uai limit :most""").param("most", MOST)
			.query(School.class)
			.list();
	}

	/** Their moves since they came, the last first. */
	List<Move> moves(KitQuestion question) {
		return asked(question, ASKED + """
				select e.uai, e.name, e.town, m.moved_at, f.label as from_stage, t.label as to_stage, k.title
				from kit_arrival a join asked k on k.id = a.link_id
					join stage_move m on """ + " " + SINCE + """

					join stage t on t.code = m.to_stage
					left join stage f on f.code = m.from_stage
					join establishment e on e.uai = a.uai
				where a.withdrawn_at is null
				order by m.moved_at desc, m.id limit :most""").param("most", MOST).query(Move.class).list();
	}

	private JdbcClient.StatementSpec asked(KitQuestion question, String sql) {
		return this.jdbc.sql(sql)
			.param("account", question.account(), Types.OTHER)
			.param("link", question.link(), Types.OTHER)
			.param("template", question.template(), Types.OTHER)
			.param("channel", (question.channel() != null) ? question.channel().name() : null, Types.VARCHAR)
			.param("academie", question.academie(), Types.VARCHAR)
			.param("since", since());
	}

	private LocalDate monday() {
		return LocalDate.now(this.clock.withZone(KitLinks.PARIS))
			.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
	}

	private LocalDate since() {
		return monday().minusWeeks(WEEKS - 1);
	}

	/**
	 * Numbers.
	 *
	 * @param recent visits of the last weeks
	 * @param visits all those that are kept
	 * @param schools those that came
	 * @param moves theirs since
	 */
	record Figures(long recent, long visits, long schools, long moves) {

		static final Figures NONE = new Figures(0, 0, 0, 0);

		Figures plus(Figures other) {
			return new Figures(this.recent + other.recent, this.visits + other.visits, this.schools + other.schools,
					this.moves + other.moves);
		}

	}

	/**
	 * What came of one link.
	 *
	 * @param academies those that its person served when it was made
	 */
	record LinkFigures(UUID template, String title, MessageChannel channel, List<String> academies, Figures figures) {

		/** With those of another link of the same message and channel. */
		LinkFigures plus(LinkFigures other) {
			return new LinkFigures(this.template, this.title, this.channel, this.academies,
					this.figures.plus(other.figures));
		}

	}

	/** What came of links. */
	record Result(List<LinkFigures> links, List<Week> weeks) {

		Figures total() {
			return this.links.stream().map(LinkFigures::figures).reduce(Figures.NONE, Figures::plus);
		}

	}

	/**
	 * Visits of a week.
	 *
	 * @param week its Monday
	 */
	record Week(LocalDate week, long visits) {
	}

	/**
	 * A school that came.
	 *
	 * @param title of the message
	 * @param stage where it stands, null where nobody has spotted it
	 */
	record School(String uai, String name, @Nullable String town, LocalDate cameOn, String title,
			MessageChannel channel, String notedBy, @Nullable String stage) {
	}

	/** A school's move since it came. */
	record Move(String uai, String name, @Nullable String town, OffsetDateTime movedAt, @Nullable String fromStage,
			String toStage, String title) {

		/** In Paris. */
		public LocalDateTime movedOn() {
			return this.movedAt.atZoneSameInstant(KitLinks.PARIS).toLocalDateTime();
		}

	}

}
