package fr.dossiersco.outreach.kit;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The way from a school's page to the link through which it came. Asks nothing of the
 * database: it matters once in a school's life, and the page is opened before each call.
 */
@Component
@Order(60)
class ArrivalPanel implements EstablishmentPanel {

	@Override
	public String template() {
		return "kit/panel";
	}

	@Override
	public boolean continuesBelow() {
		return true;
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		return new ArrivalView(establishment.uai());
	}

	record ArrivalView(String uai) {
	}

}
