package fr.dossiersco.outreach.playbook;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.contact.ContactProfile;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
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

/** Arguments: read by all, written by the coordinator. */
@Controller
@RequestMapping("/argumentaire/arguments")
class ArgumentController {

	private final Catalogue catalogue;

	private final Playbook playbook;

	private final Markdown markdown;

	ArgumentController(Catalogue catalogue, Playbook playbook, Markdown markdown) {
		this.catalogue = catalogue;
		this.playbook = playbook;
		this.markdown = markdown;
	}

	@GetMapping("/{id}")
	ModelAndView show(@PathVariable UUID id) {
		ArgumentForm argument = this.catalogue.argument(id);
		boolean retired = this.playbook.arguments(null).stream().noneMatch((said) -> said.id().equals(id));
		return new ModelAndView("playbook/argument", "view", new ArgumentPage(id, argument,
				(argument.detail() != null) ? this.markdown.html(argument.detail()) : null, retired));
	}

	@GetMapping("/nouveau")
	@CoordinatorOnly
	ModelAndView start() {
		return form(null, ArgumentForm.empty(), null);
	}

	@PostMapping
	@CoordinatorOnly
	ModelAndView add(@Valid @ModelAttribute("form") ArgumentForm form, BindingResult errors, RedirectAttributes flash) {
		if (errors.hasErrors()) {
			return refused(form(null, form, null), errors);
		}
		flash.addFlashAttribute("done", "playbook.argument.added");
		return new ModelAndView("redirect:/argumentaire/arguments/" + this.catalogue.addArgument(form));
	}

	@GetMapping("/{id}/modifier")
	@CoordinatorOnly
	ModelAndView edit(@PathVariable UUID id) {
		return form(id, this.catalogue.argument(id), null);
	}

	@PostMapping("/{id}/modifier")
	@CoordinatorOnly
	ModelAndView correct(@PathVariable UUID id, @Valid @ModelAttribute("form") ArgumentForm form, BindingResult errors,
			RedirectAttributes flash) {
		if (errors.hasErrors()) {
			return refused(form(id, form, null), errors);
		}
		try {
			this.catalogue.correctArgument(id, form);
		}
		catch (OptimisticLockingFailureException ex) {
			ArgumentForm written = this.catalogue.argument(id);
			ModelAndView answer = form(id, form.over(Objects.requireNonNull(written.version())), written);
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
		flash.addFlashAttribute("done", "playbook.argument.corrected");
		return new ModelAndView("redirect:/argumentaire/arguments/" + id);
	}

	@PostMapping("/{id}/rang")
	@CoordinatorOnly
	String move(@PathVariable UUID id, @RequestParam(defaultValue = "bas") String sens) {
		this.catalogue.moveArgument(id, sens.equals("haut"));
		return "redirect:/argumentaire#argument-" + id;
	}

	@PostMapping("/{id}/retrait")
	@CoordinatorOnly
	String retire(@PathVariable UUID id, RedirectAttributes flash) {
		this.catalogue.retireArgument(id, true);
		flash.addFlashAttribute("done", "playbook.argument.retired");
		return "redirect:/argumentaire/arguments/" + id;
	}

	@PostMapping("/{id}/reprise")
	@CoordinatorOnly
	String bringBack(@PathVariable UUID id, RedirectAttributes flash) {
		this.catalogue.retireArgument(id, false);
		flash.addFlashAttribute("done", "playbook.argument.back");
		return "redirect:/argumentaire/arguments/" + id;
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private static ModelAndView form(@Nullable UUID id, ArgumentForm form, @Nullable ArgumentForm written) {
		return new ModelAndView("playbook/argument-form",
				Map.of("form", form, "view", new ArgumentFormPage(id, written)));
	}

	/**
	 * One argument.
	 *
	 * @param detail the long form, as safe HTML
	 * @param retired whether it is said no more
	 */
	record ArgumentPage(UUID id, ArgumentForm argument, @Nullable String detail, boolean retired) {
	}

	/**
	 * The form.
	 *
	 * @param id null for a new one
	 * @param written what someone else wrote meanwhile
	 */
	record ArgumentFormPage(@Nullable UUID id, @Nullable ArgumentForm written) {

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public String action() {
			return (this.id != null) ? "/argumentaire/arguments/" + this.id + "/modifier" : "/argumentaire/arguments";
		}

		public String back() {
			return (this.id != null) ? "/argumentaire/arguments/" + this.id : "/argumentaire";
		}

	}

}
