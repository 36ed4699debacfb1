package fr.dossiersco.outreach.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.Appointment.NotOfferedException;
import fr.dossiersco.outreach.appointment.AppointmentBook.Call;
import fr.dossiersco.outreach.appointment.AppointmentBook.Offer;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.scheduling.FollowUp.FollowUpClosedException;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.SlotFinder;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.SecretLink;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Offers moments to a contact and takes their answer, which comes by a link and from
 * nobody who signed in: it is taken as the system, for that one offer.
 */
@Component
class Appointments {

	private final AppointmentRepository appointments;

	private final AppointmentBook book;

	private final FollowUps followUps;

	private final Agendas agendas;

	private final SlotFinder slots;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Appointments(AppointmentRepository appointments, AppointmentBook book, FollowUps followUps, Agendas agendas,
			SlotFinder slots, TransactionTemplate transaction, Clock clock) {
		this.appointments = appointments;
		this.book = book;
		this.followUps = followUps;
		this.agendas = agendas;
		this.slots = slots;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Offers moments for a next step; an offer that stood before leads nowhere any more.
	 * @param contact whom it is for
	 * @throws FollowUpClosedException when somebody closed the step meanwhile
	 */
	@Transactional
	public UUID offer(UUID followUp, UUID contact, List<Instant> moments, SecretLink link, CurrentAccount me) {
		this.appointments.findStanding(followUp).ifPresent(this::withdraw);
		this.followUps.meet(followUp, contact);
		return this.appointments.saveAndFlush(new Appointment(followUp, link, moments, me.id(), this.clock.instant()))
			.id();
	}

	/** The contact was told what became of the call. */
	@Transactional
	public void told(UUID id) {
		Appointment appointment = this.appointments.require(id);
		appointment.told(this.book.call(appointment.followUpId())
			.filter((call) -> !call.closed())
			.map(Call::startsAt)
			.orElse(null));
	}

	@Transactional
	public void withdraw(UUID id) {
		withdraw(this.appointments.require(id));
	}

	private void withdraw(Appointment appointment) {
		appointment.withdraw();
		this.appointments.saveAndFlush(appointment);
	}

	/** What a link leads to, empty when it leads nowhere. */
	Optional<Answerable> answerable(SecretLink link) {
		return Acting.asSystem(() -> this.appointments.findByTokenHash(link.hash()).flatMap(this::answerable));
	}

	private Optional<Answerable> answerable(Appointment appointment) {
		return this.book.find(appointment.id())
			.map((offer) -> new Answerable(offer, this.agendas.of(offer.call().whom())));
	}

	/** Whether one of the moments offered may still be chosen. */
	boolean isFree(Answerable answerable, Instant slot) {
		return Acting.asSystem(() -> mayBegin(answerable.offer().call(), answerable.agenda(), slot));
	}

	/** Whether a moment is to come, open there, and free here. */
	boolean mayBegin(Call call, Agenda agenda, Instant slot) {
		return slot.isAfter(this.clock.instant()) && agenda.whyClosed(slot, When.CALL).isEmpty()
				&& this.slots.isFree(call.owner(), slot, When.CALL, call.followUp());
	}

	/** The contact chooses a moment; choosing the same one again changes nothing. */
	Answer accept(SecretLink link, Instant slot) {
		return answer(link, (appointment, answerable) -> {
			Call call = answerable.offer().call();
			if (slot.equals(call.startsAt()) && answerable.offer().standing() == Standing.CONVENU) {
				return Answer.ACCEPTED;
			}
			if (!mayBegin(call, answerable.agenda(), slot)) {
				return Answer.TAKEN;
			}
			appointment.accept(slot, this.clock.instant());
			this.followUps.postpone(call.followUp(), When.at(slot, answerable.agenda().zone(), When.CALL).agreedUpon());
			return Answer.ACCEPTED;
		});
	}

	/**
	 * The contact asks for another moment: the call is to be dealt with today.
	 * @param wish in their own words
	 */
	Answer askAnother(SecretLink link, @Nullable String wish) {
		return answer(link, (appointment, answerable) -> {
			appointment.askAnother(wish, this.clock.instant());
			LocalDate today = answerable.agenda().at(this.clock.instant()).toLocalDate();
			this.followUps.postpone(appointment.followUpId(), When.day(today));
			return Answer.ASKED;
		});
	}

	private Answer answer(SecretLink link, Answering answering) {
		try {
			return Acting
				.asSystem(() -> this.transaction.execute((status) -> this.appointments.findByTokenHash(link.hash())
					.flatMap((appointment) -> answerable(appointment).filter(Answerable::isAlive)
						.map((answerable) -> answering.with(appointment, answerable)))
					.orElse(Answer.GONE)));
		}
		catch (NotOfferedException | FollowUpClosedException ex) {
			return Answer.GONE;
		}
		catch (DataIntegrityViolationException | OptimisticLockingFailureException ex) {
			return Answer.TAKEN;
		}
	}

	private interface Answering {

		Answer with(Appointment appointment, Answerable answerable);

	}

	/** What came of an answer. */
	enum Answer {

		ACCEPTED, ASKED,
		/** The moment was taken meanwhile, or the place closed it. */
		TAKEN,
		/** The link leads nowhere, or no longer. */
		GONE

	}

	/** An offer that its contact may answer, with the clock of the place. */
	record Answerable(Offer offer, Agenda agenda) {

		/** Nobody who asked to be left in peace is asked anything. */
		boolean isAlive() {
			return !this.offer.call().opposed() && switch (this.offer.standing()) {
				case ATTENTE, AUTRE, CONVENU, DEPLACE, ANNULE -> true;
				case SANS_REPONSE, FAIT, RETIRE -> false;
			};
		}

	}

}
