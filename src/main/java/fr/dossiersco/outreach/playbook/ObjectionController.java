package fr.dossiersco.outreach.playbook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.playbook.Catalogue.LabelTakenException;
import fr.dossiersco.outreach.playbook.Catalogue.MergeImpossibleException;
import fr.dossiersco.outreach.playbook.Playbook.AnswerWritten;
import fr.dossiersco.outreach.playbook.Verbatims.Verbatim;
import fr.dossiersco.outreach.web.NotFoundException;
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

/** Objections and their answers: read by all, written by the coordinator. */
@Controller
@RequestMapping("/argumentaire/objections")
class ObjectionController {

	private static final String PATH = "/argumentaire/objections";

	private static final int VERBATIMS = 20;

	private final Catalogue catalogue;

	private final Playbook playbook;

	private final Verbatims verbatims;

	ObjectionController(Catalogue catalogue, Playbook playbook, Verbatims verbatims) {
		this.catalogue = catalogue;
		this.playbook = playbook;
		this.verbatims = verbatims;
	}

	@GetMapping("/{id}")
	ModelAndView show(@PathVariable UUID id) {
		Optional<UUID> kept = this.playbook.mergedInto(id);
		if (kept.isPresent()) {
			return new ModelAndView("redirect:" + PATH + "/" + kept.get());
		}
		List<Objection> all = this.playbook.objections(null);
		return new ModelAndView("playbook/objection", "view",
				new ObjectionPage(id, this.catalogue.objection(id), this.playbook.answersTo(id),
						this.playbook.mergedWith(id), this.verbatims.lastHeard(id, VERBATIMS),
						all.stream().filter((other) -> !other.id().equals(id)).toList()));
	}

	@GetMapping("/nouvelle")
	@CoordinatorOnly
	ModelAndView start() {
		return form(null, new ObjectionForm(null, null, List.of(), null), null);
	}

	@PostMapping
	@CoordinatorOnly
	ModelAndView add(@Valid @ModelAttribute("form") ObjectionForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		if (!errors.hasErrors()) {
			try {
				UUID added = this.catalogue.addObjection(form, me);
				flash.addFlashAttribute("done", "playbook.objection.added");
				return new ModelAndView("redirect:" + PATH + "/" + added);
			}
			catch (LabelTakenException ex) {
				errors.rejectValue("label", "playbook.objection.labelTaken");
			}
		}
		return refused(form(null, form, null), errors);
	}

	@GetMapping("/{id}/modifier")
	@CoordinatorOnly
	ModelAndView edit(@PathVariable UUID id) {
		return form(id, this.catalogue.objection(id), null);
	}

	@PostMapping("/{id}/modifier")
	@CoordinatorOnly
	ModelAndView correct(@PathVariable UUID id, @Valid @ModelAttribute("form") ObjectionForm form, BindingResult errors,
			RedirectAttributes flash) {
		if (!errors.hasErrors()) {
			try {
				this.catalogue.correctObjection(id, form);
				flash.addFlashAttribute("done", "playbook.objection.corrected");
				return new ModelAndView("redirect:" + PATH + "/" + id);
			}
			catch (LabelTakenException ex) {
				errors.rejectValue("label", "playbook.objection.labelTaken");
			}
			catch (OptimisticLockingFailureException ex) {
				ObjectionForm written = this.catalogue.objection(id);
				ModelAndView answer = form(id, form.over(Objects.requireNonNull(written.version())), written);
				answer.setStatus(HttpStatus.CONFLICT);
				return answer;
			}
		}
		return refused(form(id, form, null), errors);
	}

	@PostMapping("/{id}/rang")
	@CoordinatorOnly
	String move(@PathVariable UUID id, @RequestParam(defaultValue = "bas") String sens) {
		this.catalogue.moveObjection(id, sens.equals("haut"));
		return "redirect:/argumentaire#objection-" + id;
	}

	/** Asks whether the first is really the second in other words. */
	@GetMapping("/{id}/fusion")
	@CoordinatorOnly
	ModelAndView confirm(@PathVariable UUID id, @RequestParam @Nullable UUID avec) {
		UUID kept = named(avec);
		return new ModelAndView("playbook/objection-merge", "view", new MergePage(id, this.catalogue.objection(id),
				this.playbook.answersTo(id), kept, this.catalogue.objection(kept)));
	}

	@PostMapping("/{id}/fusion")
	@CoordinatorOnly
	String merge(@PathVariable UUID id, @RequestParam @Nullable UUID avec, RedirectAttributes flash) {
		try {
			this.catalogue.merge(id, named(avec));
			flash.addFlashAttribute("done", "playbook.objection.merged");
			return "redirect:" + PATH + "/" + avec;
		}
		catch (MergeImpossibleException ex) {
			flash.addFlashAttribute("failed", "playbook.objection.mergeImpossible");
			return "redirect:" + PATH + "/" + id;
		}
	}

	private static UUID named(@Nullable UUID objection) {
		if (objection == null) {
			throw new NotFoundException("objection to merge with");
		}
		return objection;
	}

	@PostMapping("/{id}/separation")
	@CoordinatorOnly
	String separate(@PathVariable UUID id, RedirectAttributes flash) {
		this.catalogue.separate(id);
		flash.addFlashAttribute("done", "playbook.objection.separated");
		return "redirect:" + PATH + "/" + id;
	}

