package fr.dossiersco.outreach.availability;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.OpeningHours.Scope;
import fr.dossiersco.outreach.availability.OpeningHours.Setting;
import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.establishment.Establishment;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The weekly hours of everyone, of one school, of one person. */
@Controller
class HoursController {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final OpeningHours hours;

	private final ClosedPeriods closures;

	private final CommonCalendar common;

	private final EstablishmentRepository establishments;

	private final ContactBook contacts;

	private final List<HoursImpact> impacts;

	HoursController(OpeningHours hours, ClosedPeriods closures, CommonCalendar common,
			EstablishmentRepository establishments, ContactBook contacts, List<HoursImpact> impacts) {
		this.hours = hours;
		this.closures = closures;
		this.common = common;
		this.establishments = establishments;
		this.contacts = contacts;
		this.impacts = impacts;
	}

	@GetMapping("/calendrier/horaires")
	@CoordinatorOnly
	ModelAndView everyone() {
		CommonCalendar.Snapshot now = this.common.now();
		return page(HoursForm.of(now.hours(), false, now.usual(), null), Whose.EVERYONE, null, HttpStatus.OK);
	}

	@PostMapping("/calendrier/horaires")
	@CoordinatorOnly
	ModelAndView setForEveryone(@Valid @ModelAttribute("form") HoursForm form, BindingResult errors,
			@RequestParam(defaultValue = "save") String action, CurrentAccount me, RedirectAttributes flash) {
		CommonCalendar.UsualHours proposed = form.usual(errors);
		if (proposed == null) {
			return page(form, Whose.EVERYONE, null, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		if (action.equals("preview")) {
			return page(form, Whose.EVERYONE, preview(proposed.hours()), HttpStatus.OK);
		}
		this.hours.setForEveryone(proposed, form.note(), me);
		flash.addFlashAttribute("done", "availability.hours.saved");
		return new ModelAndView("redirect:/calendrier");
	}

	private Preview preview(WeeklyHours proposed) {
		WeeklyHours today = this.common.now().hours();
		return new Preview(minutes(today), minutes(proposed),
				this.impacts.stream()
					.map((impact) -> new Impact(impact.label(), impact.count(today, proposed)))
					.toList());
	}

	private static long minutes(WeeklyHours hours) {
		return hours.total().toMinutes();
	}

	@GetMapping("/etablissements/{uai}/horaires")
	ModelAndView ofSchool(@PathVariable Uai uai) {
		return page(school(uai), null, HttpStatus.OK);
	}

	@PostMapping("/etablissements/{uai}/horaires")
	ModelAndView setForSchool(@PathVariable Uai uai, @Valid @ModelAttribute("form") HoursForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		return set(school(uai), form, errors, me, flash);
	}

	@PostMapping("/etablissements/{uai}/fermetures")
	ModelAndView closeSchool(@PathVariable Uai uai, @Valid @ModelAttribute("closure") ClosureForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		Whose whose = school(uai);
		CalendarController.check(form, errors);
		if (errors.hasErrors()) {
			return page(whose, form, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		this.closures.enter(form.at(whose.scope().uai(), whose.scope().academie()), me);
		flash.addFlashAttribute("done", "availability.closure.done");
		return new ModelAndView("redirect:" + whose.address() + "/horaires");
	}

	@GetMapping("/contacts/{id}/horaires")
	ModelAndView ofPerson(@PathVariable UUID id) {
		return page(person(id), null, HttpStatus.OK);
	}

	@PostMapping("/contacts/{id}/horaires")
	ModelAndView setForPerson(@PathVariable UUID id, @Valid @ModelAttribute("form") HoursForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		return set(person(id), form, errors, me, flash);
	}

	private ModelAndView set(Whose whose, HoursForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		WeeklyHours typed = form.hours(errors);
		if (typed == null || errors.hasErrors()) {
			return page(form, whose, null, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		this.hours.set(whose.scope(), typed, Boolean.TRUE.equals(form.wish()), form.note(), me);
		flash.addFlashAttribute("done", typed.isEmpty() ? "availability.hours.cleared" : "availability.hours.saved");
		return new ModelAndView("redirect:" + whose.address());
	}

	private Whose school(Uai uai) {
		Establishment school = this.establishments.findByUai(uai.value())
			.orElseThrow(() -> new NotFoundException("establishment " + uai));
		return new Whose(new Scope(uai.value(), null, school.getAcademie()), school.getName(),
				"/etablissements/" + uai.value());
	}

	private Whose person(UUID id) {
		ContactCard card = this.contacts.find(id).orElseThrow(() -> new NotFoundException("contact " + id));
		return new Whose(new Scope(null, id, null), card.name(), "/contacts/" + id);
	}

	private ModelAndView page(Whose whose, @Nullable ClosureForm closure, HttpStatus status) {
		Optional<Setting> last = this.hours.history(whose.scope()).stream().findFirst();
		HoursForm form = HoursForm.of(last.map(Setting::hours).orElse(null), last.map(Setting::wish).orElse(true), null,
				last.map(Setting::note).orElse(null));
		ModelAndView page = page(form, whose, null, status);
		return (closure != null) ? page.addObject("closure", closure) : page;
	}

	private ModelAndView page(HoursForm form, Whose whose, @Nullable Preview preview, HttpStatus status) {
		String uai = whose.scope().uai();
		List<SettingShown> history = this.hours.history(whose.scope())
			.stream()
			.map((setting) -> new SettingShown(setting, LocalDateTime.ofInstant(setting.setAt(), PARIS)))
			.toList();
		return new ModelAndView("availability/hours", status).addObject("form", form)
			.addObject("closure", ClosureForm.BLANK)
			.addObject("view", new HoursPage(whose, this.common.now().hours(), history, preview,
					(uai != null) ? this.closures.comingAt(uai) : List.of()));
	}

	/**
	 * @param name of the school or person, null for everyone
	 * @param address of their page
	 */
	record Whose(Scope scope, @Nullable String name, String address) {

		static final Whose EVERYONE = new Whose(Scope.EVERYONE, null, "/calendrier");

		public boolean person() {
			return this.scope.contact() != null;
		}

	}

	/**
	 * What a change would bring about.
	 *
	 * @param before the minutes of a week that are open now
	 */
	record Preview(long before, long after, List<Impact> impacts) {
	}

	/**
	 * @param label the message that tells the number
	 */
	record Impact(String label, long count) {
	}

	/**
	 * @param at in Paris
	 */
	record SettingShown(Setting setting, LocalDateTime at) {
	}

	/**
	 * @param usual everyone's hours
	 * @param closures those to come, of a school
	 */
	record HoursPage(Whose whose, WeeklyHours usual, List<SettingShown> history, @Nullable Preview preview,
			List<ClosedPeriods.Row> closures) {

		public HalfDay[] halves() {
			return HalfDay.values();
		}

	}

}
