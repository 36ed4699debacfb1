package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.SeasonDates.Change;
import fr.dossiersco.outreach.dashboard.SeasonDates.NewDate;
import fr.dossiersco.outreach.dashboard.SeasonDates.Said;
import fr.dossiersco.outreach.dashboard.SeasonDates.Saying;
import fr.dossiersco.outreach.dashboard.SeasonDates.Window;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When families enrol, for everyone to read and for the coordinator to say. */
@Controller
class SeasonDatesController {

	static final String PATH = SeasonController.PATH + "/dates";

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private final SeasonDates dates;

	private final Season season;

	private final Territory territory;

	private final Clock clock;

	SeasonDatesController(SeasonDates dates, Season season, Territory territory, Clock clock) {
		this.dates = dates;
		this.season = season;
		this.territory = territory;
		this.clock = clock;
	}

	@GetMapping(PATH)
	ModelAndView show(@RequestParam @Nullable String annee) {
		SeasonYear year = year(annee);
		Said said = this.dates.of(year);
		return page(year, said, SeasonDatesForm.of(said, year, places()), HttpStatus.OK);
	}

	@PostMapping(PATH)
	@CoordinatorOnly
	ModelAndView say(@RequestParam @Nullable String annee, @Valid @ModelAttribute("form") SeasonDatesForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		SeasonYear year = year(annee);
		Said said = this.dates.of(year);
		check(form, year, errors);
		if (errors.hasErrors()) {
			return page(year, said, form, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		SeasonDatesForm fresh = fresh(form, year, said);
		BindingResult meanwhile = new BeanPropertyBindingResult(fresh, "form");
		if (isChangedMeanwhile(form, year, said, meanwhile)) {
			return page(year, said, fresh, HttpStatus.CONFLICT).addObject(BindingResult.MODEL_KEY_PREFIX + "form",
					meanwhile);
		}
		List<NewDate> changes = form.changes(said, year);
		if (changes.isEmpty()) {
			flash.addFlashAttribute("done", "season.dates.unchanged");
		}
		else {
			UUID batch = this.dates.say(changes, me);
			this.season.forgetAll();
			flash.addFlashAttribute("done", "season.dates.done");
			flash.addFlashAttribute("doneArgs", new Object[] { changes.size() });
			flash.addFlashAttribute("undo", new Undo(
					link(year).toString().replace(PATH, PATH + "/" + batch + "/retrait"), "season.dates.undo"));
		}
		return new ModelAndView("redirect:" + link(year));
	}

	@PostMapping(PATH + "/{batch}/retrait")
	@CoordinatorOnly
	String withdraw(@PathVariable UUID batch, @RequestParam @Nullable String annee, CurrentAccount me,
			RedirectAttributes flash) {
		this.dates.withdraw(batch, me);
		this.season.forgetAll();
		flash.addFlashAttribute("done", "season.dates.undone");
		return "redirect:" + link(year(annee));
	}

	private void check(SeasonDatesForm form, SeasonYear year, BindingResult errors) {
		if (!errors.hasFieldErrors("usuel")) {
			MonthDay usual = form.usualDay().orElse(null);
			if (usual == null) {
				errors.rejectValue("usuel", "season.dates.notADay");
			}
		}
		List<String> places = places();
		for (int i = 0; i < form.lignes().size(); i++) {
			SeasonDatesForm.Line line = form.lignes().get(i);
			String field = "lignes[" + i + "]";
			if (!places.contains(line.place())) {
				errors.reject("season.dates.nowhere");
			}
			else if (!errors.hasFieldErrors(field + ".*")) {
				check(line, field, year, errors);
			}
		}
	}

	private static void check(SeasonDatesForm.Line line, String field, SeasonYear year, BindingResult errors) {
		LocalDate opens = line.ouvre();
		LocalDate closes = line.ferme();
		Object[] bounds = { DAY.format(year.first()), DAY.format(year.last()) };
		if (opens == null) {
			if (closes != null) {
				errors.rejectValue(field + ".ouvre", "season.dates.endAlone");
			}
		}
		else if (!year.holds(opens)) {
			errors.rejectValue(field + ".ouvre", "season.dates.outside", bounds, null);
		}
		else if (closes != null && closes.isBefore(opens)) {
			errors.rejectValue(field + ".ferme", "season.dates.reversed");
		}
		else if (closes != null && !year.holds(closes)) {
			errors.rejectValue(field + ".ferme", "season.dates.outside", bounds, null);
		}
	}

	/**
	 * Whether what was changed here was changed by someone else too, which is said beside
	 * it.
	 */
	private static boolean isChangedMeanwhile(SeasonDatesForm form, SeasonYear year, Said said, BindingResult errors) {
		String usual = SeasonDatesForm.text(said.everyYear());
		if (!usual.equals(form.usuelLu()) && !Objects.equals(form.usuel(), form.usuelLu())) {
			errors.rejectValue("usuel", "season.dates.meanwhile", new Object[] { usual }, null);
		}
		for (int i = 0; i < form.lignes().size(); i++) {
			SeasonDatesForm.Line line = form.lignes().get(i);
			Saying saying = said.saying(year, line.place());
			if (line.isChanged() && !line.says(saying) && !line.isFresh(saying)) {
				LocalDate opens = (saying != null) ? saying.opensOn() : null;
				errors.rejectValue("lignes[" + i + "].ouvre",
						(opens != null) ? "season.dates.meanwhile" : "season.dates.meanwhile.none",
						new Object[] { (opens != null) ? DAY.format(opens) : "" }, null);
			}
		}
		return errors.hasErrors();
	}

	/** What was typed, over what counts now: sent again, it stands. */
	private static SeasonDatesForm fresh(SeasonDatesForm form, SeasonYear year, Said said) {
		List<SeasonDatesForm.Line> lines = new ArrayList<>();
		for (SeasonDatesForm.Line line : form.lignes()) {
			Saying saying = said.saying(year, line.place());
			LocalDate opens = (saying != null) ? saying.opensOn() : null;
			LocalDate closes = (saying != null) ? saying.closesOn() : null;
			lines.add(line.isChanged()
					? new SeasonDatesForm.Line(line.academie(), line.ouvre(), line.ferme(), opens, closes)
					: new SeasonDatesForm.Line(line.academie(), opens, closes, opens, closes));
		}
		String usual = SeasonDatesForm.text(said.everyYear());
		return new SeasonDatesForm(Objects.equals(form.usuel(), form.usuelLu()) ? usual : form.usuel(), usual, lines);
	}

	/** Last year, this one, the next one; this one for anything else. */
	private SeasonYear year(@Nullable String text) {
		SeasonYear current = SeasonYear.of(today());
		return SeasonYear.parse(text, today())
			.filter((year) -> Math.abs(year.start() - current.start()) <= 1)
			.orElse(current);
	}

	private LocalDate today() {
		return Period.today(this.clock);
	}

	private QueryLink link(SeasonYear year) {
		return QueryLink.to(PATH).with(SeasonController.YEAR, year.equals(SeasonYear.of(today())) ? null : year);
	}

	/** Everywhere, then each académie in the order of the screen. */
	private List<String> places() {
		return Stream.concat(Stream.of(SeasonDates.EVERYWHERE), this.territory.academies().stream().map(Academie::code))
			.toList();
	}

	private ModelAndView page(SeasonYear year, Said said, SeasonDatesForm form, HttpStatus status) {
		SeasonYear current = SeasonYear.of(today());
		List<Row> rows = form.lignes().stream().map((line) -> {
			Academie academie = this.territory.academie(line.place());
			return new Row((academie != null) ? academie.name() : null, said.window(year, line.place()),
					by(said.saying(year, line.place())));
		}).toList();
		List<Shown> history = this.dates.history(year)
			.stream()
			.map((change) -> new Shown(change, name(change.academie()),
					LocalDateTime.ofInstant(change.setAt(), Period.PARIS)))
			.toList();
		List<Tab> tabs = Stream.of(current.previous(), current, current.next())
			.map((each) -> new Tab(each, link(each).toString(), each.equals(year)))
			.toList();
		String season = QueryLink.to(SeasonController.PATH)
			.with(SeasonController.YEAR, year.equals(current.next()) ? year : null)
			.toString();
		return new ModelAndView("dashboard/season-dates", status).addObject("form", form)
			.addObject("view",
					new DatesPage(year, SeasonDates.usual(said.everyYear(), year), rows, history, tabs, season));
	}

	private @Nullable String name(@Nullable String academie) {
		Academie known = (academie != null) ? this.territory.academie(academie) : null;
		return (known != null) ? known.name() : null;
	}

	private static @Nullable By by(@Nullable Saying saying) {
		return (saying != null && saying.opensOn() != null && saying.setBy() != null)
				? new By(saying.setBy(), LocalDateTime.ofInstant(saying.setAt(), Period.PARIS)) : null;
	}

	/** Who said it, and when in Paris. */
	record By(String name, LocalDateTime at) {
	}

	/**
	 * A place with what counts there.
	 *
	 * @param name null for everywhere
	 * @param by null when nobody said it of this place
	 */
	record Row(@Nullable String name, Window window, @Nullable By by) {
	}

	/**
	 * @param place null for everywhere
	 * @param at in Paris
	 */
	record Shown(Change change, @Nullable String place, LocalDateTime at) {
	}

	record Tab(SeasonYear year, String link, boolean current) {
	}

	/**
	 * @param usual the day of every year in this one
	 * @param season the page of the season
	 */
	record DatesPage(SeasonYear year, LocalDate usual, List<Row> rows, List<Shown> history, List<Tab> tabs,
			String season) {
	}

}
