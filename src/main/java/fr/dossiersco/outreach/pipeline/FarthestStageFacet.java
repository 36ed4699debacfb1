package fr.dossiersco.outreach.pipeline;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentFacet;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Narrows the list of schools to those that have come to a stage or further, wherever
 * they stand now.
 */
@Component
@Order(15)
class FarthestStageFacet implements EstablishmentFacet {

	private final Stages stages;

	FarthestStageFacet(Stages stages) {
		this.stages = stages;
	}

	@Override
	public String parameter() {
		return "venu";
	}

	@Override
	public String label() {
		return "pipeline.farthest";
	}

	@Override
	public List<Choice> choices() {
		return this.stages.all()
			.stream()
			.filter((stage) -> !stage.isAside())
			.map((stage) -> new Choice(stage.code(), stage.label()))
			.toList();
	}

	@Override
	public List<String> joins() {
		return List.of();
	}

	@Override
	public String condition(String value) {
		return """
				exists (select from stage_move farthest join stage came on came.code = farthest.to_stage and came.category <> 'A_PART'
					where farthest.uai = e.uai and came.position >= (select asked.position from stage asked where asked.code = :venu))""";
	}

}
