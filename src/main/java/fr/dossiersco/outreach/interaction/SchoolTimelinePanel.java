package fr.dossiersco.outreach.interaction;

import java.util.List;
import java.util.Objects;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;
import fr.dossiersco.outreach.interaction.SchoolHistory.Event;
import fr.dossiersco.outreach.interaction.SchoolHistory.OpenObjection;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What was last said at a school, whoever it was with, what is still objected, and below
 * all that happened there.
 */
@Component
@Order(40)
class SchoolTimelinePanel implements EstablishmentPanel {

	private static final int AT_A_GLANCE = 3;

	private static final int BELOW = 15;

	private final SchoolHistory history;

	SchoolTimelinePanel(SchoolHistory history) {
		this.history = history;
	}

	@Override
	public String template() {
		return "interaction/school";
	}

	@Override
	public boolean continuesBelow() {
		return true;
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		List<Event> events = this.history.last(establishment.uai(), BELOW + 1, AT_A_GLANCE);
		return new Talk(establishment.uai(),
				events.stream().map(Event::entry).filter(Objects::nonNull).limit(AT_A_GLANCE).toList(),
				this.history.openObjections(establishment.uai()), events.stream().limit(BELOW).toList(),
				events.size() > BELOW);
	}

	/**
	 * @param last the last exchanges
	 * @param more whether more happened than these events
	 */
	record Talk(String uai, List<Timeline.Entry> last, List<OpenObjection> objections, List<Event> events,
			boolean more) {
	}

}
