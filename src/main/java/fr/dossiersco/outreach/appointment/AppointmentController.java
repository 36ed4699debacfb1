package fr.dossiersco.outreach.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentBook.Call;
import fr.dossiersco.outreach.appointment.AppointmentBook.Offer;
import fr.dossiersco.outreach.appointment.AppointmentBook.Part;
import fr.dossiersco.outreach.appointment.AppointmentWording.Message;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import fr.dossiersco.outreach.scheduling.FollowUp.FollowUpClosedException;
import fr.dossiersco.outreach.scheduling.Proposal;
import fr.dossiersco.outreach.scheduling.SlotFinder.Wanted;
import fr.dossiersco.outreach.scheduling.SlotFinder;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Offers moments for a call to a contact, and follows what they answer. */
@Controller
class AppointmentController {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** A contact's next two weeks, and one of holidays between. */
	private static final int HORIZON = 21;

	private static final int PROPOSALS = 9;

	/** A message read tomorrow must still offer three moments. */
	private static final Duration NOTICE = Duration.ofHours(20);

	private final Appointments appointments;

	private final AppointmentBook book;

	private final AppointmentWording wording;

	private final SlotFinder slots;

	private final Agendas agendas;

	private final ContactBook contacts;

	private final Readings readings;

	private final Clock clock;

	AppointmentController(Appointments appointments, AppointmentBook book, AppointmentWording wording, SlotFinder slots,
			Agendas agendas, ContactBook contacts, Readings readings, Clock clock) {
		this.appointments = appointments;
		this.book = book;
		this.wording = wording;
		this.slots = slots;
		this.agendas = agendas;
		this.contacts = contacts;
		this.readings = readings;
		this.clock = clock;
	}

	@GetMapping("/rendez-vous")
	ModelAndView list(@RequestParam(required = false) @Nullable String etat, PageRequest asked, CurrentAccount me) {
		Part part = QueryValue.constant(Part.class, etat);
		long total = this.book.count(me, part);
		PageRequest page = asked.within(total);
		List<Row> rows = this.book.of(me, part, page).stream().map(this::row).toList();
		return new ModelAndView("appointment/list", "view", new AppointmentList(rows, part,
				Pagination.of(page, total, QueryLink.to("/rendez-vous").with("etat", part))));
	}

	private Row row(Offer offer) {
		ZoneId zone = zone(offer.call());
		Instant at = (offer.call().startsAt() != null) ? offer.call().startsAt() : offer.agreedAt();
		return new Row(offer, (at != null) ? this.wording.moment(at, zone) : null);
	}

	@GetMapping("/rendez-vous/nouveau")
	ModelAndView form(@RequestParam UUID relance, @RequestParam(required = false) @Nullable UUID contact,
			CurrentAccount me) {
		Call call = open(relance);
		List<ContactCard> people = people(call);
		UUID only = (people.size() == 1) ? people.getFirst().id() : null;
		UUID whom = (contact != null) ? contact : (call.contact() != null) ? call.contact() : only;
		return page(call, people, new OfferForm(relance, whom, null), me, HttpStatus.OK);
	}

	@PostMapping("/rendez-vous")
	ModelAndView offer(@Valid @ModelAttribute("form") OfferForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		if (form.relance() == null) {
			throw new NotFoundException("follow-up");
		}
		Call call = open(form.relance());
		List<ContactCard> people = people(call);
		if (people.stream().noneMatch((card) -> card.id().equals(form.contact()))) {
			errors.rejectValue("contact", "appointment.form.contact.missing");
		}
		check(form, call, errors);
		if (errors.hasErrors()) {
			return page(call, people, form, me, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		SecretLink link = SecretLink.create();
		try {
			UUID id = this.appointments.offer(call.followUp(), Objects.requireNonNull(form.contact()), form.chosen(),
					link, me);
			flash.addFlashAttribute("link", address(link));
			flash.addFlashAttribute("done", "appointment.offered");
			return new ModelAndView("redirect:/rendez-vous/" + id);
		}
		catch (FollowUpClosedException ex) {
			throw new NotFoundException("open follow-up " + form.relance());
		}
	}

	private void check(OfferForm form, Call call, BindingResult errors) {
		List<Instant> chosen = form.chosen();
		if (errors.hasFieldErrors("moments")) {
			return;
		}
		if (chosen.isEmpty() || chosen.size() > Appointment.MOST) {
			errors.rejectValue("moments", "appointment.form.moments.count", new Object[] { Appointment.MOST }, null);
			return;
		}
		Agenda agenda = this.agendas.of(call.whom());
		boolean open = chosen.stream().allMatch((slot) -> this.appointments.mayBegin(call, agenda, slot));
		if (!open) {
			errors.rejectValue("moments", "appointment.form.moments.gone");
		}
	}

	@GetMapping("/rendez-vous/{id}")
	ModelAndView show(@PathVariable UUID id, Model model, CurrentAccount me) {
		// Of the flash alone: an address that anyone can write must not put a link in our
		// messages.
		String link = (String) model.getAttribute("link");
		Offer offer = require(id);
		ZoneId zone = zone(offer.call());
		Message message = (link != null) ? this.wording.offer(offer, zone, link, me)
				: this.wording.news(offer, zone, me);
		if (message != null && message.link() != null) {
			note(offer.call());
		}
		return new ModelAndView("appointment/page", "view",
				new AppointmentPage(row(offer),
						offer.offered().stream().map((slot) -> this.wording.moment(slot, zone)).toList(),
						(offer.agreedAt() != null) ? this.wording.moment(offer.agreedAt(), zone) : null, message,
						LocalDateTime.ofInstant(offer.offeredAt(), PARIS)));
	}

	@PostMapping("/rendez-vous/{id}/retrait")
	String withdraw(@PathVariable UUID id, RedirectAttributes flash) {
		this.appointments.withdraw(id);
		flash.addFlashAttribute("done", "appointment.withdrawn");
		return "redirect:/rendez-vous";
	}

	/** The contact knows what became of the call. */
	@PostMapping("/rendez-vous/{id}/annonce")
	String told(@PathVariable UUID id, RedirectAttributes flash) {
		this.appointments.told(id);
		flash.addFlashAttribute("done", "appointment.told");
		return "redirect:/rendez-vous";
	}

	/** The event of a call that has an hour, or its cancellation once it has none. */
	@GetMapping("/rendez-vous/invitation/{followUp}")
	ResponseEntity<String> invitation(@PathVariable UUID followUp) {
		Call call = this.book.call(followUp).orElseThrow(() -> new NotFoundException("follow-up " + followUp));
		Instant agreed = this.book.standing(followUp).map(Offer::agreedAt).orElse(null);
		ResponseEntity<String> invitation = invitation(call, agreed, true);
		if (call.email() != null && !call.opposed()) {
			note(call);
		}
		return invitation;
	}

	private void note(Call call) {
		this.readings.note(ReadingPlace.RENDEZ_VOUS, Stream.ofNullable(call.contact()).toList());
	}

	/**
	 * @param agreed what the contact has in their calendar, null when nothing is known of
	 * it
	 */
	ResponseEntity<String> invitation(Call call, @Nullable Instant agreed, boolean named) {
		boolean cancelled = call.closed() || call.startsAt() == null;
		Instant start = cancelled ? agreed : call.startsAt();
		if (start == null) {
			throw new NotFoundException("hour of follow-up " + call.followUp());
		}
		String summary = this.wording.text("appointment.event", call.title());
		String text = Invitation.of(
				new Invitation.Event(call.followUp(), call.version(), start, When.CALL, summary, null, cancelled,
						this.clock.instant()),
				new Invitation.Person(call.ownerName(), call.ownerEmail()),
				(named && call.email() != null && !call.opposed())
						? new Invitation.Person(String.valueOf(call.person()), call.email()) : null);
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_TYPE, "text/calendar;charset=UTF-8")
			.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rendez-vous.ics\"")
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.body(text);
	}

