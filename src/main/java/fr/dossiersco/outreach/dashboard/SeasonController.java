package fr.dossiersco.outreach.dashboard;

import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.Season.AcademieRow;
import fr.dossiersco.outreach.dashboard.Season.Question;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The season of the schools that a filter names, for whoever may see them: of all
 * académies in a table, or of one with each stage of its plan. What an address asks and
 * makes no sense counts for nothing, so that old bookmarks live.
 */
@Controller
class SeasonController {

	static final String PATH = "/tableau-de-bord/saison";

	static final String YEAR = "annee";

	static final String STAGE = "courbe";

	static final List<String> CRITERIA = List.of("academie", "departement", "type", "secteur", "responsable");

	private static final List<String> PLACES = List.of("academie", "departement");

	private static final String URGENT = "urgence";

	private static final Map<String, Comparator<AcademieRow>> COLUMNS = Map.of(URGENT, SeasonController::byUrgency,
			"nom", SeasonController::byName, "ouverture", Comparator.comparing((row) -> row.place().window().opensOn()),
			"contactes", Comparator.comparing((row) -> row.contacts().now()), "utilisateurs",
			Comparator.comparing((row) -> row.users().now()), "prevision",
			Comparator.comparing((row) -> row.outcome().mean()));

	private final Season season;

	private final SchoolScopes scopes;

	SeasonController(Season season, SchoolScopes scopes) {
		this.season = season;
		this.scopes = scopes;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam Map<String, String> query, CurrentAccount me) {
		LocalDate today = this.season.today();
		SeasonYear year = year(query.get(YEAR), today).orElseGet(() -> SeasonYear.of(today));
		Question question = new Question(this.scopes.read(query, CRITERIA), this.scopes.read(wide(query), CRITERIA),
				year, query.get(STAGE));
		Sorting sorting = Sorting.of(query.get("tri"), COLUMNS.keySet(), URGENT);
		boolean anew = "oui".equals(query.get("actualiser"));
		if (anew) {
			this.season.forget(question, me);
		}
		Season.View view = this.season.recent(question, me);
		QueryLink own = question.scope()
			.link(PATH)
			.with(YEAR, year.equals(SeasonYear.of(today)) ? null : year)
			.with(STAGE, view.chosen().equals(view.goal()) ? null : view.chosen().code())
			.with("tri", sorting.code().equals(URGENT) ? null : sorting.code());
		if (anew) {
			return new ModelAndView("redirect:" + own);
		}
		return new ModelAndView("dashboard/season", "view",
				new SeasonPage(view, sorted(view.academies(), sorting), question.scope(), sorting, own, me.isTeam()));
	}

	/** This school year or the next one: what is over needs no plan. */
	static Optional<SeasonYear> year(@Nullable String text, LocalDate today) {
		SeasonYear current = SeasonYear.of(today);
		return SeasonYear.parse(text, today).filter((year) -> year.equals(current) || year.equals(current.next()));
	}

	private static Map<String, String> wide(Map<String, String> query) {
		return query.entrySet()
			.stream()
			.filter((entry) -> !PLACES.contains(entry.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static List<AcademieRow> sorted(List<AcademieRow> rows, Sorting sorting) {
		Comparator<AcademieRow> order = Objects.requireNonNull(COLUMNS.get(sorting.column()));
		return rows.stream()
			.sorted((sorting.descending() ? order.reversed() : order).thenComparing(SeasonController::byName))
			.toList();
	}

	/** First those whose last useful day is near or past; last those that have opened. */
	private static int byUrgency(AcademieRow one, AcademieRow other) {
		return Comparator.comparing((AcademieRow row) -> row.left().state() == Season.State.OPEN)
			.thenComparing((row) -> row.plan().contact().likely())
			.compare(one, other);
	}

	private static int byName(AcademieRow one, AcademieRow other) {
		return Collator.getInstance(Locale.FRENCH)
			.compare(one.place().academie().name(), other.place().academie().name());
	}

}
