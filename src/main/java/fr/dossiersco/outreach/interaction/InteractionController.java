package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.LookAlikes.LookAlike;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.contact.PhoneNumber;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.interaction.CallSheet.School;
import fr.dossiersco.outreach.interaction.SchoolHistory.Kind;
import fr.dossiersco.outreach.pipeline.StageMoves.ReasonMissingException;
import fr.dossiersco.outreach.playbook.Playbook;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.Validator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Logging an exchange, reading it again, taking it back. */
@Controller
class InteractionController {

	private final CallSheet sheet;

	private final ContactBook contacts;

	private final ContactRegistration registration;

	private final Playbook playbook;

	private final InteractionLog log;

	private final Timeline timeline;

	private final SchoolHistory history;

	private final Drafts drafts;

	private final FormFromDraft restoring;

	private final Validator validator;

	private final Clock clock;

	InteractionController(CallSheet sheet, ContactBook contacts, ContactRegistration registration, Playbook playbook,
			InteractionLog log, Timeline timeline, SchoolHistory history, Drafts drafts, FormFromDraft restoring,
			Validator validator, Clock clock) {
		this.sheet = sheet;
		this.contacts = contacts;
		this.registration = registration;
		this.playbook = playbook;
		this.log = log;
		this.timeline = timeline;
		this.history = history;
		this.drafts = drafts;
		this.restoring = restoring;
		this.validator = validator;
		this.clock = clock;
	}

	@GetMapping("/echanges/nouveau")
	ModelAndView form(@RequestParam @Nullable Uai etablissement, @RequestParam @Nullable UUID contact,
			@RequestParam @Nullable UUID relance, @RequestParam @Nullable String recherche, CurrentAccount me) {
		if (etablissement == null && contact == null) {
			String words = (recherche != null) ? recherche.strip() : "";
			boolean searched = !words.isEmpty();
			return new ModelAndView("interaction/choose", "view",
					new ChoicePage(words, searched ? this.sheet.schools(words) : this.sheet.lastOf(me), searched));
		}
		ContactCard person = (contact != null) ? require(contact) : null;
		String uai = (etablissement != null) ? etablissement.value() : Objects.requireNonNull(person).uai();
		School school = (uai != null) ? requireSchool(uai) : null;
		Optional<Drafts.Draft> draft = this.drafts.find(me, Drafts.subject(uai, contact));
		LocalDateTime now = LocalDateTime.ofInstant(this.clock.instant(), InteractionLog.PARIS);
		InteractionForm form = draft.map((kept) -> this.restoring.read(kept.fields()).openedFor(contact, relance))
			.orElseGet(() -> InteractionForm.blank(uai, contact, relance, this.sheet.opening(uai, contact), now));
		return page(form, school, person, draft.map(Drafts.Draft::savedAt).orElse(null));
	}

	@PostMapping("/echanges")
	ModelAndView log(@Valid @ModelAttribute("form") InteractionForm form, BindingResult errors,
			@RequestParam(defaultValue = "save") String action, CurrentAccount me, HttpServletRequest request,
			RedirectAttributes flash) {
		School school = (form.uai() != null) ? requireSchool(form.uai()) : null;
		ContactCard person = (form.contact() != null) ? require(form.contact()) : null;
		if (school == null && person == null) {
			return new ModelAndView("redirect:/echanges/nouveau");
		}
		this.drafts.keep(me, Drafts.subject(form.uai(), form.contact()), request.getParameterMap());
		if (action.equals("card")) {
			return page(form, school, person, null).addObject(BindingResult.MODEL_KEY_PREFIX + "form",
					new BeanPropertyBindingResult(form, "form"));
		}
		if (action.equals("addContact") || action.equals("addAnyway")) {
			return addContact(form, errors, school, person, action.equals("addAnyway"), me);
		}
		if (action.equals("addObjection")) {
			return addObjection(form, errors, school, person, me);
		}
		check(form, errors, person);
		if (!errors.hasErrors()) {
			try {
				this.log.log(form, academie(school, person), me);
				flash.addFlashAttribute("done", "interaction.logged");
				flash.addFlashAttribute("undo",
						new Undo("/echanges/" + form.id() + "/annulation", "interaction.takeBack"));
				return new ModelAndView("redirect:" + place(school, person));
			}
			catch (ReasonMissingException ex) {
				errors.rejectValue("stageReason", "interaction.stageReason.missing");
			}
			catch (AccessDeniedException ex) {
				if (form.attitude() == null) {
					throw ex;
				}
				errors.rejectValue("attitude", "interaction.attitude.shared");
			}
		}
		return refused(form, school, person);
	}

	@GetMapping("/echanges/{id}")
	ModelAndView show(@PathVariable UUID id) {
		return new ModelAndView("interaction/page", "view",
				this.timeline.find(id).orElseThrow(() -> new NotFoundException("interaction " + id)));
	}

	@PostMapping("/echanges/{id}/annulation")
	String takeBack(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		Timeline.Entry entry = this.timeline.find(id).orElseThrow(() -> new NotFoundException("interaction " + id));
		InteractionLog.TakenBack taken = this.log.takeBack(id, me);
		boolean done = taken == InteractionLog.TakenBack.DONE;
		flash.addFlashAttribute(done ? "done" : "failed", "interaction.takenBack." + taken);
		if (!done) {
			return "redirect:/echanges/" + id;
		}
		return "redirect:"
				+ ((entry.uai() != null) ? "/etablissements/" + entry.uai() : "/contacts/" + entry.contactId());
	}