	private ModelAndView page(Call call, List<ContactCard> people, OfferForm form, CurrentAccount me,
			HttpStatus status) {
		Map<String, String> names = new LinkedHashMap<>();
		people.forEach((card) -> names.put(card.id().toString(), card.name()));
		List<Proposal> proposals = this.slots.propose(new Wanted(call.whom(), call.profile(), call.opposed(),
				call.owner(), When.CALL, this.clock.instant().plus(NOTICE), HORIZON), PROPOSALS);
		List<Instant> chosen = (form.moments() != null) ? form.chosen()
				: proposals.stream().limit(Appointment.MOST).map(Proposal::start).toList();
		return new ModelAndView("appointment/form",
				Map.of("form", form, "view", new OfferPage(call, names,
						proposals.stream()
							.sorted(Comparator.comparing(Proposal::start))
							.map((proposal) -> new Moment(proposal, chosen.contains(proposal.start())))
							.toList(),
						this.book.standing(call.followUp()).isPresent(), me.id().equals(call.owner()))),
				status);
	}

	/** Who may be asked: the person of the step, and those in post at the school. */
	private List<ContactCard> people(Call call) {
		List<ContactCard> there = (call.uai() != null) ? this.contacts.peopleAt(call.uai()) : List.of();
		UUID known = call.contact();
		Stream<ContactCard> elsewhere = (known != null && there.stream().noneMatch((card) -> card.id().equals(known)))
				? this.contacts.find(known).stream() : Stream.empty();
		return Stream.concat(elsewhere, there.stream()).filter((card) -> !card.isOpposed()).toList();
	}

	private Call open(UUID followUp) {
		return this.book.call(followUp)
			.filter((call) -> !call.closed())
			.orElseThrow(() -> new NotFoundException("open follow-up " + followUp));
	}

	private Offer require(UUID id) {
		return this.book.find(id).orElseThrow(() -> new NotFoundException("appointment " + id));
	}

	private ZoneId zone(Call call) {
		return this.agendas.zone(call.whom());
	}

	private static String address(SecretLink link) {
		return ServletUriComponentsBuilder.fromCurrentContextPath().path("/rdv/" + link.token()).toUriString();
	}

	/**
	 * Moments offered, as they are chosen.
	 *
	 * @param relance the next step
	 */
	record OfferForm(@Nullable UUID relance, @Nullable UUID contact, @Nullable List<Instant> moments) {

		List<Instant> chosen() {
			return (this.moments != null) ? this.moments.stream().filter(Objects::nonNull).distinct().sorted().toList()
					: List.of();
		}

	}

	/** A moment that may be offered. */
	record Moment(Proposal proposal, boolean chosen) {
	}

	/**
	 * @param people who may be asked
	 * @param again whether an offer stands already
	 * @param own whether the call is the one's own
	 */
	record OfferPage(Call call, Map<String, String> people, List<Moment> moments, boolean again, boolean own) {
	}

	/**
	 * @param moment when the call is, or was agreed to be
	 */
	record Row(Offer offer, @Nullable String moment) {
	}

	record AppointmentList(List<Row> rows, @Nullable Part part, Pagination pagination) {

		public Part[] parts() {
			return Part.values();
		}

	}

	/**
	 * @param offered the moments
	 * @param agreed what the contact agreed to last
	 * @param message what is to be sent now
	 * @param offeredAt in Paris
	 */
	record AppointmentPage(Row row, List<String> offered, @Nullable String agreed, @Nullable Message message,
			LocalDateTime offeredAt) {
	}

}
