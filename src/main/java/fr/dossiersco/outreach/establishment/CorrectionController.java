package fr.dossiersco.outreach.establishment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.establishment.CorrectionPage.Difference;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The correction of a school by hand. */
@Controller
@TeamOnly
@RequestMapping("/etablissements/{uai}/correction")
class CorrectionController {

	private final EstablishmentRecords schools;

	private final EstablishmentCorrections corrections;

	CorrectionController(EstablishmentRecords schools, EstablishmentCorrections corrections) {
		this.schools = schools;
		this.corrections = corrections;
	}

	@GetMapping
	ModelAndView edit(@PathVariable Uai uai) {
		EstablishmentRecord school = require(uai);
		return form(school, CorrectionForm.of(school), List.of(), HttpStatus.OK);
	}

	@PostMapping
	ModelAndView correct(@PathVariable Uai uai, @Valid @ModelAttribute("form") CorrectionForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		EstablishmentRecord school = require(uai);
		if (form.phone() != null && PhoneText.kept(form.phone(), school.departement()).isEmpty()) {
			errors.rejectValue("phone", "establishment.correction.phone.unreadable");
		}
		if (errors.hasErrors()) {
			return new ModelAndView("establishment/correction", Map.of("page", new CorrectionPage(school, List.of())),
					HttpStatus.UNPROCESSABLE_CONTENT);
		}
		Map<CorrectableField, String> typed = form.values(school.departement());
		try {
			boolean changed = this.corrections.correct(school, typed, Objects.requireNonNull(form.reason()),
					Objects.requireNonNull(form.version()), me);
			flash.addFlashAttribute("done",
					changed ? "establishment.correction.done" : "establishment.correction.unchanged");
			return new ModelAndView("redirect:/etablissements/" + uai);
		}
		catch (OptimisticLockingFailureException ex) {
			EstablishmentRecord current = require(uai);
			return form(current, form.on(current.version()), differences(typed, current), HttpStatus.CONFLICT);
		}
	}

	/** Gives a field back to the directory. */
	@PostMapping("/{field}/retrait")
	ModelAndView withdraw(@PathVariable Uai uai, @PathVariable String field, CurrentAccount me,
			RedirectAttributes flash) {
		this.corrections.withdraw(require(uai), field(field), me);
		flash.addFlashAttribute("done", "establishment.correction.withdrawn");
		return new ModelAndView("redirect:/etablissements/" + uai);
	}

	private EstablishmentRecord require(Uai uai) {
		return this.schools.find(uai).orElseThrow(() -> new NotFoundException("Establishment " + uai));
	}

	private static CorrectableField field(String key) {
		return Arrays.stream(CorrectableField.values())
			.filter((field) -> field.key().equals(key.toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("Field " + key));
	}

	private static ModelAndView form(EstablishmentRecord school, CorrectionForm form, List<Difference> differences,
			HttpStatusCode status) {
		return new ModelAndView("establishment/correction",
				Map.of("page", new CorrectionPage(school, differences), "form", form), status);
	}

	private static List<Difference> differences(Map<CorrectableField, String> typed, EstablishmentRecord current) {
		return Arrays.stream(CorrectableField.values())
			.filter((field) -> !Objects.equals(typed.get(field), field.of(current)))
			.map((field) -> new Difference(field.key(), shown(field, typed.get(field)),
					shown(field, field.of(current))))
			.toList();
	}

	private static @Nullable String shown(CorrectableField field, @Nullable String value) {
		return (field == CorrectableField.PHONE && value != null) ? PhoneText.shown(value) : value;
	}

}
