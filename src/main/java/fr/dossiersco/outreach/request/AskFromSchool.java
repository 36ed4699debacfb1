package fr.dossiersco.outreach.request;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The way from a school's page to a request about it. Asks nothing of the database: the
 * page is opened before each call.
 */
@Component
@Order(55)
class AskFromSchool implements EstablishmentPanel {

	@Override
	public String template() {
		return "request/school";
	}

	@Override
	public boolean continuesBelow() {
		return true;
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		return new AskView(establishment.uai());
	}

	record AskView(String uai) {
	}

}
