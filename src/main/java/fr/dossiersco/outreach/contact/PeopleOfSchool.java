package fr.dossiersco.outreach.contact;

import java.util.List;

import fr.dossiersco.outreach.contact.Seats.SeatShown;
import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The people of a school on its page. */
@Component
@Order(30)
class PeopleOfSchool implements EstablishmentPanel {

	private final ContactBook book;

	private final Seats seats;

	private final Readings readings;

	PeopleOfSchool(ContactBook book, Seats seats, Readings readings) {
		this.book = book;
		this.seats = seats;
		this.readings = readings;
	}

	@Override
	public String template() {
		return "contact/panel";
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		List<ContactCard> people = this.book.peopleAt(establishment.uai());
		this.readings.note(ReadingPlace.ETABLISSEMENT, ContactCard.reachable(people));
		return new SchoolPeople(establishment.uai(), people, this.seats.at(establishment.uai()));
	}

	/**
	 * Who is there today.
	 *
	 * @param seats who sits on its boards
	 */
	record SchoolPeople(String uai, List<ContactCard> people, List<SeatShown> seats) {

		private static final int AT_A_GLANCE = 4;

		public List<ContactCard> first() {
			return this.people.stream().limit(AT_A_GLANCE).toList();
		}

		public List<ContactCard> others() {
			return this.people.stream().skip(AT_A_GLANCE).toList();
		}

	}

}
