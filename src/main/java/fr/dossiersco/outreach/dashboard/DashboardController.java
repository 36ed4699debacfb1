package fr.dossiersco.outreach.dashboard;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The coordinator's page, and the lists behind its figures that no other page has. An
 * académie or a stage that doesn't exist counts for nothing, so that old bookmarks live.
 */
@Controller
@TeamOnly
class DashboardController {

	private static final String MOVEMENTS = "/tableau-de-bord/mouvements";

	private static final String EXCHANGES = "/tableau-de-bord/echanges";

	private static final String REACHED = "/tableau-de-bord/joints";

	private static final String ACADEMIE = "academie";

	private final Overview overview;

	private final Movements movements;

	private final RecentExchanges exchanges;

	private final ReachedSchools reached;

	private final ListExports exports;

	private final Territory territory;

	private final Stages stages;

	private final MessageSource messages;

	private final Clock clock;

	DashboardController(Overview overview, Movements movements, RecentExchanges exchanges, ReachedSchools reached,
			ListExports exports, Territory territory, Stages stages, MessageSource messages, Clock clock) {
		this.overview = overview;
		this.movements = movements;
		this.exchanges = exchanges;
		this.reached = reached;
		this.exports = exports;
		this.territory = territory;
		this.stages = stages;
		this.messages = messages;
		this.clock = clock;
	}

	@GetMapping("/tableau-de-bord")
	ModelAndView page(@RequestParam @Nullable String academie) {
		return new ModelAndView("dashboard/page", "view", this.overview.of(code(known(academie))));
	}

	@GetMapping(MOVEMENTS)
	ModelAndView movements(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @Nullable String etape, @RequestParam @Nullable String academie, PageRequest page) {
		Academie place = known(academie);
		Stage stage = stage(etape);
		Movements.Asked asked = since(depuis, stage, place);
		long total = this.movements.count(asked);
		PageRequest within = page.within(total);
		QueryLink link = link(asked);
		List<Tag> tags = new ArrayList<>();
		if (stage != null) {
			tags.add(new Tag(stage.label(), link.without("etape").toString()));
		}
		tags.addAll(tags(place, link));
		return new ModelAndView("dashboard/movements", "view", new MovementsPage(asked.since(), back(place), tags,
				this.movements.rows(asked, within), Pagination.of(within, total, link)));
	}

	@GetMapping({ MOVEMENTS + "/export.csv", MOVEMENTS + "/export.xlsx" })
	void movements(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @Nullable String etape, @RequestParam @Nullable String academie, FileFormat format,
			CurrentAccount me, HttpServletResponse response) throws IOException {
		Academie place = known(academie);
		Stage stage = stage(etape);
		Movements.Asked asked = since(depuis, stage, place);
		Filters filters = new Filters().with("dashboard.export.since", asked.since())
			.with("pipeline.stage", (stage != null) ? stage.label() : null)
			.with("dashboard.academie", name(place));
		this.exports.send(new ListExport<>("dashboard.movements.title", link(asked), false, filters.toList(),
				Movements.columns, () -> this.movements.all(asked)), format, me, response);
	}

	@GetMapping(EXCHANGES)
	ModelAndView exchanges(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable String academie, PageRequest page) {
		Academie place = known(academie);
		RecentExchanges.Asked asked = between(depuis, jusque, place);
		long total = this.exchanges.count(asked);
		PageRequest within = page.within(total);
		QueryLink link = link(EXCHANGES, asked);
		return new ModelAndView("dashboard/exchanges", "view",
				new ExchangesPage(asked.since(), asked.until(), back(place), tags(place, link),
						this.exchanges.rows(asked, within), Pagination.of(within, total, link)));
	}

	@GetMapping({ EXCHANGES + "/export.csv", EXCHANGES + "/export.xlsx" })
	void exchanges(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable String academie, FileFormat format, CurrentAccount me, HttpServletResponse response)
			throws IOException {
		Academie place = known(academie);
		RecentExchanges.Asked asked = between(depuis, jusque, place);
		this.exports.send(new ListExport<>("dashboard.exchanges.title", link(EXCHANGES, asked), true,
				filters(asked, place), RecentExchanges.columns, () -> this.exchanges.all(asked)), format, me, response);
	}

