package fr.dossiersco.outreach.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.pipeline.StageSettings.Row;
import fr.dossiersco.outreach.pipeline.StageSettings.StageInUseException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
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

/** The stages as the coordinator wants them. */
@Controller
@CoordinatorOnly
class StageSettingsController {

	private static final String PATH = "/pipeline/etapes";

	private final StageSettings settings;

	private final MessageSource messages;

	StageSettingsController(StageSettings settings, MessageSource messages) {
		this.settings = settings;
		this.messages = messages;
	}

	@GetMapping(PATH)
	ModelAndView list() {
		return new ModelAndView("pipeline/stages", "view", this.settings.all());
	}

	@GetMapping(PATH + "/nouvelle")
	ModelAndView blank() {
		return page(null, new StageForm(null, Category.EN_COURS, null, null), HttpStatus.OK);
	}

	@PostMapping(PATH)
	ModelAndView add(@Valid @ModelAttribute("form") StageForm form, BindingResult errors, RedirectAttributes flash) {
		check(form, null, errors);
		if (errors.hasErrors()) {
			return refused(null, form, errors, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		this.settings.add(form.name(), Objects.requireNonNull(form.categorie()).name(), form.jours());
		flash.addFlashAttribute("done", "pipeline.settings.added");
		return new ModelAndView("redirect:" + PATH);
	}

	@GetMapping(PATH + "/{code}/modifier")
	ModelAndView form(@PathVariable String code) {
		Row row = this.settings.require(code);
		return page(row,
				new StageForm(row.label(), Category.valueOf(row.category()), row.expectedDays(), row.version()),
				HttpStatus.OK);
	}

	@PostMapping(PATH + "/{code}/modifier")
	ModelAndView change(@PathVariable String code, @Valid @ModelAttribute("form") StageForm form, BindingResult errors,
			RedirectAttributes flash) {
		Row row = this.settings.require(code);
		check(form, code, errors);
		if (errors.hasErrors()) {
			return refused(row, form, errors, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		try {
			this.settings.change(code, form.name(), Objects.requireNonNull(form.categorie()).name(), form.jours(),
					Objects.requireNonNullElse(form.version(), -1));
		}
		catch (OptimisticLockingFailureException ex) {
			errors.reject("pipeline.settings.changedMeanwhile",
					new Object[] { row.label(), Objects.toString(row.expectedDays(), "–") }, null);
			return refused(row, new StageForm(form.nom(), form.categorie(), form.jours(), row.version()), errors,
					HttpStatus.CONFLICT);
		}
		flash.addFlashAttribute("done", "pipeline.settings.changed");
		return new ModelAndView("redirect:" + PATH);
	}

	@PostMapping(PATH + "/{code}/rang")
	String shift(@PathVariable String code, @RequestParam(defaultValue = "false") boolean monte) {
		this.settings.require(code);
		this.settings.shift(code, monte);
		return "redirect:" + PATH;
	}

	@GetMapping(PATH + "/{code}/retrait")
	ModelAndView retirement(@PathVariable String code) {
		Row row = this.settings.require(code);
		return new ModelAndView("pipeline/retirement", "view", new Retirement(row,
				this.settings.all().stream().filter((each) -> !each.retired() && !each.code().equals(code)).toList()));
	}

	@PostMapping(PATH + "/{code}/retrait")
	String retire(@PathVariable String code, @RequestParam @Nullable String vers, CurrentAccount me,
			RedirectAttributes flash) {
		Row row = this.settings.require(code);
		try {
			int moved = this.settings.retire(code, vers, this.messages.getMessage("pipeline.settings.retiredReason",
					new Object[] { row.label() }, Locale.FRENCH), me);
			flash.addFlashAttribute("done", "pipeline.settings.retired");
			flash.addFlashAttribute("doneArgs", new Object[] { row.label(), moved });
			return "redirect:" + PATH;
		}
		catch (StageInUseException ex) {
			flash.addFlashAttribute("failed", row.isKept() ? "pipeline.settings.kept" : "pipeline.settings.inUse");
			flash.addFlashAttribute("failedArgs", new Object[] { row.label(), row.schools() });
			return row.isKept() ? "redirect:" + PATH : "redirect:" + PATH + "/{code}/retrait";
		}
	}

	@PostMapping(PATH + "/{code}/reprise")
	String resume(@PathVariable String code, RedirectAttributes flash) {
		boolean done = this.settings.resume(code);
		flash.addFlashAttribute(done ? "done" : "failed",
				done ? "pipeline.settings.resumed" : "pipeline.settings.nameTaken");
		return "redirect:" + PATH;
	}

	private void check(StageForm form, @Nullable String code, BindingResult errors) {
		if (!errors.hasFieldErrors("nom") && this.settings.isNamed(form.name(), code)) {
			errors.rejectValue("nom", "pipeline.settings.nameTaken");
		}
	}

	private static ModelAndView page(@Nullable Row row, StageForm form, HttpStatus status) {
		ModelAndView page = new ModelAndView("pipeline/stage-form", "form", form);
		page.setStatus(status);
		return page.addObject("view", new FormPage(row, Category.values()));
	}

	private static ModelAndView refused(@Nullable Row row, StageForm form, BindingResult errors, HttpStatus status) {
		return page(row, form, status).addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
	}

	/** What a stage means for the figures. */
	enum Category {

		EN_COURS, GAGNE, A_PART

	}

	/**
	 * @param jours how many open days a school usually stays there, null for no limit
	 */
	record StageForm(@NotBlank @Size(max = 40) @Nullable String nom, @NotNull @Nullable Category categorie,
			@Min(1) @Max(365) @Nullable Integer jours, @Nullable Integer version) {

		String name() {
			return Objects.requireNonNull(this.nom).strip();
		}

	}

	/**
	 * @param stage null for a new one
	 */
	record FormPage(@Nullable Row stage, Category[] categories) {

		public String action() {
			return (this.stage == null) ? PATH : PATH + "/" + this.stage.code() + "/modifier";
		}

	}

	/**
	 * @param others where its schools may go
	 */
	record Retirement(Row stage, List<Row> others) {
	}

}
