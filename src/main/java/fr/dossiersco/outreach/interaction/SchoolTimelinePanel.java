package fr.dossiersco.outreach.interaction;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;
import fr.dossiersco.outreach.web.PageRequest;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The last exchanges with a school, whoever they were with, on its page. */
@Component
@Order(40)
class SchoolTimelinePanel implements EstablishmentPanel {

	private static final int SHOWN = 8;

	private final Timeline timeline;

	SchoolTimelinePanel(Timeline timeline) {
		this.timeline = timeline;
	}

	@Override
	public String template() {
		return "interaction/panel";
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		List<Timeline.Entry> entries = this.timeline.ofSchool(establishment.uai(), new PageRequest(1, SHOWN + 1));
		return new Last(entries.stream().limit(SHOWN).toList(), entries.size() > SHOWN,
				"/etablissements/" + establishment.uai() + "/echanges", true);
	}

	/**
	 * @param more whether there are others
	 * @param all where they all are
	 * @param school whether the page is a school's, else a person's
	 */
	record Last(List<Timeline.Entry> entries, boolean more, String all, boolean school) {
	}

}