	@GetMapping("/etablissements/{uai}/echanges")
	ModelAndView ofSchool(@PathVariable Uai uai, @RequestParam(required = false) @Nullable String genre,
			PageRequest asked) {
		School school = requireSchool(uai.value());
		Kind kind = Arrays.stream(Kind.values()).filter((each) -> each.name().equals(genre)).findFirst().orElse(null);
		long total = this.history.count(school.uai(), kind);
		PageRequest page = asked.within(total);
		QueryLink link = QueryLink.to("/etablissements/" + school.uai() + "/echanges").with("genre", kind);
		return new ModelAndView("interaction/list", "view", new SchoolTimeline(school, kind,
				this.history.page(school.uai(), kind, page), Pagination.of(page, total, link)));
	}

	private ModelAndView addContact(InteractionForm form, BindingResult errors, @Nullable School school,
			@Nullable ContactCard person, boolean surely, CurrentAccount me) {
		BindingResult own = onlyAbout(errors, form);
		NewContact newcomer = Objects.requireNonNull(form.newcomer());
		InteractionForm asked = form;
		own.pushNestedPath("newcomer");
		this.validator.validate(newcomer, own);
		if (newcomer.phone() != null && school != null
				&& PhoneNumber.parse(newcomer.phone(), school.departement()).isEmpty()) {
			own.rejectValue("phone", "interaction.newcomer.phone.invalid");
		}
		own.popNestedPath();
		if (!own.hasErrors() && school != null) {
			List<LookAlike> alike = surely ? List.of() : this.registration.alike(newcomer, school.uai());
			if (!alike.isEmpty()) {
				return refused(form, school, person).addObject(BindingResult.MODEL_KEY_PREFIX + "form", own)
					.addObject("alike", alike);
			}
			UUID added = this.registration.register(newcomer, school.uai(), "Échange", me);
			asked = form.with(added);
			return page(asked, school, person, null).addObject("added", "interaction.newcomer.added");
		}
		return refused(asked, school, person).addObject(BindingResult.MODEL_KEY_PREFIX + "form", own);
	}

	private ModelAndView addObjection(InteractionForm form, BindingResult errors, @Nullable School school,
			@Nullable ContactCard person, CurrentAccount me) {
		if (form.newObjection() == null) {
			BindingResult own = onlyAbout(errors, form);
			own.rejectValue("newObjection", "interaction.newObjection.empty");
			return refused(form, school, person).addObject(BindingResult.MODEL_KEY_PREFIX + "form", own);
		}
		UUID added = this.playbook.heard(form.newObjection(), me);
		return page(form.withObjection(added), school, person, null).addObject("added",
				"interaction.newObjection.added");
	}

	/**
	 * While something is added along the way, the rest of the form may still be
	 * unfinished.
	 */
	private static BindingResult onlyAbout(BindingResult errors, InteractionForm form) {
		BeanPropertyBindingResult own = new BeanPropertyBindingResult(form, "form");
		errors.getFieldErrors().stream().filter(FieldError::isBindingFailure).forEach(own::addError);
		return own;
	}

	private void check(InteractionForm form, BindingResult errors, @Nullable ContactCard person) {
		if (form.id() == null) {
			errors.reject("interaction.formLost");
		}
		if (person != null && person.isOpposed() && form.direction() == Direction.SORTANT) {
			errors.rejectValue("contact", "interaction.opposed");
		}
		if (form.attitude() != null && person == null) {
			errors.rejectValue("attitude", "interaction.attitude.nobody");
		}
		if (form.approach() == Approach.INTRODUIT && form.introducer() == null && form.introducedBy() == null) {
			errors.rejectValue("introducedBy", "interaction.introducedBy.missing");
		}
		if (form.date() != null && form.time() != null
				&& InteractionLog.occurredAt(form).isAfter(this.clock.instant().plusSeconds(120))) {
			errors.rejectValue("date", "interaction.date.future");
		}
		if (form.next() == NextStep.DATE && form.nextDate() == null) {
			errors.rejectValue("nextDate", "interaction.nextDate.missing");
		}
		if (form.next() == NextStep.DATE && form.nextDate() != null && form.nextDate()
			.isBefore(LocalDateTime.ofInstant(this.clock.instant(), InteractionLog.PARIS).toLocalDate())) {
			errors.rejectValue("nextDate", "interaction.nextDate.past");
		}
	}

	private ModelAndView refused(InteractionForm form, @Nullable School school, @Nullable ContactCard person) {
		ModelAndView page = page(form, school, person, null);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private ModelAndView page(InteractionForm form, @Nullable School school, @Nullable ContactCard person,
			@Nullable LocalDateTime draftOf) {
		return new ModelAndView("interaction/form",
				Map.of("form", form, "view", this.sheet.of(school, person, form, draftOf)));
	}

	private ContactCard require(UUID contact) {
		return this.contacts.find(contact).orElseThrow(() -> new NotFoundException("contact " + contact));
	}

	private School requireSchool(String uai) {
		return this.sheet.school(uai).orElseThrow(() -> new NotFoundException("establishment " + uai));
	}

	private static @Nullable String academie(@Nullable School school, @Nullable ContactCard person) {
		return (school != null) ? school.academie() : Objects.requireNonNull(person).academie();
	}

	private static String place(@Nullable School school, @Nullable ContactCard person) {
		return (school != null) ? "/etablissements/" + school.uai()
				: "/contacts/" + Objects.requireNonNull(person).id();
	}

	/**
	 * @param searched whether the schools are what was searched for, else the last ones
	 * spoken with
	 */
	record ChoicePage(String words, List<School> schools, boolean searched) {
	}

	/**
	 * @param kind what it is narrowed to, null for everything
	 */
	record SchoolTimeline(School school, @Nullable Kind kind, List<SchoolHistory.Event> events, Pagination pagination) {

		public Kind[] kinds() {
			return Kind.values();
		}

	}

}
