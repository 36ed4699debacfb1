package fr.dossiersco.outreach.request;

import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactPanel;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way from a person's page to a request about them. */
@Component
@Order(45)
class AskFromPerson implements ContactPanel {

	@Override
	public String template() {
		return "request/contact";
	}

	@Override
	public Object content(UUID contact) {
		return contact;
	}

}
