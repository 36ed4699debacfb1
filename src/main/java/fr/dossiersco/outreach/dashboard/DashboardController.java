package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The coordinator's page, and the lists behind its figures that no other page has. */
@Controller
@TeamOnly
class DashboardController {

	private final Overview overview;

	private final Movements movements;

	private final RecentExchanges exchanges;

	private final Clock clock;

	DashboardController(Overview overview, Movements movements, RecentExchanges exchanges, Clock clock) {
		this.overview = overview;
		this.movements = movements;
		this.exchanges = exchanges;
		this.clock = clock;
	}

	@GetMapping("/tableau-de-bord")
	ModelAndView page(@RequestParam @Nullable String academie) {
		String asked = (academie == null || academie.isBlank()) ? null : academie;
		return new ModelAndView("dashboard/page", "view", this.overview.of(asked));
	}

	@GetMapping("/tableau-de-bord/mouvements")
	ModelAndView movements(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @Nullable String etape, @RequestParam @Nullable String academie, PageRequest page) {
		Movements.Asked asked = new Movements.Asked((depuis != null) ? depuis : Period.now(this.clock).firstDay(),
				etape, academie);
		long total = this.movements.count(asked);
		PageRequest within = page.within(total);
		QueryLink link = QueryLink.to("/tableau-de-bord/mouvements")
			.with("depuis", asked.since())
			.with("etape", etape)
			.with("academie", academie);
		return new ModelAndView("dashboard/movements", "view", new MovementsPage(asked.since(),
				this.movements.rows(asked, within), Pagination.of(within, total, link)));
	}

	@GetMapping("/tableau-de-bord/echanges")
	ModelAndView exchanges(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable String academie, PageRequest page) {
		Period week = Period.now(this.clock);
		RecentExchanges.Asked asked = new RecentExchanges.Asked((depuis != null) ? depuis : week.firstDay(),
				(jusque != null) ? jusque : week.today(), academie);
		long total = this.exchanges.count(asked);
		PageRequest within = page.within(total);
		QueryLink link = QueryLink.to("/tableau-de-bord/echanges")
			.with("depuis", asked.since())
			.with("jusque", asked.until())
			.with("academie", academie);
		return new ModelAndView("dashboard/exchanges", "view", new ExchangesPage(asked.since(), asked.until(),
				this.exchanges.rows(asked, within), Pagination.of(within, total, link)));
	}

	record MovementsPage(LocalDate since, List<Movements.Movement> rows, Pagination pagination) {
	}

	record ExchangesPage(LocalDate since, LocalDate until, List<RecentExchanges.Exchange> rows, Pagination pagination) {
	}

}
