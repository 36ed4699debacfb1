package fr.dossiersco.outreach.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.campaign.CampaignExchanges.Asked;
import fr.dossiersco.outreach.campaign.CampaignExchanges.Only;
import fr.dossiersco.outreach.campaign.CampaignList.Row;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The exchanges and the moves that the figures of a campaign count. */
@Controller
class CampaignRowsController {

	private static final String UNKNOWN = "INCONNU";

	private final CampaignList campaigns;

	private final CampaignExchanges exchanges;

	private final Stages stages;

	CampaignRowsController(CampaignList campaigns, CampaignExchanges exchanges, Stages stages) {
		this.campaigns = campaigns;
		this.exchanges = exchanges;
		this.stages = stages;
	}

	@GetMapping("/campagnes/{id}/echanges")
	ModelAndView exchanges(@PathVariable UUID id, @RequestParam(required = false) @Nullable String dont,
			@RequestParam(required = false) @Nullable String profil,
			@RequestParam(required = false) @Nullable String objection,
			@RequestParam(required = false) @Nullable String levee, PageRequest asked) {
		Row campaign = require(id);
		String profile = Stream.concat(Arrays.stream(ContactProfile.values()).map(Enum::name), Stream.of(UNKNOWN))
			.filter((known) -> known.equals(profil))
			.findFirst()
			.orElse(null);
		UUID heard = QueryValue.id(objection);
		String label = (heard != null) ? this.exchanges.objection(heard).orElse(null) : null;
		Asked which = new Asked(Only.of(dont).orElse(null), profile, (label != null) ? heard : null,
				label != null && "oui".equals(levee));
		long total = this.exchanges.count(id, which);
		PageRequest page = asked.within(total);
		QueryLink link = QueryLink.to("/campagnes/" + id + "/echanges")
			.with("dont", (which.only() != null) ? which.only().code() : null)
			.with("profil", profile)
			.with("objection", which.objection())
			.with("levee", which.lifted() ? "oui" : null);
		return new ModelAndView("campaign/exchanges", "view", new ExchangesPage(campaign, which, label,
				this.exchanges.page(id, which, page), Pagination.of(page, total, link)));
	}

	@GetMapping("/campagnes/{id}/avancees")
	ModelAndView moves(@PathVariable UUID id, @RequestParam(required = false) @Nullable String vers,
			@RequestParam(required = false) @Nullable String dont, PageRequest asked) {
		Row campaign = require(id);
		Stage stage = (vers != null) ? this.stages.find(vers).orElse(null) : null;
		String code = (stage != null) ? stage.code() : null;
		boolean up = "avancees".equals(dont);
		long total = this.exchanges.countMoves(id, code, up);
		PageRequest page = asked.within(total);
		QueryLink link = QueryLink.to("/campagnes/" + id + "/avancees")
			.with("vers", code)
			.with("dont", up ? "avancees" : null);
		return new ModelAndView("campaign/moves", "view",
				new MovesPage(campaign, (stage != null) ? stage.label() : null, up,
						this.exchanges.moves(id, code, up, page), Pagination.of(page, total, link)));
	}

	private Row require(UUID id) {
		return this.campaigns.find(id).orElseThrow(() -> new NotFoundException("campaign " + id));
	}

	/**
	 * @param objection how the objection asked for is called
	 */
	record ExchangesPage(Row campaign, Asked asked, @Nullable String objection, List<CampaignExchanges.Exchange> rows,
			Pagination pagination) {
	}

	/**
	 * @param stage the label of the stage asked for
	 * @param up only moves up
	 */
	record MovesPage(Row campaign, @Nullable String stage, boolean up, List<CampaignExchanges.Move> rows,
			Pagination pagination) {
	}

}
