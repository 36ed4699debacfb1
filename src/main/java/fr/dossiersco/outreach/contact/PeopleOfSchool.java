package fr.dossiersco.outreach.contact;

import java.util.List;

import fr.dossiersco.outreach.contact.ContactBook.Arrival;
import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The people of a school on its page. */
@Component
@Order(10)
class PeopleOfSchool implements EstablishmentPanel {

	private final ContactBook book;

	PeopleOfSchool(ContactBook book) {
		this.book = book;
	}

	@Override
	public String template() {
		return "contact/panel";
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		return new SchoolPeople(establishment.uai(), this.book.peopleAt(establishment.uai()),
				this.book.arrivedAt(establishment.uai()));
	}

	/**
	 * Who is there today.
	 *
	 * @param arrivals who came lately and knew us before
	 */
	record SchoolPeople(String uai, List<ContactCard> people, List<Arrival> arrivals) {
	}

}
