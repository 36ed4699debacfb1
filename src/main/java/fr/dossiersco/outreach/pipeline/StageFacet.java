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
		this.stages.all().forEach((stage) -> choices.add(new Choice(stage.code(), stage.label())));
		choices.add(new Choice(NONE, "Sans étape"));
		return choices;
	}

	@Override
	public List<String> joins() {
		return List.of("left join pursuit on pursuit.uai = e.uai", "left join stage on stage.code = pursuit.stage");
	}

	@Override
	public String condition(String value) {
		return value.equals(NONE) ? "pursuit.uai is null" : "pursuit.stage = :etape";
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
