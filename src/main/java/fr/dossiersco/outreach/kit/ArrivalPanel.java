package fr.dossiersco.outreach.kit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;
import fr.dossiersco.outreach.kit.Arrivals.Choice;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Through which link a school came, below its page. */
@Component
@Order(60)
class ArrivalPanel implements EstablishmentPanel {

	private final Arrivals arrivals;

	private final KitLinks links;

	ArrivalPanel(Arrivals arrivals, KitLinks links) {
		this.arrivals = arrivals;
		this.links = links;
	}

	@Override
	public String template() {
		return "kit/panel";
	}

	@Override
	public boolean continuesBelow() {
		return true;
	}

	@Override
	public @Nullable Object content(EstablishmentRecord establishment) {
		List<Choice> choices = this.arrivals.choices(establishment.uai(), establishment.academie());
		if (choices.isEmpty()) {
			return null;
		}
		Choice standing = Optional.of(choices.getFirst()).filter((first) -> first.arrival() != null).orElse(null);
		return new ArrivalView(establishment.uai(), standing, choices.stream().filter(Choice::local).toList(),
				choices.stream().filter((choice) -> !choice.local()).toList(), this.links.today());
	}

	/**
	 * @param standing the link through which the school came, null for none
	 * @param local links of who serves the school's académie
	 * @param others the other links
	 */
	record ArrivalView(String uai, @Nullable Choice standing, List<Choice> local, List<Choice> others,
			LocalDate today) {
	}

}
