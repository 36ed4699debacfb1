package fr.dossiersco.outreach.campaign;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.campaign.CampaignList.Row;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** One campaign: to whom it would go while it is prepared, what came of it afterwards. */
@Controller
class CampaignPageController {

	private final CampaignList campaigns;

	private final Segments segments;

	private final Results results;

	private final Publications publications;

	private final CampaignMessages messages;

	CampaignPageController(CampaignList campaigns, Segments segments, Results results, Publications publications,
			CampaignMessages messages) {
		this.campaigns = campaigns;
		this.segments = segments;
		this.results = results;
		this.publications = publications;
		this.messages = messages;
	}

	@GetMapping("/campagnes/{id}")
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		Row campaign = this.campaigns.find(id).orElseThrow(() -> new NotFoundException("campaign " + id));
		Segment segment = campaign.segment();
		List<String> words = this.segments.words(segment);
		boolean mine = me.isCoordinator() || campaign.owner().equals(me.id());
		Messages messages = messages(id, me);
		if (!campaign.launched()) {
			return new ModelAndView("campaign/prepared", "view", new PreparedPage(campaign, segment, words,
					this.segments.preview(segment, campaign.channel(), campaign.id()), messages, mine));
		}
		Results.Figures figures = this.results.of(campaign);
		List<Publications.Row> posts = this.publications.of(id);
		List<Results.Compared> compared = this.results.compared(campaign);
		return new ModelAndView("campaign/page", "view",
				new CampaignPage(campaign, segment, words, figures, Progress.of(campaign, figures, posts), posts,
						messages, compared, chart(figures), chart(compared), mine));
	}

	/** Only the team chooses them. */
	private Messages messages(UUID campaign, CurrentAccount me) {
		List<CampaignMessages.Row> all = this.messages.of(campaign);
		String back = "/campagnes/" + campaign;
		return new Messages(all.stream()
			.filter(CampaignMessages.Row::chosen)
			.map((row) -> new Messages.Chosen(row, row.preview(campaign, back).toString()))
			.toList(), me.isTeam() ? all.stream().filter((row) -> !row.chosen()).toList() : List.of());
	}

	private static Chart chart(Results.Figures figures) {
		Results.Group all = figures.all();
		return Chart.of(List.of(all.contact(), all.reach(), all.reply(), all.advance()), -1);
	}

	private static Chart chart(List<Results.Compared> compared) {
		List<Proportion> shares = compared.stream().map((each) -> each.campaign().reach()).toList();
		int current = compared.stream()
			.filter((each) -> each.campaign().current())
			.findFirst()
			.map((each) -> each.number() - 1)
			.orElse(-1);
		return Chart.of(shares, current);
	}

	/**
	 * What is written for a campaign.
	 *
	 * @param choices what may be written besides
	 */
	record Messages(List<Chosen> chosen, List<CampaignMessages.Row> choices) {

		/**
		 * @param link where it is made ready
		 */
		record Chosen(CampaignMessages.Row message, String link) {
		}

	}

	/**
	 * @param mine whether one may close it and open it again
	 */
	record PreparedPage(Row campaign, Segment segment, List<String> words, Segments.Preview preview, Messages messages,
			boolean mine) {
	}

	/**
	 * @param words what its list is narrowed by
	 * @param progress how far it is from its target, null without one
	 * @param shares the shares of its recipients
	 * @param reaches what share each campaign compared has reached
	 * @param mine whether one may close it and open it again
	 */
	record CampaignPage(Row campaign, Segment segment, List<String> words, Results.Figures figures,
			@Nullable Progress progress, List<Publications.Row> posts, Messages messages,
			List<Results.Compared> compared, Chart shares, Chart reaches, boolean mine) {

		/** Whether it is compared with any other. */
		public boolean isBesideOthers() {
			return this.compared.size() > 1;
		}

	}

}
