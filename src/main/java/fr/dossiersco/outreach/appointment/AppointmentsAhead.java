package fr.dossiersco.outreach.appointment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentBook.Offer;
import fr.dossiersco.outreach.availability.Agendas;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The calls agreed upon within a week, and first the offers that wait for something of
 * ours.
 */
@Component
public class AppointmentsAhead {

	private final AppointmentBook book;

	private final Agendas agendas;

	private final AppointmentWording wording;

	AppointmentsAhead(AppointmentBook book, Agendas agendas, AppointmentWording wording) {
		this.book = book;
		this.agendas = agendas;
		this.wording = wording;
	}

	public List<Ahead> of(CurrentAccount me) {
		return this.book.ahead(me).stream().map(this::ahead).toList();
	}

	/** The offer that stands for a next step, empty when there is none. */
	public Optional<Ahead> standing(UUID followUp) {
		return this.book.standing(followUp).map(this::ahead);
	}

	private Ahead ahead(Offer offer) {
		Instant start = offer.call().startsAt();
		String moment = (start != null) ? this.wording.moment(start, this.agendas.zone(offer.call().whom())) : null;
		return new Ahead(offer.id(), offer.call().title(), offer.standing().name(), moment,
				(offer.standing() == Standing.AUTRE) ? offer.wish() : null);
	}

	/**
	 * A call to come, or an offer to be dealt with.
	 *
	 * @param title the school, else the person
	 * @param standing the end of the message {@code appointment.standing.…}
	 * @param moment when, on the clock of the school
	 * @param wish what the contact asked for instead
	 */
	public record Ahead(UUID id, String title, String standing, @Nullable String moment, @Nullable String wish) {
	}

}
