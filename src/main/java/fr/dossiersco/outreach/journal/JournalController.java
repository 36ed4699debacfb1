package fr.dossiersco.outreach.journal;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The journal, page by page. */
@Controller
class JournalController {

	static final int SIZE = 50;

	/** How many events are read at once on their way into a file. */
	private static final int AT_ONCE = 1_000;

	private static final String BEFORE = "avant";

	private static final String AFTER = "apres";

	private static final List<Column<Event>> columns = List.of(
			new Column<>("export.column.when", (event) -> event.timed() ? event.at() : event.at().toLocalDate()),
			Column.coded("journal.genre", "journal.family.", Event::family),
			new Column<>("journal.auteur", Event::author), new Column<>("journal.export.event", Event::sentence),
			new Column<>("export.column.uai", Event::uai), new Column<>("export.column.school", Event::school),
			new Column<>("export.column.town", Event::town), new Column<>("export.column.contact", Event::person),
			new Column<>("journal.export.detail", Event::detail));

	private final Journal journal;

	private final JournalFilters filters;

	private final ListExports exports;

	JournalController(Journal journal, JournalFilters filters, ListExports exports) {
		this.journal = journal;
		this.exports = exports;
		this.filters = filters;
	}

	@GetMapping(JournalFilter.PATH)
	ModelAndView list(@RequestParam MultiValueMap<String, String> query, CurrentAccount me) {
		JournalFilters.Asked asked = this.filters.read(query);
		Optional<Cursor> after = Cursor.parse(query.getFirst(AFTER));
		Journal.Stretch found = after.isPresent() ? this.journal.after(after.get(), asked.filter(), SIZE, me)
				: this.journal.before(Cursor.parse(query.getFirst(BEFORE)).orElse(null), asked.filter(), SIZE, me);
		if (after.isPresent() && !found.newer()) {
			// The newest page has one address, and is always full.
			return new ModelAndView("redirect:" + asked.filter().link());
		}
		return new ModelAndView("journal/list", "view", page(asked, found));
	}

	@GetMapping({ JournalFilter.PATH + "/export.csv", JournalFilter.PATH + "/export.xlsx" })
	void export(@RequestParam MultiValueMap<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		JournalFilters.Asked asked = this.filters.read(query);
		List<ListExport.Filter> said = asked.tags()
			.stream()
			.map((tag) -> new ListExport.Filter("journal.export.filter", tag.label()))
			.toList();
		this.exports.send(new ListExport<>("journal.title", asked.filter().link(), true, said, columns,
				() -> this.journal.all(asked.filter(), AT_ONCE, me)), format, me, response);
	}

	private JournalPage page(JournalFilters.Asked asked, Journal.Stretch found) {
		JournalFilter filter = asked.filter();
		QueryLink link = filter.link();
		List<Event> events = found.events();
		String newer = found.newer()
				? (events.isEmpty() ? link : link.with(AFTER, events.getFirst().place())).toString() : null;
		String older = (found.older() && !events.isEmpty()) ? link.with(BEFORE, events.getLast().place()).toString()
				: null;
		return new JournalPage(filter, asked.tags(), fields(asked), days(events),
				found.newer() ? link.toString() : null, newer, older, swapped(filter),
				filter.on(QueryLink.to(JournalFeedController.PATH)).toString(), link);
	}

	private Fields fields(JournalFilters.Asked asked) {
		return new Fields(this.filters.academies(), this.filters.departements(), this.filters.authors(asked));
	}

	private static @Nullable Reversed swapped(JournalFilter filter) {
		LocalDate since = filter.since();
		LocalDate until = filter.until();
		if (since == null || until == null || !filter.reversed()) {
			return null;
		}
		return new Reversed(JournalWording.day(since), JournalWording.day(until),
				filter.link().replacing(JournalFilter.SINCE, until).replacing(JournalFilter.UNTIL, since).toString());
	}

	private static List<Day> days(List<Event> events) {
		List<Day> days = new ArrayList<>();
		for (Event event : events) {
			LocalDate date = event.at().toLocalDate();
			if (days.isEmpty() || !days.getLast().date().equals(date)) {
				days.add(new Day(date, JournalWording.heading(date), new ArrayList<>()));
			}
			days.getLast().events().add(event);
		}
		return days;
	}

	/**
	 * @param newest the address of the newest events, null when they are shown
	 * @param newer the address of the events right after those shown
	 * @param older the address of the events right before those shown
	 * @param reversed set when the period ends before it begins
	 * @param feed where to subscribe to what is shown
	 * @param whole all of it, to be taken away in a file
	 */
	record JournalPage(JournalFilter filter, List<JournalFilters.Tag> tags, Fields fields, List<Day> days,
			@Nullable String newest, @Nullable String newer, @Nullable String older, @Nullable Reversed reversed,
			String feed, QueryLink whole) {

		public Family[] families() {
			return Family.values();
		}

	}

	/** What can be chosen. */
	record Fields(List<JournalFilters.Choice> academies, List<JournalFilters.Choice> departements,
			List<JournalFilters.Choice> authors) {
	}

	/** The events of a day in Paris. */
	record Day(LocalDate date, String heading, List<Event> events) {
	}

	/**
	 * A period that ends before it begins.
	 *
	 * @param swapped the same the right way round
	 */
	record Reversed(String since, String until, String swapped) {
	}

}
