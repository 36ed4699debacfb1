package fr.dossiersco.outreach.trail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import fr.dossiersco.outreach.trail.Trail.Choice;
import fr.dossiersco.outreach.trail.Trail.Named;
import fr.dossiersco.outreach.trail.Trail.Readers;
import fr.dossiersco.outreach.trail.Trail.Trace;
import fr.dossiersco.outreach.trail.TrailFilter.Kind;
import fr.dossiersco.outreach.trail.TrailWording.Told;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The trail, page by page. */
@Controller
@CoordinatorOnly
class TrailController {

	static final int SIZE = 50;

	private static final String BEFORE = "avant";

	private final Trail trail;

	private final TrailWording wording;

	private final TrailProperties properties;

	private final Readings readings;

	TrailController(Trail trail, TrailWording wording, TrailProperties properties, Readings readings) {
		this.trail = trail;
		this.wording = wording;
		this.properties = properties;
		this.readings = readings;
	}

	@GetMapping(TrailFilter.PATH)
	ModelAndView list(@RequestParam MultiValueMap<String, String> query) {
		TrailFilter filter = TrailFilter.of(query);
		Place place = Place.parse(query.getFirst(BEFORE)).orElse(null);
		List<UUID> records = (filter.contact() != null) ? this.trail.records(filter.contact()) : List.of();
		List<Trace> found = filter.isReversed() ? List.of() : this.trail.before(place, filter, records, SIZE + 1);
		List<Trace> shown = found.stream().limit(SIZE).toList();
		Set<UUID> named = new LinkedHashSet<>(this.wording.named(shown));
		if (filter.contact() != null) {
			named.add(filter.contact());
		}
		Map<UUID, Named> names = this.trail.names(named);
		List<Choice> accounts = this.trail.accounts();
		TrailPage page = new TrailPage(filter, tags(filter, names, accounts), accounts, days(shown, names),
				(place != null) ? filter.link().toString() : null,
				(found.size() > SIZE) ? older(filter, shown.getLast()) : null, reversed(filter),
				records.isEmpty() ? List.of() : this.trail.readersOf(records), this.properties.months(true),
				this.properties.months(false));
		// To read what was written of a person is to read of them, and often their
		// number.
		Set<UUID> read = new LinkedHashSet<>();
		shown.stream()
			.filter(TrailWording::tellsHowToReach)
			.map(Trace::contactId)
			.forEach((id) -> add(read, id, names));
		add(read, filter.contact(), names);
		this.readings.note(ReadingPlace.TRACES, read);
		return new ModelAndView("trail/list", "view", page);
	}

	private static void add(Set<UUID> read, @Nullable UUID id, Map<UUID, Named> names) {
		Named named = (id != null) ? names.get(id) : null;
		if (named != null && named.contact() != null) {
			read.add(named.contact());
		}
	}

	private static String older(TrailFilter filter, Trace last) {
		return filter.link().with(BEFORE, new Place(last.at(), last.id())).toString();
	}

	private List<Tag> tags(TrailFilter filter, Map<UUID, Named> names, List<Choice> accounts) {
		List<Tag> tags = new ArrayList<>();
		QueryLink link = filter.link();
		if (filter.contact() != null) {
			Named named = names.get(filter.contact());
			tags.add(new Tag((named != null) ? named.name() : this.wording.text("trail.erased"),
					link.without(TrailFilter.CONTACT).toString()));
		}
		if (filter.account() != null) {
			String name = accounts.stream()
				.filter((choice) -> choice.id().equals(filter.account()))
				.map(Choice::name)
				.findFirst()
				.orElseGet(() -> this.wording.text("trail.someone"));
			tags.add(new Tag(this.wording.text("trail.tag.account", name),
					link.without(TrailFilter.ACCOUNT).toString()));
		}
		if (filter.kind() != null) {
			tags.add(new Tag(this.wording.text("trail.kind." + filter.kind()),
					link.without(TrailFilter.KIND).toString()));
		}
		if (filter.since() != null) {
			tags.add(new Tag(this.wording.text("trail.tag.since", TrailWording.day(filter.since())),
					link.without(TrailFilter.SINCE).toString()));
		}
		if (filter.until() != null) {
			tags.add(new Tag(this.wording.text("trail.tag.until", TrailWording.day(filter.until())),
					link.without(TrailFilter.UNTIL).toString()));
		}
		return tags;
	}

	private List<Day> days(List<Trace> traces, Map<UUID, Named> names) {
		List<Day> days = new ArrayList<>();
		for (Trace trace : traces) {
			Told told = this.wording.tell(trace, names);
			LocalDate date = told.at().toLocalDate();
			if (days.isEmpty() || !days.getLast().date().equals(date)) {
				days.add(new Day(date, TrailWording.heading(date), new ArrayList<>()));
			}
			days.getLast().traces().add(told);
		}
		return days;
	}

	private static @Nullable Reversed reversed(TrailFilter filter) {
		LocalDate since = filter.since();
		LocalDate until = filter.until();
		if (since == null || until == null || !filter.isReversed()) {
			return null;
		}
		return new Reversed(TrailWording.day(since), TrailWording.day(until),
				filter.link().replacing(TrailFilter.SINCE, until).replacing(TrailFilter.UNTIL, since).toString());
	}

	/**
	 * The page.
	 *
	 * @param newest the address of the newest traces, null when they are shown
	 * @param older the address of the traces right before those shown
	 * @param reversed set when the period ends before it begins
	 * @param readers who read how to reach the person asked for
	 * @param keepWrites for how many months writes are kept
	 * @param keepReadings for how many months readings are kept
	 */
	record TrailPage(TrailFilter filter, List<Tag> tags, List<Choice> accounts, List<Day> days, @Nullable String newest,
			@Nullable String older, @Nullable Reversed reversed, List<Readers> readers, int keepWrites,
			int keepReadings) {

		public Kind[] kinds() {
			return Kind.values();
		}

	}

	/** A criterion in force, and the trail without it. */
	record Tag(String label, String link) {
	}

	/** The traces of a day in Paris. */
	record Day(LocalDate date, String heading, List<Told> traces) {
	}

	/**
	 * A period that ends before it begins.
	 *
	 * @param swapped the same the right way round
	 */
	record Reversed(String since, String until, String swapped) {
	}

}
