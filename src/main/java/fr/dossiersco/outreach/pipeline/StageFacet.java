package fr.dossiersco.outreach.pipeline;

import java.util.ArrayList;
import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentFacet;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets the list of schools be filtered and sorted by stage. */
@Component
@Order(10)
class StageFacet implements EstablishmentFacet {

	/** Asks for the schools that nobody has spotted. */
	static final String NONE = "AUCUNE";

	/** Worked out once for the list, not once for each school. */
	private static final String OR_FURTHER = """
			pursuit.stage = any (array(select further.code from stage asked, stage further
				where :etape = '%s' || asked.code and further.position >= asked.position
					and further.category <> 'A_PART'))""".formatted(Stage.AT_LEAST);

	private final Stages stages;

	StageFacet(Stages stages) {
		this.stages = stages;
	}

	@Override
	public String parameter() {
		return "etape";
	}

	@Override
	public String label() {
		return "pipeline.stage";
	}

	@Override
	public List<Choice> choices() {
		List<Choice> choices = new ArrayList<>();
		List<Stage> stages = this.stages.all();
		stages.forEach((stage) -> choices.add(new Choice(stage.code(), stage.label())));
		choices.add(new Choice(NONE, "Sans étape"));
		stages.stream()
			.filter((stage) -> !stage.isAside())
			.forEach((stage) -> choices.add(new Choice(stage.orFurther(), stage.orFurtherLabel())));
		return choices;
	}

	@Override
	public List<String> joins() {
		return List.of("left join pursuit on pursuit.uai = e.uai", "left join stage on stage.code = pursuit.stage");
	}

	@Override
	public String condition(String value) {
		if (value.equals(NONE)) {
			return "pursuit.uai is null";
		}
		return value.startsWith(Stage.AT_LEAST) ? OR_FURTHER : "pursuit.stage = :etape";
	}

	@Override
	public String column() {
		return "stage.label";
	}

	@Override
	public String order() {
		return "stage.position";
	}

}
