package fr.dossiersco.outreach.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of campaigns: under way, to come, over. */
@Controller
class CampaignListController {

	private static final String PATH = "/campagnes";

	private final CampaignList campaigns;

	CampaignListController(CampaignList campaigns) {
		this.campaigns = campaigns;
	}

	@GetMapping(PATH)
	ModelAndView list(@RequestParam(required = false) @Nullable String etat,
			@RequestParam(required = false) @Nullable String canal,
			@RequestParam(required = false) @Nullable String tri, PageRequest asked) {
		State state = State.of(etat).orElse(null);
		Channel channel = Arrays.stream(Channel.values())
			.filter((each) -> each.name().equals(canal))
			.findFirst()
			.orElse(null);
		Sorting sorting = Sorting.of(tri, CampaignList.ORDERS.keySet(), CampaignList.USUAL);
		Map<State, Long> counts = this.campaigns.counts(channel);
		long all = counts.values().stream().mapToLong(Long::longValue).sum();
		long total = (state != null) ? counts.getOrDefault(state, 0L) : all;
		PageRequest page = asked.within(total);
		QueryLink link = QueryLink.to(PATH)
			.with("etat", (state != null) ? state.code() : null)
			.with("canal", channel)
			.with("tri", sorting.code().equals(CampaignList.USUAL) ? null : sorting.code());
		List<Tab> tabs = Arrays.stream(State.values())
			.map((each) -> new Tab(each, counts.getOrDefault(each, 0L), each == state,
					link.replacing("etat", each.code()).toString()))
			.toList();
		return new ModelAndView("campaign/list", "view",
				new CampaignListPage(this.campaigns.page(state, channel, sorting, page), tabs,
						new Tab(null, all, state == null, link.without("etat").toString()), channel, sorting, link,
						Pagination.of(page, total, link), all == 0 && channel == null));
	}

	/**
	 * The campaigns in one state.
	 *
	 * @param state null for all
	 */
	record Tab(@Nullable State state, long size, boolean current, String link) {
	}

	/**
	 * @param none whether there is no campaign at all
	 */
	record CampaignListPage(List<CampaignList.Row> rows, List<Tab> tabs, Tab all, @Nullable Channel channel,
			Sorting sorting, QueryLink link, Pagination pagination, boolean none) {

		public Channel[] channels() {
			return Channel.values();
		}

	}

}