	@GetMapping(REACHED)
	ModelAndView reached(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable String academie, PageRequest page) {
		Academie place = known(academie);
		RecentExchanges.Asked asked = between(depuis, jusque, place);
		long total = this.reached.count(asked);
		PageRequest within = page.within(total);
		QueryLink link = link(REACHED, asked);
		return new ModelAndView("dashboard/reached", "view", new ReachedPage(asked.since(), asked.until(), back(place),
				tags(place, link), this.reached.rows(asked, within), Pagination.of(within, total, link)));
	}

	@GetMapping({ REACHED + "/export.csv", REACHED + "/export.xlsx" })
	void reached(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable String academie, FileFormat format, CurrentAccount me, HttpServletResponse response)
			throws IOException {
		Academie place = known(academie);
		RecentExchanges.Asked asked = between(depuis, jusque, place);
		this.exports.send(new ListExport<>("dashboard.reached.title", link(REACHED, asked), false,
				filters(asked, place), ReachedSchools.columns, () -> this.reached.all(asked)), format, me, response);
	}

	private static List<ListExport.Filter> filters(RecentExchanges.Asked asked, @Nullable Academie place) {
		return new Filters().with("dashboard.export.since", asked.since())
			.with("dashboard.export.until", asked.until())
			.with("dashboard.academie", name(place))
			.toList();
	}

	private static @Nullable String name(@Nullable Academie place) {
		return (place != null) ? place.name() : null;
	}

	private Movements.Asked since(@Nullable LocalDate since, @Nullable Stage stage, @Nullable Academie place) {
		Period week = Period.now(this.clock);
		return new Movements.Asked((since != null) ? week.near(since) : week.firstDay(),
				(stage != null) ? stage.code() : null, code(place));
	}

	private static QueryLink link(Movements.Asked asked) {
		return QueryLink.to(MOVEMENTS)
			.with("depuis", asked.since())
			.with("etape", asked.stage())
			.with(ACADEMIE, asked.academie());
	}

	private RecentExchanges.Asked between(@Nullable LocalDate since, @Nullable LocalDate until,
			@Nullable Academie place) {
		Period week = Period.now(this.clock);
		return new RecentExchanges.Asked((since != null) ? week.near(since) : week.firstDay(),
				(until != null) ? week.near(until) : week.today(), code(place));
	}

	private static QueryLink link(String path, RecentExchanges.Asked asked) {
		return QueryLink.to(path)
			.with("depuis", asked.since())
			.with("jusque", asked.until())
			.with(ACADEMIE, asked.academie());
	}

	private static String back(@Nullable Academie place) {
		return QueryLink.to("/tableau-de-bord").with(ACADEMIE, code(place)).toString();
	}

	private List<Tag> tags(@Nullable Academie place, QueryLink link) {
		return (place != null) ? List
			.of(new Tag(this.messages.getMessage("dashboard.ofAcademie", new Object[] { place.name() }, Locale.FRENCH),
					link.without(ACADEMIE).toString()))
				: List.of();
	}

	private @Nullable Academie known(@Nullable String code) {
		return (code != null) ? this.territory.academie(code) : null;
	}

	private static @Nullable String code(@Nullable Academie place) {
		return (place != null) ? place.code() : null;
	}

	private @Nullable Stage stage(@Nullable String code) {
		return (code != null)
				? this.stages.all().stream().filter((stage) -> stage.code().equals(code)).findFirst().orElse(null)
				: null;
	}

	/** A criterion in force, and the list without it. */
	record Tag(String label, String link) {
	}

	record MovementsPage(LocalDate since, String back, List<Tag> tags, List<Movements.Movement> rows,
			Pagination pagination) {
	}

	record ExchangesPage(LocalDate since, LocalDate until, String back, List<Tag> tags,
			List<RecentExchanges.Exchange> rows, Pagination pagination) {
	}

	record ReachedPage(LocalDate since, LocalDate until, String back, List<Tag> tags, List<ReachedSchools.Reached> rows,
			Pagination pagination) {
	}

}
