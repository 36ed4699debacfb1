package fr.dossiersco.outreach.scheduling;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is promised to a school, on its page. */
@Component
@Order(20)
class NextStepPanel implements EstablishmentPanel {

	private final FollowUpList list;

	NextStepPanel(FollowUpList list) {
		this.list = list;
	}

	@Override
	public String template() {
		return "scheduling/panel";
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		return new NextSteps(this.list.at(establishment.uai()), "/etablissements/" + establishment.uai());
	}

	/**
	 * @param address the page to come back to
	 */
	record NextSteps(List<FollowUpRow> rows, String address) {

		/** What comes first, and is seen at a glance. */
		public List<FollowUpRow> first() {
			return this.rows.stream().limit(1).toList();
		}

		public List<FollowUpRow> others() {
			return this.rows.stream().skip(1).toList();
		}

	}

}
