package fr.dossiersco.outreach.interaction;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactPanel;
import fr.dossiersco.outreach.web.PageRequest;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The last exchanges with a person, on their page. */
@Component
@Order(40)
class ContactTimelinePanel implements ContactPanel {

	private static final int SHOWN = 50;

	private final Timeline timeline;

	ContactTimelinePanel(Timeline timeline) {
		this.timeline = timeline;
	}

	@Override
	public String template() {
		return "interaction/panel";
	}

	@Override
	public Object content(UUID contact) {
		List<Timeline.Entry> entries = this.timeline.ofContact(contact, new PageRequest(1, SHOWN));
		return new Last(entries);
	}

	/** The last exchanges. */
	record Last(List<Timeline.Entry> entries) {
	}

}
