package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import jakarta.validation.Valid;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Notes that someone is not to be contacted any more, and lifts it if they agree again.
 */
@Controller
@RequestMapping("/contacts/{id}/opposition")
class OppositionController {

	private final ContactRecords records;

	private final OppositionRepository oppositions;

	private final Clock clock;

	OppositionController(ContactRecords records, OppositionRepository oppositions, Clock clock) {
		this.records = records;
		this.oppositions = oppositions;
		this.clock = clock;
	}

	/** Asks why, or whether it may really be lifted. */
	@GetMapping
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		return page(new OppositionForm(null), this.records.requireEditable(id, me));
	}

	@PostMapping
	ModelAndView declare(@PathVariable UUID id, @Valid @ModelAttribute("form") OppositionForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.requireEditable(id, me);
		if (person.opposition() == null) {
			if (errors.hasErrors()) {
				ModelAndView answer = page(form, person);
				answer.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
				answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
				return answer;
			}
			try {
				this.oppositions.saveAndFlush(
						new Opposition(id, Objects.requireNonNull(form.reason()), me.id(), this.clock.instant()));
			}
			catch (DataIntegrityViolationException ex) {
				// Someone noted it in the same instant: it is in force, as asked.
			}
		}
		flash.addFlashAttribute("done", "contact.opposition.done");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	@PostMapping("/levee")
	String lift(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.records.requireEditable(id, me);
		this.oppositions.findByContactAndLiftedAtIsNull(id).ifPresent((opposition) -> {
			opposition.lift(me.id(), this.clock.instant());
			this.oppositions.saveAndFlush(opposition);
		});
		flash.addFlashAttribute("done", "contact.opposition.lifted");
		return "redirect:/contacts/" + id;
	}

	private static ModelAndView page(OppositionForm form, Person person) {
		return new ModelAndView("contact/opposition", Map.of("form", form, "view", person));
	}

}
