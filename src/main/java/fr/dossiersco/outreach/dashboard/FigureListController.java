package fr.dossiersco.outreach.dashboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The lists behind the dashboard's figures that no other page has, each for whoever may
 * see its rows. What an address asks and makes no sense counts for nothing, so that old
 * bookmarks live.
 */
@Controller
class FigureListController {

	private static final String MOVEMENTS = "/tableau-de-bord/mouvements";

	private static final String EXCHANGES = "/tableau-de-bord/echanges";

	private static final String REACHED = "/tableau-de-bord/joints";

	private static final String NEW_PEOPLE = "/tableau-de-bord/nouveaux-contacts";

	private static final String WITHOUT_PHONE = "/tableau-de-bord/sans-telephone";

	private static final String INTRODUCTIONS = "/tableau-de-bord/introductions";

	private final Movements movements;

	private final RecentExchanges exchanges;

	private final ReachedSchools reached;

	private final NewPeople newPeople;

	private final PeopleWithoutPhone withoutPhone;

	private final AskedIntroductions introductions;

	private final DashboardQuery query;

	private final ListExports exports;

	private final MessageSource messages;

	FigureListController(Movements movements, RecentExchanges exchanges, ReachedSchools reached, NewPeople newPeople,
			PeopleWithoutPhone withoutPhone, AskedIntroductions introductions, DashboardQuery query,
			ListExports exports, MessageSource messages) {
		this.movements = movements;
		this.exchanges = exchanges;
		this.reached = reached;
		this.newPeople = newPeople;
		this.withoutPhone = withoutPhone;
		this.introductions = introductions;
		this.query = query;
		this.exports = exports;
		this.messages = messages;
	}

	@GetMapping(MOVEMENTS)
	ModelAndView movements(@RequestParam Map<String, String> query, PageRequest page) {
		return page(this.movements, query, page);
	}

	@GetMapping({ MOVEMENTS + "/export.csv", MOVEMENTS + "/export.xlsx" })
	void movements(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		send(this.movements, query, format, me, response);
	}

	@GetMapping(EXCHANGES)
	ModelAndView exchanges(@RequestParam Map<String, String> query, PageRequest page) {
		return page(this.exchanges, query, page);
	}

	@GetMapping({ EXCHANGES + "/export.csv", EXCHANGES + "/export.xlsx" })
	void exchanges(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		send(this.exchanges, query, format, me, response);
	}

	@GetMapping(REACHED)
	ModelAndView reached(@RequestParam Map<String, String> query, PageRequest page) {
		return page(this.reached, query, page);
	}

	@GetMapping({ REACHED + "/export.csv", REACHED + "/export.xlsx" })
	void reached(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		send(this.reached, query, format, me, response);
	}

	@GetMapping(NEW_PEOPLE)
	ModelAndView newPeople(@RequestParam Map<String, String> query, PageRequest page) {
		return page(this.newPeople, query, page);
	}

	@GetMapping({ NEW_PEOPLE + "/export.csv", NEW_PEOPLE + "/export.xlsx" })
	void newPeople(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		send(this.newPeople, query, format, me, response);
	}

	@GetMapping(WITHOUT_PHONE)
	ModelAndView withoutPhone(@RequestParam Map<String, String> query, PageRequest page) {
		return page(this.withoutPhone, query, page);
	}

	@GetMapping({ WITHOUT_PHONE + "/export.csv", WITHOUT_PHONE + "/export.xlsx" })
	void withoutPhone(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		send(this.withoutPhone, query, format, me, response);
	}

	@GetMapping(INTRODUCTIONS)
	ModelAndView introductions(@RequestParam Map<String, String> query, PageRequest page) {
		return page(this.introductions, query, page);
	}

	@GetMapping({ INTRODUCTIONS + "/export.csv", INTRODUCTIONS + "/export.xlsx" })
	void introductions(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		send(this.introductions, query, format, me, response);
	}

	private <R> ModelAndView page(FigureList<R> list, Map<String, String> query, PageRequest page) {
		Asked asked = asked(list, query);
		long total = list.total(asked);
		PageRequest within = page.within(total);
		QueryLink link = link(list, asked);
		return new ModelAndView("dashboard/" + list.name(), "view",
				new FigureListPage<>(list.name(), list.isOfDays() ? asked.period() : null, back(list, asked),
						removals(asked, link), list.rows(asked, within), Pagination.of(within, total, link)));
	}

	private <R> void send(FigureList<R> list, Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		Asked asked = asked(list, query);
		Filters filters = asked.scope().filters();
		if (list.isOfDays()) {
			filters.with("dashboard.export.since", asked.period().first())
				.with("dashboard.export.until", asked.period().last());
		}
		asked.own().forEach((chosen) -> filters.with(chosen.criterion().label(), chosen.text()));
		this.exports.send(new ListExport<>("dashboard." + list.name() + ".title", link(list, asked), list.isPersonal(),
				filters.toList(), list.columns(), () -> list.all(asked)), format, me, response);
	}

	private Asked asked(FigureList<?> list, Map<String, String> query) {
		List<Asked.Chosen> chosen = new ArrayList<>();
		for (ListCriterion criterion : list.criteria()) {
			Optional.ofNullable(query.get(criterion.parameter()))
				.flatMap((
						value) -> criterion.text().apply(value).map((text) -> new Asked.Chosen(criterion, value, text)))
				.ifPresent(chosen::add);
		}
		return new Asked(this.query.scope(query), this.query.period(query), chosen);
	}

	private static QueryLink link(FigureList<?> list, Asked asked) {
		QueryLink link = asked.link("/tableau-de-bord/" + list.name());
		return list.isOfDays() ? link : link.without(Period.SINCE).without(Period.UNTIL);
	}

	private static String back(FigureList<?> list, Asked asked) {
		QueryLink dashboard = asked.scope().link("/tableau-de-bord");
		return (list.isOfDays()
				? dashboard.with(Period.SINCE, asked.period().first()).with(Period.UNTIL, asked.period().last())
				: dashboard)
			.toString();
	}

	private List<SchoolScope.Removal> removals(Asked asked, QueryLink link) {
		return Stream.concat(
				asked.own()
					.stream()
					.map((chosen) -> new SchoolScope.Removal(
							this.messages
								.getMessage("establishment.list.tag",
										new Object[] { this.messages.getMessage(chosen.criterion().label(), null,
												Locale.FRENCH), chosen.text() },
										Locale.FRENCH),
							link.without(chosen.criterion().parameter()).toString())),
				asked.scope().removals(link).stream())
			.toList();
	}

	/**
	 * @param name the name of the list
	 * @param period null when it is of now
	 * @param back the dashboard that it belongs to
	 */
	record FigureListPage<R>(String name, @Nullable Period period, String back, List<SchoolScope.Removal> tags,
			List<R> rows, Pagination pagination) {
	}

}
