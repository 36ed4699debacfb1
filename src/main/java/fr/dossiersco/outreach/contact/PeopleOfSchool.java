package fr.dossiersco.outreach.contact;

import java.util.List;

import fr.dossiersco.outreach.contact.ContactBook.Arrival;
import fr.dossiersco.outreach.contact.Seats.SeatShown;
import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The people of a school on its page. */
@Component
@Order(10)
class PeopleOfSchool implements EstablishmentPanel {

	private final ContactBook book;

	private final Seats seats;

	PeopleOfSchool(ContactBook book, Seats seats) {
		this.book = book;
		this.seats = seats;
	}

	@Override
	public String template() {
		return "contact/panel";
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		return new SchoolPeople(establishment.uai(), this.book.peopleAt(establishment.uai()),
				this.book.arrivedAt(establishment.uai()), this.seats.at(establishment.uai()));
	}

	/**
	 * Who is there today.
	 *
	 * @param arrivals who came lately and knew us before
	 * @param seats who sits on its boards
	 */
	record SchoolPeople(String uai, List<ContactCard> people, List<Arrival> arrivals, List<SeatShown> seats) {
	}

}
