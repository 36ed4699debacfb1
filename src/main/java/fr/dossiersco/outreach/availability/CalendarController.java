package fr.dossiersco.outreach.availability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.availability.HolidayFile.Reading;
import fr.dossiersco.outreach.availability.HolidayImports.HolidayImport;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.Undo;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The calendar of the whole country: which zones are known, until when, the files that
 * tell, the days closed by hand.
 */
@Controller
class CalendarController {

	/**
	 * In bytes. The real calendar of all years has some hundred thousand; it is read into
	 * memory.
	 */
	private static final long LARGEST_FILE = 5_000_000;

	/** How far ahead a zone must be known for nobody to be told. */
	private static final int AHEAD = 90;

	private final CommonCalendar common;

	private final HolidayImports imports;

	private final ClosedPeriods closures;

	private final Territory territory;

	CalendarController(CommonCalendar common, HolidayImports imports, ClosedPeriods closures, Territory territory) {
		this.common = common;
		this.imports = imports;
		this.closures = closures;
		this.territory = territory;
	}

	@GetMapping("/calendrier")
	ModelAndView show() {
		return page(new CalendarFileForm(null), ClosureForm.BLANK, null, HttpStatus.OK);
	}

	@PostMapping("/calendrier/vacances")
	@CoordinatorOnly
	ModelAndView bring(@ModelAttribute("file") CalendarFileForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) throws IOException {
		MultipartFile file = form.file();
		if (file == null || file.isEmpty()) {
			errors.rejectValue("file", "availability.refusal.file.NONE");
			return page(form, ClosureForm.BLANK, null, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		if (file.getSize() > LARGEST_FILE) {
			errors.rejectValue("file", "availability.refusal.file.TOO_LARGE");
			return page(form, ClosureForm.BLANK, null, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		Path received = Files.createTempFile("calendrier", ".csv");
		try {
			file.transferTo(received);
			Reading reading = this.imports.bring(received, name(file), me);
			if (reading.refusals().isEmpty()) {
				flash.addFlashAttribute("done", "availability.import.done");
				flash.addFlashAttribute("doneArgs", new Object[] { reading.periods().size() });
				flash.addFlashAttribute("unlikely", reading.unlikely());
				return new ModelAndView("redirect:/calendrier");
			}
			return page(form, ClosureForm.BLANK, reading, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		catch (HolidayFileRefusedException ex) {
			errors.rejectValue("file", "availability.refusal.file." + ex.reason());
			return page(form, ClosureForm.BLANK, null, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		finally {
			Files.deleteIfExists(received);
		}
	}

	@PostMapping("/calendrier/fermetures")
	@TeamOnly
	ModelAndView close(@Valid @ModelAttribute("form") ClosureForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		if (form.where() == null || !places().containsKey(form.where())) {
			errors.rejectValue("where", "availability.closure.nowhere");
		}
		check(form, errors);
		if (errors.hasErrors()) {
			return page(new CalendarFileForm(null), form, null, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		UUID id = this.closures.enter(form.at(null, null), me);
		flash.addFlashAttribute("done", "availability.closure.done");
		flash.addFlashAttribute("undo",
				new Undo("/calendrier/fermetures/" + id + "/retrait", "availability.closure.undo"));
		return new ModelAndView("redirect:/calendrier");
	}

	@PostMapping("/calendrier/fermetures/{id}/retrait")
	String open(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.closures.withdraw(id, me);
		flash.addFlashAttribute("done", "availability.closure.withdrawn");
		return "redirect:/calendrier";
	}

	/** The dates follow one another, and the closure is no year long. */
	static void check(ClosureForm form, BindingResult errors) {
		LocalDate first = form.firstDay();
		LocalDate last = form.lastDay();
		if (first != null && last != null && last.isBefore(first)) {
			errors.rejectValue("lastDay", "availability.closure.reversed");
		}
		if (first != null && last != null && last.isAfter(first.plusDays(100))) {
			errors.rejectValue("lastDay", "availability.closure.tooLong");
		}
	}

	private static String name(MultipartFile file) {
		String name = Optional.ofNullable(file.getOriginalFilename()).orElse("calendrier.csv");
		return (name.length() > 120) ? name.substring(0, 120) : name;
	}

	/** What a closure may cover, by the value of the form. */
	private Map<String, String> places() {
		Map<String, String> places = new LinkedHashMap<>();
		this.imports.zones().forEach((zone) -> places.put("zone:" + zone, label(zone)));
		this.territory.academies()
			.forEach((academie) -> places.put("academie:" + academie.code(), "Académie " + academie.ofName()));
		this.territory.departements()
			.forEach((departement) -> places.put("departement:" + departement.code(), departement.label()));
		return places;
	}

	/** « Zone A », and « Zone Corse » for those that go by the name of their land. */
	private static String label(String zone) {
		return zone.startsWith("Zone") ? zone : "Zone " + zone;
	}

	private ModelAndView page(CalendarFileForm file, ClosureForm form, @Nullable Reading reading, HttpStatus status) {
		LocalDate today = this.closures.today();
		HolidayCalendar holidays = this.common.now().holidays();
		Map<String, String> places = places();
		List<ZoneRow> zones = this.imports.zones().stream().map((zone) -> {
			LocalDate known = holidays.knownUntil(today, zone);
			SchoolHoliday next = holidays.of(zone)
				.stream()
				.filter((holiday) -> !holiday.teachers() && !holiday.lastDay().isBefore(today))
				.findFirst()
				.orElse(null);
			return new ZoneRow(zone, known, known != null && !known.isBefore(today.plusDays(AHEAD)), next);
		}).toList();
		List<ClosureRow> closures = this.closures.coming()
			.stream()
			.map((row) -> new ClosureRow(row, Objects.requireNonNullElse(where(row, places), "")))
			.toList();
		return new ModelAndView("availability/calendar", Map.of("file", file, "form", form, "view",
				new CalendarPage(zones, closures, places, this.imports.latest(), reading)), status);
	}

	private static @Nullable String where(ClosedPeriods.Row row, Map<String, String> places) {
		if (row.uai() != null) {
			return row.school();
		}
		return places.get((row.zone() != null) ? "zone:" + row.zone()
				: (row.academie() != null) ? "academie:" + row.academie() : "departement:" + row.departement());
	}

	/** The file of school holidays. */
	record CalendarFileForm(@Nullable MultipartFile file) {
	}

	/**
	 * @param known until when, null when today isn't
	 * @param covered whether that is far enough ahead
	 * @param next the holidays that come, or that are
	 */
	record ZoneRow(String name, @Nullable LocalDate known, boolean covered, @Nullable SchoolHoliday next) {
	}

	/** A closure with the name of its place. */
	record ClosureRow(ClosedPeriods.Row closure, String where) {
	}

	/**
	 * @param places what a closure may cover
	 * @param reading a file of which lines were refused
	 */
	record CalendarPage(List<ZoneRow> zones, List<ClosureRow> closures, Map<String, String> places,
			List<HolidayImport> imports, @Nullable Reading reading) {

		public long unknown() {
			return this.zones.stream().filter((zone) -> !zone.covered()).count();
		}

		public HalfDay[] halves() {
			return HalfDay.values();
		}

	}

}
