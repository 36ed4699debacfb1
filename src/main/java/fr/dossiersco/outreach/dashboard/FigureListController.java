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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The lists behind the dashboard's figures that no other page has, each for whoever may
 * see its rows. What an address asks and makes no sense counts for nothing, so that old
 * bookmarks live.
 */
@Controller
class FigureListController {

	private static final String PATH = "/tableau-de-bord/";

	private static final String CSV = "/export.csv";

	private static final String XLSX = "/export.xlsx";

	private static final String MOVEMENTS = PATH + Movements.NAME;

	private static final String EXCHANGES = PATH + RecentExchanges.NAME;

	private static final String REACHED = PATH + ReachedSchools.NAME;

	private static final String NEW_PEOPLE = PATH + NewPeople.NAME;

	private static final String WITHOUT_PHONE = PATH + PeopleWithoutPhone.NAME;

	private static final String INTRODUCTIONS = PATH + AskedIntroductions.NAME;

	private static final String SEASON_BEFORE = PATH + SeasonBefore.NAME;

	private final List<FigureList<?>> lists;

	private final DashboardQuery query;

	private final ListExports exports;

	private final MessageSource messages;

	FigureListController(List<FigureList<?>> lists, DashboardQuery query, ListExports exports, MessageSource messages) {
		this.lists = lists;
		this.query = query;
		this.exports = exports;
		this.messages = messages;
	}

	@GetMapping({ MOVEMENTS, EXCHANGES, REACHED, NEW_PEOPLE, WITHOUT_PHONE, INTRODUCTIONS, SEASON_BEFORE })
	ModelAndView page(HttpServletRequest request, @RequestParam Map<String, String> query, PageRequest page) {
		return page(list(request), query, page);
	}

	@GetMapping({ MOVEMENTS + CSV, MOVEMENTS + XLSX, EXCHANGES + CSV, EXCHANGES + XLSX, REACHED + CSV, REACHED + XLSX,
			NEW_PEOPLE + CSV, NEW_PEOPLE + XLSX, WITHOUT_PHONE + CSV, WITHOUT_PHONE + XLSX, INTRODUCTIONS + CSV,
			INTRODUCTIONS + XLSX, SEASON_BEFORE + CSV, SEASON_BEFORE + XLSX })
	void export(HttpServletRequest request, @RequestParam Map<String, String> query, FileFormat format,
			CurrentAccount me, HttpServletResponse response) throws IOException {
		send(list(request), query, format, me, response);
	}

	/** The list that the address names. */
	private FigureList<?> list(HttpServletRequest request) {
		String pattern = (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		String name = pattern.split("/")[2];
		return this.lists.stream().filter((list) -> list.name().equals(name)).findFirst().orElseThrow();
	}

	private <R> ModelAndView page(FigureList<R> list, Map<String, String> query, PageRequest page) {
		Asked asked = asked(list, query);
		long total = list.total(asked);
		PageRequest within = page.within(total);
		QueryLink link = link(list, asked);
		return new ModelAndView("dashboard/list", "view",
				new FigureListPage<>(list.name(), list.isOfDays() ? asked.period() : null, list.home(asked).toString(),
						list.homeTitle(), removals(asked, link), list.rows(asked, within),
						Pagination.of(within, total, link)));
	}

	private <R> void send(FigureList<R> list, Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		Asked asked = asked(list, query);
		Filters filters = new Filters().with(asked.scope().filters());
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
		return asked.on(asked.link(PATH + list.name(), list.isOfDays()));
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
	 * @param back the page of its figure
	 * @param backTitle the key of that page's name
	 */
	record FigureListPage<R>(String name, @Nullable Period period, String back, String backTitle,
			List<SchoolScope.Removal> tags, List<R> rows, Pagination pagination) {
	}

}
