package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The schools that stood at a stage in the last season, as many days before the opening
 * as are left today, with where they stand now.
 */
@Component
class SeasonBefore extends FigureList<SeasonBefore.Standing> {

	static final String NAME = "saison-derniere";

	/** A stage, or a stage and all that are further on the way. */
	static final String STAGE = "etape";

	private final SeasonDates dates;

	private final Stages stages;

	private final Territory territory;

	private final Clock clock;

	SeasonBefore(JdbcClient jdbc, SeasonDates dates, Stages stages, Territory territory, Clock clock) {
		super(jdbc, Standing.class);
		this.dates = dates;
		this.stages = stages;
		this.territory = territory;
		this.clock = clock;
	}

	@Override
	String name() {
		return NAME;
	}

	@Override
	boolean isPersonal() {
		return false;
	}

	@Override
	boolean isOfDays() {
		return false;
	}

	@Override
	QueryLink home(Asked asked) {
		SeasonYear year = year(asked);
		return asked.link(SeasonController.PATH, false).with(SeasonController.YEAR, year.holds(today()) ? null : year);
	}

	@Override
	String homeTitle() {
		return "season.title";
	}

	@Override
	List<ListCriterion> criteria() {
		return List.of(new ListCriterion(STAGE, "pipeline.stage", """
				then_at.stage = any (array(select further.code from stage asked, stage further
					where :etape = asked.code and further.code = asked.code
						or :etape = '%s' || asked.code and further.position >= asked.position
							and further.category <> 'A_PART'))""".formatted(Stage.AT_LEAST), this::stage),
				new ListCriterion(SeasonController.YEAR, "season.year", "true",
						(text) -> SeasonController.year(text, today()).map(SeasonYear::toString)));
	}

	private Optional<String> stage(String code) {
		for (Stage stage : this.stages.all()) {
			if (code.equals(stage.code())) {
				return Optional.of(stage.label());
			}
			if (code.equals(stage.orFurther()) && !stage.isAside()) {
				return Optional.of(stage.orFurtherLabel());
			}
		}
		return Optional.empty();
	}

	private LocalDate today() {
		return Period.today(this.clock);
	}

	private SeasonYear year(Asked asked) {
		LocalDate today = today();
		return asked.own()
			.stream()
			.filter((chosen) -> chosen.criterion().parameter().equals(SeasonController.YEAR))
			.flatMap((chosen) -> SeasonController.year(chosen.value(), today).stream())
			.findFirst()
			.orElseGet(() -> SeasonYear.of(today));
	}

	@Override
	List<Column<Standing>> columns() {
		return List.of(new Column<>("dashboard.school", Standing::school),
				new Column<>("dashboard.export.uai", Standing::uai),
				new Column<>("dashboard.export.town", Standing::town),
				new Column<>("season.before.stage", Standing::thenStage),
				new Column<>("season.before.since", Standing::since),
				new Column<>("season.before.now", Standing::stage));
	}

	private static String from(Asked asked) {
		return """
				 from (select distinct on (m.uai) m.uai, m.to_stage as stage, m.moved_at
						from stage_move m
							join unnest(:codes::text[], :moments::timestamptz[]) place (academie, moment) on place.academie = m.academie
						where m.moved_at < place.moment
						order by m.uai, m.moved_at desc, m.id desc) then_at
					join establishment e on e.uai = then_at.uai
				"""
				+ asked.scope().joins() + " where " + asked.scope().conditions() + asked.conditions();
	}

	@Override
	String count(Asked asked) {
		return "select count(*)" + from(asked);
	}

	@Override
	String select(Asked asked, String some) {
		return """
				select s.uai, s.name as school, s.town, g.label as then_stage, (r.moved_at at time zone 'Europe/Paris') as since,
					n.label as stage
				from (select then_at.uai, then_at.stage, then_at.moved_at
				"""
				+ from(asked) + " order by then_at.moved_at desc, then_at.uai" + some + """
						) r
							join establishment s on s.uai = r.uai
							join stage g on g.code = r.stage
							left join pursuit p on p.uai = r.uai
							left join stage n on n.code = p.stage
						order by r.moved_at desc, r.uai""";
	}

	@Override
	JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Asked asked) {
		LocalDate today = today();
		SeasonYear year = year(asked);
		SeasonDates.Said said = this.dates.of(year);
		List<Season.Place> places = this.territory.academies()
			.stream()
			.map((academie) -> new Season.Place(academie, said.window(year, academie.code()),
					said.window(year.previous(), academie.code()), today))
			.toList();
		return super.bind(statement, asked)
			.param("codes", places.stream().map(Season.Place::academie).map(Academie::code).toArray(String[]::new))
			.param("moments",
					places.stream()
						.map((place) -> Period.midnight(place.sameDay().plusDays(1)))
						.map(OffsetDateTime::toString)
						.toArray(String[]::new));
	}

	/**
	 * @param thenStage where it stood
	 * @param since since when, in Paris
	 * @param stage where it stands now, null when it was taken off the way
	 */
	record Standing(String uai, String school, @Nullable String town, String thenStage, LocalDateTime since,
			@Nullable String stage) {
	}

}
