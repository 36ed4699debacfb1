package fr.dossiersco.outreach.campaign;

import fr.dossiersco.outreach.web.ListAction;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes a campaign of a list of schools or people. */
@Component
@Order(5)
class ListToCampaign implements ListAction {

	@Override
	public boolean concerns(String list) {
		return list.equals(Segment.SCHOOLS) || list.equals(Segment.PEOPLE);
	}

	@Override
	public String label() {
		return "campaign.make";
	}

	@Override
	public String address() {
		return "/campagnes/nouvelle";
	}

}
