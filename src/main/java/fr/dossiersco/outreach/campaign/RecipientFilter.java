package fr.dossiersco.outreach.campaign;

import java.util.Arrays;
import java.util.Map;

import fr.dossiersco.outreach.campaign.CampaignRecipients.Asked;
import fr.dossiersco.outreach.campaign.CampaignRecipients.Outcome;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the recipients of a campaign, as in the query string; what can't be
 * read counts for nothing.
 *
 * @param where the académie asked for, null for all and for none
 */
record RecipientFilter(CampaignList.Row campaign, Asked asked, @Nullable Academie where) {

	/** In an address: left alone for whatever reason. */
	private static final String ALL = "tous";

	static RecipientFilter of(CampaignList.Row campaign, Map<String, String> query, Territory territory) {
		String reason = query.get("ecartes");
		HeldBack held = Arrays.stream(HeldBack.values())
			.filter((each) -> each.name().equals(reason))
			.findFirst()
			.orElse(null);
		boolean anyHeld = held != null || ALL.equals(reason);
		Outcome outcome = (campaign.launched() && !anyHeld) ? Outcome.of(query.get("etat")).orElse(null) : null;
		String academie = query.get("academie");
		Academie where = (academie != null) ? territory.academie(academie) : null;
		return new RecipientFilter(campaign, new Asked(held, anyHeld, outcome,
				Asked.NOWHERE.equals(academie) ? Asked.NOWHERE : (where != null) ? where.code() : null), where);
	}

	QueryLink link() {
		return QueryLink.to("/campagnes/" + this.campaign.id() + "/destinataires")
			.with("ecartes", (this.asked.held() != null) ? this.asked.held() : this.asked.anyHeld() ? ALL : null)
			.with("etat", (this.asked.outcome() != null) ? this.asked.outcome().code() : null)
			.with("academie", this.asked.academie());
	}

}
