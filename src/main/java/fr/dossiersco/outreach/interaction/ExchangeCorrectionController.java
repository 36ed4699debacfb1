package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import fr.dossiersco.outreach.interaction.CallSheet.School;
import fr.dossiersco.outreach.interaction.Corrections.Comparison;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Corrects an exchange that was logged wrongly, and says what was changed. */
@Controller
@RequestMapping("/echanges/{id}/correction")
class ExchangeCorrectionController {

	private final Corrections corrections;

	private final CallSheet sheet;

	private final ContactBook contacts;

	private final Readings readings;

	private final Clock clock;

	ExchangeCorrectionController(Corrections corrections, CallSheet sheet, ContactBook contacts, Readings readings,
			Clock clock) {
		this.corrections = corrections;
		this.sheet = sheet;
		this.contacts = contacts;
		this.readings = readings;
		this.clock = clock;
	}

	@GetMapping
	ModelAndView form(@PathVariable UUID id, CurrentAccount me) {
		return page(id, read(id, me), null, HttpStatus.OK);
	}

	@PostMapping
	ModelAndView correct(@PathVariable UUID id, @Valid @ModelAttribute("form") InteractionForm sent,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		InteractionForm written = read(id, me);
		// Of which school or organisation an exchange tells is not corrected: it would be
		// another one.
		InteractionForm form = sent.about(id, written);
		form.checkExchange(errors, this.clock.instant());
		if (!form.tellsOfPeopleAmong(sheet(form).people(), written.participants())) {
			errors.rejectValue("with", "interaction.with.unknown");
		}
		if (errors.hasErrors()) {
			return page(id, form, null, HttpStatus.UNPROCESSABLE_CONTENT)
				.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		}
		try {
			boolean changed = this.corrections.correct(id, form, me);
			flash.addFlashAttribute("done", changed ? "interaction.corrected" : "interaction.correction.unchanged");
			return new ModelAndView("redirect:/echanges/" + id);
		}
		catch (OptimisticLockingFailureException ex) {
			InteractionForm now = this.corrections.read(id);
			return page(id, form.over(Objects.requireNonNull(now.version())),
					this.corrections.compare(Told.of(now), Told.of(form)), HttpStatus.CONFLICT);
		}
	}

	private InteractionForm read(UUID id, CurrentAccount me) {
		if (!this.corrections.isOpenTo(id, me)) {
			throw new AccessDeniedException("Its author and the coordination correct an exchange");
		}
		return this.corrections.read(id);
	}

	private CallSheet.Sheet sheet(InteractionForm form) {
		School school = (form.uai() != null) ? this.sheet.school(form.uai()).orElse(null) : null;
		ContactCard person = (form.contact() != null) ? this.contacts.find(form.contact()).orElse(null) : null;
		return this.sheet.of(school, person, form, null);
	}

	private ModelAndView page(UUID id, InteractionForm form, @Nullable List<Comparison> conflict, HttpStatus status) {
		CallSheet.Sheet sheet = sheet(form);
		this.readings.note(ReadingPlace.ECHANGE,
				sheet.people()
					.stream()
					.filter((card) -> !card.isOpposed() && card.phone() != null)
					.map(ContactCard::id)
					.toList());
		ModelAndView page = new ModelAndView("interaction/correction", Map.of("form", form, "view", sheet, "id", id),
				status);
		return (conflict != null) ? page.addObject("conflict", conflict) : page;
	}

}
