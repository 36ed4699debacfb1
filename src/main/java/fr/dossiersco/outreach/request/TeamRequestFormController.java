package fr.dossiersco.outreach.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Asks something of the team, about a school, a person or nothing in particular. What it
 * is about can be looked for on the way: nothing that was typed is lost.
 */
@Controller
class TeamRequestFormController {

	private final TeamRequests requests;

	private final Subjects subjects;

	private final MessageSource messages;

	private final Clock clock;

	TeamRequestFormController(TeamRequests requests, Subjects subjects, MessageSource messages, Clock clock) {
		this.requests = requests;
		this.subjects = subjects;
		this.messages = messages;
		this.clock = clock;
	}

	@GetMapping("/demandes/nouvelle")
	ModelAndView form(@RequestParam(required = false) @Nullable String etablissement,
			@RequestParam(required = false) @Nullable String contact, CurrentAccount me) {
		String key = (contact != null) ? contact : etablissement;
		Subject about = this.subjects.find(key, me).orElse(null);
		TeamRequestForm form = new TeamRequestForm(null, null, (about != null) ? about.key() : TeamRequestForm.NOTHING,
				null, null);
		return page(form, about, List.of(), key != null && about == null);
	}

	/**
	 * @param chercher sent by the button that looks for a school or a person
	 */
	@PostMapping(TeamRequestFilter.PATH)
	ModelAndView ask(@Valid @ModelAttribute("form") TeamRequestForm form, BindingResult errors,
			@RequestParam(required = false) @Nullable String chercher, CurrentAccount me, RedirectAttributes flash) {
		boolean named = form.sujet() != null && !form.sujet().equals(TeamRequestForm.NOTHING);
		Optional<Subject> about = named ? this.subjects.find(form.sujet(), me) : Optional.empty();
		if (chercher != null) {
			List<Subject> found = (form.mots() != null) ? this.subjects.meant(form.mots(), me) : List.of();
			return page(form, about.orElse(null), found, false)
				.addObject(BindingResult.MODEL_KEY_PREFIX + "form", new BeanPropertyBindingResult(form, "form"))
				.addObject("searched", true);
		}
		if (named && about.isEmpty()) {
			errors.rejectValue("sujet", "request.form.outside");
		}
		if (form.wishedOn() != null
				&& form.wishedOn().isBefore(LocalDate.now(this.clock.withZone(TeamRequestList.PARIS)))) {
			errors.rejectValue("wishedOn", "request.form.past");
		}
		if (errors.hasErrors()) {
			ModelAndView refused = page(form, about.orElse(null), List.of(), false)
				.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			refused.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return refused;
		}
		UUID id = this.requests.ask(Objects.requireNonNull(form.besoin()), Objects.requireNonNull(form.words()),
				about.orElse(null), form.wishedOn(), me);
		flash.addFlashAttribute("done", "request.asked");
		return new ModelAndView("redirect:/demandes/" + id);
	}

	/**
	 * @param outside whether what it should be about is not of one's own territory
	 */
	private ModelAndView page(TeamRequestForm form, @Nullable Subject about, List<Subject> found, boolean outside) {
		Map<String, String> subjects = new LinkedHashMap<>();
		subjects.put(TeamRequestForm.NOTHING, this.messages.getMessage("request.form.sujet.none", null, Locale.FRENCH));
		if (about != null) {
			subjects.put(about.key(), about.described());
		}
		found.forEach((one) -> subjects.putIfAbsent(one.key(), one.described()));
		return new ModelAndView("request/form", "form", form).addObject("view",
				new FormPage(subjects, found.size(), (about != null) ? about.address() : null, outside));
	}

	/**
	 * @param subjects what it may be about, by the key that the form sends
	 * @param found how many of them a search proposed
	 * @param address the page that one came from, null for none
	 * @param outside whether that is not of one's own territory
	 */
	record FormPage(Map<String, String> subjects, int found, @Nullable String address, boolean outside) {

		public RequestKind[] kinds() {
			return RequestKind.values();
		}

		/** Where one goes without asking. */
		public String back() {
			return (this.address != null) ? this.address : TeamRequestFilter.PATH;
		}

	}

}
