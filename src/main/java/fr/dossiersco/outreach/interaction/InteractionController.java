package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.calling.CallQueue;
import fr.dossiersco.outreach.calling.Reservations;
import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.LookAlikes.LookAlike;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.contact.PhoneCorrection;
import fr.dossiersco.outreach.contact.PhoneNumber;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.interaction.CallSheet.School;
import fr.dossiersco.outreach.interaction.SchoolHistory.Kind;
import fr.dossiersco.outreach.pipeline.OfferedCampaigns;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.StageMoves.ReasonMissingException;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.playbook.Playbook;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.Undo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

	private final Cockpits cockpits;

	private final CallQueue queue;

	private final Reservations reservations;

	private final PhoneCorrection phones;

	private final NextMoment nextMoment;

	private final Corrections corrections;

	private final Stages stages;

	private final OfferedCampaigns campaigns;

	private final Readings readings;

	private final Validator validator;

	private final Clock clock;

	InteractionController(CallSheet sheet, ContactBook contacts, ContactRegistration registration, Playbook playbook,
			InteractionLog log, Timeline timeline, SchoolHistory history, Drafts drafts, FormFromDraft restoring,
			Cockpits cockpits, CallQueue queue, Reservations reservations, PhoneCorrection phones,
			NextMoment nextMoment, Corrections corrections, Stages stages, OfferedCampaigns campaigns,
			Readings readings, Validator validator, Clock clock) {
		this.sheet = sheet;
		this.contacts = contacts;
		this.registration = registration;
		this.playbook = playbook;
		this.log = log;
		this.timeline = timeline;
		this.history = history;
		this.drafts = drafts;
		this.restoring = restoring;
		this.cockpits = cockpits;
		this.queue = queue;
		this.reservations = reservations;
		this.phones = phones;
		this.nextMoment = nextMoment;
		this.corrections = corrections;
		this.stages = stages;
		this.campaigns = campaigns;
		this.readings = readings;
		this.validator = validator;
		this.clock = clock;
	}

	@GetMapping("/echanges/nouveau")
	ModelAndView form(@RequestParam @Nullable Uai etablissement, @RequestParam @Nullable UUID contact,
			@RequestParam @Nullable UUID relance, @RequestParam @Nullable String recherche,
			@RequestParam @Nullable String canal, @RequestParam @Nullable String note,
			@RequestParam @Nullable String campagne, CurrentAccount me) {
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
			.orElseGet(() -> InteractionForm.blank(uai, contact, relance, this.sheet.opening(uai, contact), now)
				.begun(QueryValue.constant(Channel.class, canal), note))
			.offering(offered(campagne, relance));
		return page(form, school, person, draft.map(Drafts.Draft::savedAt).orElse(null), me);
	}

	/**
	 * The exchange form as a caller needs it: from the queue, with the school reserved.
	 */
	@GetMapping("/appels/{followUp}")
	ModelAndView call(@PathVariable UUID followUp, @RequestParam(required = false) @Nullable UUID campagne,
			CurrentAccount me, RedirectAttributes flash) {
		Optional<Cockpits.Call> call = this.cockpits.call(followUp);
		if (call.isEmpty()) {
			this.queue.requireKnown(followUp);
			flash.addFlashAttribute("failed", "calling.gone");
			return new ModelAndView("redirect:/appels");
		}
		UUID contact = call.get().contact();
		ContactCard person = (contact != null) ? this.contacts.find(contact).orElse(null) : null;
		String uai = call.get().uai();
		School school = (uai != null) ? requireSchool(uai) : null;
		if (school == null && person == null) {
			throw new NotFoundException("call " + followUp);
		}
		Optional<Drafts.Draft> draft = this.drafts.find(me, Drafts.subject(uai, contact));
		LocalDateTime now = LocalDateTime.ofInstant(this.clock.instant(), InteractionLog.PARIS);
		UUID with = (person != null) ? person.id() : null;
		InteractionForm form = draft.map((kept) -> this.restoring.read(kept.fields()).openedFor(with, followUp))
			.orElseGet(() -> InteractionForm.blank(uai, with, followUp, this.sheet.opening(uai, with), now))
			.fromQueue(campagne)
			.offering(offered(null, followUp));
		return page(form, school, person, draft.map(Drafts.Draft::savedAt).orElse(null), me);
	}

	/** The campaign that an address names, else that of the call that is answered. */
	private @Nullable UUID offered(@Nullable String named, @Nullable UUID followUp) {
		return this.campaigns.find(QueryValue.id(named))
			.or(() -> this.campaigns.ofCall(followUp))
			.map(OfferedCampaigns.Offer::id)
			.orElse(null);
	}

	/** Tells again that one is on the line: a page just reloaded gave the school back. */
	@PostMapping("/appels/{followUp}/reservation")
	ResponseEntity<Void> reserve(@PathVariable UUID followUp, CurrentAccount me) {
		this.cockpits.call(followUp)
			.ifPresentOrElse((call) -> this.reservations.take(call.target(), call.academie(), me),
					() -> this.queue.requireKnown(followUp));
		return ResponseEntity.noContent().build();
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
			return page(form, school, person, null, me).addObject(BindingResult.MODEL_KEY_PREFIX + "form",
					new BeanPropertyBindingResult(form, "form"));
		}
		if (action.equals("addContact") || action.equals("addAnyway")) {
			return addContact(form, errors, school, person, action.equals("addAnyway"), me);
		}
		if (action.equals("addObjection")) {
			return addObjection(form, errors, school, person, me);
		}
		Agenda agenda = this.nextMoment.agenda(school, person);
		check(form, errors, school, person, agenda, me);
		if (!errors.hasErrors() && form.outcome() == Outcome.MAUVAISE_PERSONNE && form.hasNewcomer()) {
			ModelAndView refused = checkNewcomer(form, errors, school, person, false, me);
			if (refused != null) {
				return refused;
			}
		}
		if (!errors.hasErrors()) {
			try {
				save(form, school, person, agenda, me);
				flash.addFlashAttribute("done", "interaction.logged");
				flash.addFlashAttribute("undo",
						new Undo("/echanges/" + form.id() + "/annulation", "interaction.takeBack"));
				if (form.isFromQueue()) {
					if (form.campaign() != null) {
						flash.addAttribute("campagne", form.campaign());
					}
					return new ModelAndView("redirect:/appels/suivant");
				}
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
			catch (DataIntegrityViolationException ex) {
				if (form.slot() == null && form.nextTime() == null) {
					throw ex;
				}
				errors.rejectValue("next", "interaction.next.taken");
			}
		}
		return refused(form, school, person, me);
	}

	/** The log, and what it says of the number and of whom to ask next. */
	private void save(InteractionForm form, @Nullable School school, @Nullable ContactCard person, Agenda agenda,
			CurrentAccount me) {
		UUID handedTo = (form.outcome() == Outcome.MAUVAISE_PERSONNE && form.hasNewcomer() && school != null)
				? this.registration.register(Objects.requireNonNull(form.newcomer()), school.uai(), "Échange", me)
				: null;
		String override = (form.followUp() != null) ? this.queue.overrideReason(form.followUp(), me).orElse(null)
				: null;
		UUID campaign = ((form.offered() != null) ? this.campaigns.find(form.countsFor())
				: this.campaigns.ofCall(form.followUp()))
			.map(OfferedCampaigns.Offer::id)
			.orElse(null);
		this.log.log(form, academie(school, person), agenda, new InteractionLog.Around(override, handedTo, campaign),
				me);
		if (form.outcome() == Outcome.MAUVAIS_NUMERO && form.rightNumber() != null && person != null) {
			PhoneNumber.parse(form.rightNumber(), (school != null) ? school.departement() : null)
				.ifPresent((right) -> this.phones.replaceFirst(person.id(), right));
		}
		this.reservations.release(Reservations.target(form.uai(), form.contact()), me);
	}

	@GetMapping("/echanges/{id}")
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		Timeline.Entry entry = this.timeline.find(id).orElseThrow(() -> new NotFoundException("interaction " + id));
		return new ModelAndView("interaction/page", "view", entry).addObject("corrections", this.corrections.of(id))
			.addObject("correctable", this.corrections.isOpenTo(id, me));
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
		Kind kind = QueryValue.constant(Kind.class, genre);
		long total = this.history.count(school.uai(), kind);
		PageRequest page = asked.within(total);
		QueryLink link = QueryLink.to("/etablissements/" + school.uai() + "/echanges").with("genre", kind);
		return new ModelAndView("interaction/list", "view", new SchoolTimeline(school, kind,
				this.history.page(school.uai(), kind, page), Pagination.of(page, total, link)));
	}

	private ModelAndView addContact(InteractionForm form, BindingResult errors, @Nullable School school,
			@Nullable ContactCard person, boolean surely, CurrentAccount me) {
		ModelAndView refused = checkNewcomer(form, errors, school, person, surely, me);
		if (refused != null) {
			return refused;
		}
		UUID added = this.registration.register(Objects.requireNonNull(form.newcomer()),
				Objects.requireNonNull(school).uai(), "Échange", me);
		return page(form.with(added), school, person, null, me).addObject("added", "interaction.newcomer.added");
	}

	/** The form again when someone can't be added as they are typed, else null. */
	private @Nullable ModelAndView checkNewcomer(InteractionForm form, BindingResult errors, @Nullable School school,
			@Nullable ContactCard person, boolean surely, CurrentAccount me) {
		BindingResult own = onlyAbout(errors, form);
		NewContact newcomer = Objects.requireNonNull(form.newcomer());
		own.pushNestedPath("newcomer");
		this.validator.validate(newcomer, own);
		if (newcomer.phone() != null && school != null
				&& PhoneNumber.parse(newcomer.phone(), school.departement()).isEmpty()) {
			own.rejectValue("phone", "interaction.newcomer.phone.invalid");
		}
		own.popNestedPath();
		if (own.hasErrors() || school == null) {
			return refused(form, school, person, me).addObject(BindingResult.MODEL_KEY_PREFIX + "form", own);
		}
		List<LookAlike> alike = surely ? List.of() : this.registration.alike(newcomer, school.uai());
		return alike.isEmpty() ? null
				: refused(form, school, person, me).addObject(BindingResult.MODEL_KEY_PREFIX + "form", own)
					.addObject("alike", alike);
	}

	private ModelAndView addObjection(InteractionForm form, BindingResult errors, @Nullable School school,
			@Nullable ContactCard person, CurrentAccount me) {
		if (form.newObjection() == null) {
			BindingResult own = onlyAbout(errors, form);
			own.rejectValue("newObjection", "interaction.newObjection.empty");
			return refused(form, school, person, me).addObject(BindingResult.MODEL_KEY_PREFIX + "form", own);
		}
		UUID added = this.playbook.heard(form.newObjection(), me);
		return page(form.withObjection(added), school, person, null, me).addObject("added",
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

	private void check(InteractionForm form, BindingResult errors, @Nullable School school,
			@Nullable ContactCard person, Agenda agenda, CurrentAccount me) {
		if (form.id() == null) {
			errors.reject("interaction.formLost");
		}
		if (person != null && person.isOpposed() && form.direction() == Direction.SORTANT) {
			errors.rejectValue("contact", "interaction.opposed");
		}
		if (form.attitude() != null && person == null) {
			errors.rejectValue("attitude", "interaction.attitude.nobody");
		}
		form.checkExchange(errors, this.clock.instant());
		if (!form.participants().isEmpty()
				&& (school == null || !form.tellsOfPeopleAmong(this.contacts.peopleAt(school.uai()), Set.of()))) {
			errors.rejectValue("with", "interaction.with.unknown");
		}
		if (form.next() == NextStep.DATE && form.nextDate() == null) {
			errors.rejectValue("nextDate", "interaction.nextDate.missing");
		}
		if (form.next() == NextStep.DATE && form.nextDate() != null && form.nextDate()
			.isBefore(LocalDateTime.ofInstant(this.clock.instant(), InteractionLog.PARIS).toLocalDate())) {
			errors.rejectValue("nextDate", "interaction.nextDate.past");
		}
		if (form.next() == NextStep.CRENEAU && form.slot() == null) {
			errors.rejectValue("next", "interaction.slot.missing");
		}
		if (this.nextMoment.of(form, agenda) == null && form.stage() != null
				&& this.stages.find(form.stage()).filter(Stage::resumes).isPresent()) {
			errors.rejectValue("next", "interaction.next.resume");
		}
		checkMoment(form, errors, agenda);
		if (form.rightNumber() != null
				&& PhoneNumber.parse(form.rightNumber(), (school != null) ? school.departement() : null).isEmpty()) {
			errors.rejectValue("rightNumber", "interaction.newcomer.phone.invalid");
		}
		if (form.outcome() == Outcome.TRANSMIS && form.ambassador() == null) {
			errors.rejectValue("ambassador", "interaction.ambassador.missing");
		}
		if (!Boolean.TRUE.equals(form.anyway()) && form.channel() == Channel.TELEPHONE) {
			this.reservations.heldByAnother(Reservations.target(form.uai(), form.contact()), me)
				.ifPresent((holder) -> errors.rejectValue("anyway", "interaction.reserved",
						new Object[] { holder.name(), holder.since() }, null));
		}
	}

	/** A closed moment is allowed, for a reason. */
	private void checkMoment(InteractionForm form, BindingResult errors, Agenda agenda) {
		if (form.next() != NextStep.DATE || form.overrideReason() != null || errors.hasFieldErrors("nextDate")) {
			return;
		}
		When when = this.nextMoment.of(form, agenda);
		if (when != null) {
			this.nextMoment.whyClosed(when, agenda)
				.ifPresent((closed) -> errors.rejectValue("overrideReason", "interaction.closed." + closed.reason(),
						new Object[] { String.valueOf(closed.detail()) }, null));
		}
	}

	private ModelAndView refused(InteractionForm form, @Nullable School school, @Nullable ContactCard person,
			CurrentAccount me) {
		ModelAndView page = page(form, school, person, null, me);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private ModelAndView page(InteractionForm form, @Nullable School school, @Nullable ContactCard person,
			@Nullable LocalDateTime draftOf, CurrentAccount me) {
		CallSheet.Sheet sheet = this.sheet.of(school, person, form, draftOf);
		Map<String, Object> model = new HashMap<>(Map.of("form", form, "view", sheet));
		this.campaigns.find(form.offered()).ifPresent((offer) -> model.put("offer", offer));
		Optional<Cockpits.Call> call = form.isFromQueue() ? this.cockpits.call(Objects.requireNonNull(form.followUp()))
				: Optional.empty();
		this.readings.note(call.isPresent() ? ReadingPlace.APPEL : ReadingPlace.ECHANGE, sheet.people()
			.stream()
			// Only the screen of a call offers to write, to its own person.
			.filter((card) -> !card.isOpposed() && (card.phone() != null
					|| (call.isPresent() && card.email() != null && card.id().equals(form.contact()))))
			.map(ContactCard::id)
			.toList());
		return call
			.map((known) -> new ModelAndView("interaction/cockpit", model).addObject("cockpit",
					this.cockpits.open(known, school, person, me)))
			.orElseGet(() -> new ModelAndView("interaction/form", model));
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