	@GetMapping("/{id}/reponses/nouvelle")
	@CoordinatorOnly
	ModelAndView startAnswer(@PathVariable UUID id) {
		return answerForm(id, null, AnswerForm.EMPTY, null);
	}

	@PostMapping("/{id}/reponses")
	@CoordinatorOnly
	ModelAndView addAnswer(@PathVariable UUID id, @Valid @ModelAttribute("form") AnswerForm form, BindingResult errors,
			RedirectAttributes flash) {
		if (errors.hasErrors()) {
			return refused(answerForm(id, null, form, null), errors);
		}
		this.catalogue.objection(id);
		this.catalogue.addAnswer(id, form);
		flash.addFlashAttribute("done", "playbook.answer.added");
		return new ModelAndView("redirect:" + PATH + "/" + id);
	}

	@GetMapping("/{id}/reponses/{answer}/modifier")
	@CoordinatorOnly
	ModelAndView editAnswer(@PathVariable UUID id, @PathVariable UUID answer) {
		return answerForm(id, answer, this.catalogue.answer(id, answer), null);
	}

	@PostMapping("/{id}/reponses/{answer}/modifier")
	@CoordinatorOnly
	ModelAndView correctAnswer(@PathVariable UUID id, @PathVariable UUID answer,
			@Valid @ModelAttribute("form") AnswerForm form, BindingResult errors, RedirectAttributes flash) {
		if (errors.hasErrors()) {
			return refused(answerForm(id, answer, form, null), errors);
		}
		try {
			this.catalogue.correctAnswer(id, answer, form);
		}
		catch (OptimisticLockingFailureException ex) {
			AnswerForm written = this.catalogue.answer(id, answer);
			ModelAndView page = answerForm(id, answer, form.over(Objects.requireNonNull(written.version())), written);
			page.setStatus(HttpStatus.CONFLICT);
			return page;
		}
		flash.addFlashAttribute("done", "playbook.answer.corrected");
		return new ModelAndView("redirect:" + PATH + "/" + id);
	}

	@PostMapping("/{id}/reponses/{answer}/rang")
	@CoordinatorOnly
	String moveAnswer(@PathVariable UUID id, @PathVariable UUID answer,
			@RequestParam(defaultValue = "bas") String sens) {
		this.catalogue.moveAnswer(id, answer, sens.equals("haut"));
		return "redirect:" + PATH + "/" + id;
	}

	@PostMapping("/{id}/reponses/{answer}/retrait")
	@CoordinatorOnly
	String retireAnswer(@PathVariable UUID id, @PathVariable UUID answer, RedirectAttributes flash) {
		this.catalogue.retireAnswer(id, answer, true);
		flash.addFlashAttribute("done", "playbook.answer.retired");
		return "redirect:" + PATH + "/" + id;
	}

	@PostMapping("/{id}/reponses/{answer}/reprise")
	@CoordinatorOnly
	String bringAnswerBack(@PathVariable UUID id, @PathVariable UUID answer, RedirectAttributes flash) {
		this.catalogue.retireAnswer(id, answer, false);
		flash.addFlashAttribute("done", "playbook.answer.back");
		return "redirect:" + PATH + "/" + id;
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private static ModelAndView form(@Nullable UUID id, ObjectionForm form, @Nullable ObjectionForm written) {
		return new ModelAndView("playbook/objection-form",
				Map.of("form", form, "view", new ObjectionFormPage(id, written)));
	}

	private ModelAndView answerForm(UUID objection, @Nullable UUID id, AnswerForm form, @Nullable AnswerForm written) {
		return new ModelAndView("playbook/answer-form", Map.of("form", form, "view",
				new AnswerFormPage(objection, this.catalogue.objection(objection).label(), id, written)));
	}

	/**
	 * One objection.
	 *
	 * @param answers retired ones too
	 * @param merged those that were merged into it
	 * @param others those it could be merged into
	 */
	record ObjectionPage(UUID id, ObjectionForm objection, List<AnswerWritten> answers, List<Objection> merged,
			List<Verbatim> verbatims, List<Objection> others) {
	}

	/**
	 * Asks before a merge.
	 *
	 * @param answers what goes over
	 */
	record MergePage(UUID id, ObjectionForm objection, List<AnswerWritten> answers, UUID with, ObjectionForm kept) {
	}

	/**
	 * The form of an objection.
	 *
	 * @param id null for a new one
	 * @param written what someone else wrote meanwhile
	 */
	record ObjectionFormPage(@Nullable UUID id, @Nullable ObjectionForm written) {

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public String action() {
			return (this.id != null) ? PATH + "/" + this.id + "/modifier" : PATH;
		}

		public String back() {
			return (this.id != null) ? PATH + "/" + this.id : "/argumentaire";
		}

	}

	/**
	 * The form of an answer.
	 *
	 * @param label the objection's
	 * @param id null for a new one
	 * @param written what someone else wrote meanwhile
	 */
	record AnswerFormPage(UUID objection, @Nullable String label, @Nullable UUID id, @Nullable AnswerForm written) {

		public String action() {
			String answers = PATH + "/" + this.objection + "/reponses";
			return (this.id != null) ? answers + "/" + this.id + "/modifier" : answers;
		}

		public String back() {
			return PATH + "/" + this.objection;
		}

	}

}
