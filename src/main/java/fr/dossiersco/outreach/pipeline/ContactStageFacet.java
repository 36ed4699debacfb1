package fr.dossiersco.outreach.pipeline;

import java.util.ArrayList;
import java.util.List;

import fr.dossiersco.outreach.contact.ContactFacet;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets the list of people be narrowed by the stage of their school. */
@Component
@Order(10)
class ContactStageFacet implements ContactFacet {

	private final Stages stages;

	ContactStageFacet(Stages stages) {
		this.stages = stages;
	}

	@Override
	public String parameter() {
		return "etape";
	}

	@Override
	public String label() {
		return "pipeline.schoolStage";
	}

	@Override
	public List<Choice> choices() {
		List<Choice> choices = new ArrayList<>();
		this.stages.all().forEach((stage) -> choices.add(new Choice(stage.code(), stage.label())));
		choices.add(new Choice(StageFacet.NONE, "Sans étape"));
		return choices;
	}

	@Override
	public String condition(String value) {
		return value.equals(StageFacet.NONE)
				? "c.uai is not null and not exists (select from pursuit where pursuit.uai = c.uai)"
				: "exists (select from pursuit where pursuit.uai = c.uai and pursuit.stage = :etape)";
	}

}
