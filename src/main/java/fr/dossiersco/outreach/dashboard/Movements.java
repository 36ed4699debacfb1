package fr.dossiersco.outreach.dashboard;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The moves from stage to stage of schools that are open, the last first. */
@Component
class Movements extends FigureList<Movements.Movement> {

	static final String NAME = "mouvements";

	/** The stage that schools came to. */
	static final String TO = "etape";

	/** The stage that schools left. */
	static final String FROM = "de";

	private final Stages stages;

	Movements(JdbcClient jdbc, Stages stages) {
		super(jdbc, Movement.class);
		this.stages = stages;
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
	List<ListCriterion> criteria() {
		return List.of(
				new ListCriterion(TO, "dashboard.export.to", "m.to_stage = :" + TO,
						(code) -> this.stages.find(code).map(Stage::label)),
				new ListCriterion(FROM, "dashboard.export.from", "m.from_stage = :" + FROM,
						(code) -> this.stages.find(code).map(Stage::label)));
	}

	@Override
	List<Column<Movement>> columns() {
		return List.of(new Column<>("dashboard.export.when", Movement::at),
				new Column<>("dashboard.school", Movement::school), new Column<>("dashboard.export.uai", Movement::uai),
				new Column<>("dashboard.export.town", Movement::town),
				new Column<>("dashboard.export.from", Movement::fromStage),
				new Column<>("dashboard.export.to", Movement::toStage),
				new Column<>("dashboard.export.reason", Movement::reason),
				new Column<>("dashboard.who", Movement::author));
	}

	private static String from(Asked asked) {
		return " from stage_move m join establishment e on e.uai = m.uai " + asked.scope().joins();
	}

	private static String where(Asked asked) {
		return " where m.moved_at >= :since and m.moved_at < :until and " + asked.scope().conditions()
				+ asked.conditions();
	}

	@Override
	String count(Asked asked) {
		return "select count(*)" + from(asked) + where(asked);
	}

	@Override
	String select(Asked asked, String some) {
		return """
				select (m.moved_at at time zone 'Europe/Paris') as at, m.uai, e.name as school, e.town, f.label as from_stage,
					t.label as to_stage, m.reason, a.name as author, m.interaction_id
				"""
				+ from(asked) + """
							join stage t on t.code = m.to_stage
							left join stage f on f.code = m.from_stage
							join account a on a.id = m.moved_by
						""" + where(asked) + " order by m.moved_at desc, m.id" + some;
	}

	/**
	 * @param at in Paris
	 */
	record Movement(LocalDateTime at, String uai, String school, @Nullable String town, @Nullable String fromStage,
			String toStage, @Nullable String reason, String author, @Nullable UUID interactionId) {
	}

}
