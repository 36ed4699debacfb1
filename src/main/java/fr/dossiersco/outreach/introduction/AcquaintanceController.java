package fr.dossiersco.outreach.introduction;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.introduction.Acquaintances.Person;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notes who knows whom. */
@Controller
@RequestMapping("/contacts/{id}/liens")
class AcquaintanceController {

	private final Acquaintances acquaintances;

	AcquaintanceController(Acquaintances acquaintances) {
		this.acquaintances = acquaintances;
	}

	@GetMapping("/nouveau")
	ModelAndView form(@PathVariable UUID id, @RequestParam @Nullable String recherche) {
		String typed = (recherche != null) ? recherche.replace("\0", "").strip() : "";
		return page(require(id), new AcquaintanceForm(typed, null, null, null));
	}

	@PostMapping
	ModelAndView note(@PathVariable UUID id, @Valid @ModelAttribute("form") AcquaintanceForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Person person = require(id);
		if (id.equals(form.other())) {
			errors.rejectValue("other", "introduction.acquaintance.self");
		}
		Person other = (form.other() != null) ? this.acquaintances.find(form.other()).orElse(null) : null;
		if (form.other() != null && other == null) {
			errors.rejectValue("other", "introduction.acquaintance.gone");
		}
		if (errors.hasErrors() || other == null) {
			ModelAndView refused = page(person, form).addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			refused.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return refused;
		}
		boolean noted = this.acquaintances.note(id, other.id(), Objects.requireNonNull(form.kind()), form.note(), me);
		flash.addFlashAttribute("done",
				noted ? "introduction.acquaintance.noted" : "introduction.acquaintance.notedBefore");
		flash.addFlashAttribute("doneArgs", new Object[] { person.name(), other.name() });
		return new ModelAndView("redirect:/contacts/" + id);
	}

	@PostMapping("/{acquaintance}/retrait")
	String remove(@PathVariable UUID id, @PathVariable UUID acquaintance, RedirectAttributes flash) {
		if (!this.acquaintances.remove(acquaintance, id)) {
			throw new NotFoundException("acquaintance " + acquaintance);
		}
		flash.addFlashAttribute("done", "introduction.acquaintance.removed");
		return "redirect:/contacts/" + id;
	}

	private Person require(UUID contact) {
		return this.acquaintances.find(contact).orElseThrow(() -> new NotFoundException("contact " + contact));
	}

	private ModelAndView page(Person person, AcquaintanceForm form) {
		String typed = Objects.requireNonNullElse(form.search(), "");
		return new ModelAndView("introduction/acquaintance", "form", form).addObject("view",
				new AcquaintancePage(person, typed, this.acquaintances.named(typed, person.id())));
	}

	/** The page: first whom, then how. */
	record AcquaintancePage(Person person, String typed, List<Person> found) {

		public AcquaintanceKind[] kinds() {
			return AcquaintanceKind.values();
		}

	}

}
