package fr.dossiersco.outreach.ambassador;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.ambassador.StepSettings.Setting;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The steps that everybody is accompanied through. */
@Controller
@CoordinatorOnly
@RequestMapping("/ambassadeurs/etapes")
class StepSettingsController {

	private static final String BACK = "redirect:/ambassadeurs/etapes";

	private static final int LONGEST = 120;

	private final StepSettings settings;

	StepSettingsController(StepSettings settings) {
		this.settings = settings;
	}

	@GetMapping
	ModelAndView list() {
		return new ModelAndView("ambassador/steps", "view", this.settings.all());
	}

	@PostMapping
	String add(@RequestParam @Nullable String nom, @RequestParam @Nullable String aide, RedirectAttributes flash) {
		String name = QueryValue.text(nom, Words.LONGEST);
		if (name == null || name.length() > LONGEST) {
			refused(flash);
		}
		else if (Words.fit(aide, flash)) {
			this.settings.add(name, QueryValue.text(aide, Words.LONGEST));
			flash.addFlashAttribute("done", "ambassador.steps.added");
		}
		return BACK;
	}

	@PostMapping("/{code}")
	String change(@PathVariable String code, @RequestParam @Nullable String nom, @RequestParam @Nullable String aide,
			RedirectAttributes flash) {
		Setting step = this.settings.require(code);
		String name = QueryValue.text(nom, Words.LONGEST);
		if (name == null || name.length() > LONGEST) {
			refused(flash);
		}
		else if (Words.fit(aide, flash)) {
			this.settings.change(step.code(), name, QueryValue.text(aide, Words.LONGEST));
			flash.addFlashAttribute("done", "ambassador.steps.changed");
		}
		return BACK;
	}

	@PostMapping("/{code}/rang")
	String shift(@PathVariable String code, @RequestParam @Nullable String sens) {
		this.settings.shift(this.settings.require(code).code(), "monte".equals(sens));
		return BACK;
	}

	@PostMapping("/{code}/retrait")
	String retire(@PathVariable String code, RedirectAttributes flash) {
		this.settings.retire(this.settings.require(code).code(), true);
		flash.addFlashAttribute("done", "ambassador.steps.retired");
		return BACK;
	}

	@PostMapping("/{code}/reprise")
	String resume(@PathVariable String code, RedirectAttributes flash) {
		this.settings.retire(this.settings.require(code).code(), false);
		flash.addFlashAttribute("done", "ambassador.steps.resumed");
		return BACK;
	}

	private static void refused(RedirectAttributes flash) {
		flash.addFlashAttribute("failed", "ambassador.steps.name");
		flash.addFlashAttribute("failedArgs", new Object[] { LONGEST });
	}

}
