package fr.dossiersco.outreach.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.campaign.CampaignList.Row;
import fr.dossiersco.outreach.campaign.Recipients.Asked;
import fr.dossiersco.outreach.campaign.Recipients.Outcome;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whom a campaign is for and whom it leaves alone, one by one. */
@Controller
class RecipientController {

	/** In an address: left alone for whatever reason. */
	private static final String ALL = "tous";

	private final CampaignList campaigns;

	private final Recipients recipients;

	private final Territory territory;

	RecipientController(CampaignList campaigns, Recipients recipients, Territory territory) {
		this.campaigns = campaigns;
		this.recipients = recipients;
		this.territory = territory;
	}

	@GetMapping("/campagnes/{id}/destinataires")
	ModelAndView list(@PathVariable UUID id, @RequestParam(required = false) @Nullable String ecartes,
			@RequestParam(required = false) @Nullable String etat,
			@RequestParam(required = false) @Nullable String academie, PageRequest page) {
		Row campaign = this.campaigns.find(id).orElseThrow(() -> new NotFoundException("campaign " + id));
		HeldBack held = Arrays.stream(HeldBack.values())
			.filter((reason) -> reason.name().equals(ecartes))
			.findFirst()
			.orElse(null);
		boolean anyHeld = held != null || ALL.equals(ecartes);
		Outcome outcome = (campaign.launched() && !anyHeld) ? Outcome.of(etat).orElse(null) : null;
		Academie where = (academie != null) ? this.territory.academie(academie) : null;
		boolean nowhere = Asked.NOWHERE.equals(academie);
		Asked asked = new Asked(held, anyHeld, outcome,
				nowhere ? Asked.NOWHERE : (where != null) ? where.code() : null);
		Recipients.Found found = this.recipients.find(campaign, asked, page);
		QueryLink link = QueryLink.to("/campagnes/" + id + "/destinataires")
			.with("ecartes", (held != null) ? held : anyHeld ? ALL : null)
			.with("etat", (outcome != null) ? outcome.code() : null)
			.with("academie", asked.academie());
		return new ModelAndView("campaign/recipients", "view",
				new RecipientsPage(campaign, asked, (where != null) ? where.name() : null, found.rows(),
						Pagination.of(page, found.total(), link), this.territory.academies()));
	}

	/**
	 * @param academie the name of the académie asked for
	 */
	record RecipientsPage(Row campaign, Asked asked, @Nullable String academie, List<Recipients.Row> rows,
			Pagination pagination, List<Academie> academies) {

		public HeldBack[] reasons() {
			return HeldBack.values();
		}

		public Outcome[] outcomes() {
			return Outcome.values();
		}

	}

}
