package fr.dossiersco.outreach.playbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The guide of each profile: read by all, written by the coordinator. */
@Controller
@RequestMapping("/argumentaire/profils")
class GuideController {

	private final Guides guides;

	private final Playbook playbook;

	private final Markdown markdown;

	GuideController(Guides guides, Playbook playbook, Markdown markdown) {
		this.guides = guides;
		this.playbook = playbook;
		this.markdown = markdown;
	}

	@GetMapping
	ModelAndView list() {
		return new ModelAndView("playbook/guides", "view",
				this.guides.inForce()
					.stream()
					.map((guide) -> new GuideRow(guide, this.markdown.html(guide.portrait())))
					.toList());
	}

	@GetMapping("/{profile}")
	ModelAndView show(@PathVariable ContactProfile profile) {
		Guide guide = this.guides.inForce(profile);
		return new ModelAndView("playbook/guide", "view",
				new GuidePage(guide, rendered(GuideForm.of(guide)), true,
						this.playbook.arguments(profile).stream().filter(Argument::fitting).toList(),
						this.playbook.objections(profile).stream().filter(Objection::fitting).toList()));
	}

	@GetMapping("/{profile}/modifier")
	@CoordinatorOnly
	ModelAndView edit(@PathVariable ContactProfile profile) {
		return form(profile, GuideForm.of(this.guides.inForce(profile)), null, null);
	}

	@PostMapping(path = "/{profile}/modifier", params = "action=preview")
	@CoordinatorOnly
	ModelAndView preview(@PathVariable ContactProfile profile, @ModelAttribute("form") GuideForm form,
			BindingResult errors) {
		return form(profile, form, rendered(form), null).addObject(BindingResult.MODEL_KEY_PREFIX + "form",
				new BeanPropertyBindingResult(form, "form"));
	}

	@PostMapping("/{profile}/modifier")
	@CoordinatorOnly
	ModelAndView write(@PathVariable ContactProfile profile, @Valid @ModelAttribute("form") GuideForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		if (errors.hasErrors()) {
			ModelAndView answer = form(profile, form, null, null);
			answer.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return answer;
		}
		try {
			this.guides.write(profile, form, me);
		}
		catch (OptimisticLockingFailureException ex) {
			Guide written = this.guides.inForce(profile);
			ModelAndView answer = form(profile, form.over(written.number()), null, written);
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
		flash.addFlashAttribute("done", "playbook.guide.done");
		return new ModelAndView("redirect:/argumentaire/profils/" + profile);
	}

	@GetMapping("/{profile}/versions")
	ModelAndView versions(@PathVariable ContactProfile profile) {
		return new ModelAndView("playbook/guide-versions", "view",
				new VersionsPage(profile, this.guides.versions(profile)));
	}

	@GetMapping("/{profile}/versions/{number}")
	ModelAndView version(@PathVariable ContactProfile profile, @PathVariable int number) {
		Guide guide = this.guides.version(profile, number);
		boolean inForce = this.guides.inForce(profile).number() == number;
		return new ModelAndView("playbook/guide", "view",
				new GuidePage(guide, rendered(GuideForm.of(guide)), inForce, List.of(), List.of()));
	}

	/** An old text comes back as a new version, so that nothing is lost either way. */
	@PostMapping("/{profile}/versions/{number}/retablissement")
	@CoordinatorOnly
	String restore(@PathVariable ContactProfile profile, @PathVariable int number, CurrentAccount me,
			RedirectAttributes flash) {
		Guide old = this.guides.version(profile, number);
		this.guides.write(profile, GuideForm.of(old).over(this.guides.inForce(profile).number()), me);
		flash.addFlashAttribute("done", "playbook.guide.restored");
		flash.addFlashAttribute("doneArgs", new Object[] { number });
		return "redirect:/argumentaire/profils/" + profile;
	}

	private static ModelAndView form(ContactProfile profile, GuideForm form, @Nullable Map<String, String> preview,
			@Nullable Guide written) {
		return new ModelAndView("playbook/guide-form",
				Map.of("form", form, "view", new GuideFormPage(profile, preview, written)));
	}

	/** The parts of a guide in their order, as safe HTML. */
	private Map<String, String> rendered(GuideForm form) {
		Map<String, String> parts = new LinkedHashMap<>();
		parts.put("portrait", html(form.portrait()));
		parts.put("stakes", html(form.stakes()));
		parts.put("sensitivities", html(form.sensitivities()));
		parts.put("dos", html(form.dos()));
		parts.put("donts", html(form.donts()));
		parts.put("bestMoments", html(form.bestMoments()));
		parts.put("usualChannel", html(form.usualChannel()));
		return parts;
	}

	private String html(@Nullable String text) {
		return this.markdown.html(Objects.requireNonNullElse(text, ""));
	}

	/**
	 * A guide in the list.
	 *
	 * @param portrait as safe HTML
	 */
	record GuideRow(Guide guide, String portrait) {
	}

	/**
	 * A guide, in force or not.
	 *
	 * @param parts by name, as safe HTML
	 */
	record GuidePage(Guide guide, Map<String, String> parts, boolean inForce, List<Argument> arguments,
			List<Objection> objections) {
	}

	/**
	 * The form.
	 *
	 * @param preview what it would look like, when that was asked for
	 * @param written what someone else wrote meanwhile
	 */
	record GuideFormPage(ContactProfile profile, @Nullable Map<String, String> preview, @Nullable Guide written) {
	}

	/** Every version of a guide. */
	record VersionsPage(ContactProfile profile, List<Guide> versions) {
	}

}
