package fr.dossiersco.outreach.calling;

import fr.dossiersco.outreach.web.ListAction;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes a phone campaign of a list of schools or people. */
@Component
@Order(10)
class CampaignOfList implements ListAction {

	@Override
	public boolean concerns(String list) {
		return list.equals("/etablissements") || list.equals("/contacts");
	}

	@Override
	public String label() {
		return "calling.campaign.make";
	}

	@Override
	public String address() {
		return "/appels/campagnes/nouvelle";
	}

}
