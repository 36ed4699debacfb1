package fr.dossiersco.outreach.trail;

import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactPanel;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Leads coordinators from a person's page to their trail. */
@Component
@Order(95)
class TrailOfPerson implements ContactPanel {

	@Override
	public String template() {
		return "trail/contact";
	}

	@Override
	public Object content(UUID contact) {
		return contact;
	}

}
