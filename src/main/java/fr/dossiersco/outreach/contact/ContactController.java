package fr.dossiersco.outreach.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.Attitudes.AttitudeShown;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import fr.dossiersco.outreach.contact.Seats.SeatShown;
import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** One person's page, with what higher floors have to say of them. */
@Controller
class ContactController {

	private final ContactRecords records;

	private final Attitudes attitudes;

	private final Seats seats;

	private final ContactMerges merges;

	private final ObjectProvider<ContactPanel> panels;

	private final Readings readings;

	ContactController(ContactRecords records, Attitudes attitudes, Seats seats, ContactMerges merges,
			ObjectProvider<ContactPanel> panels, Readings readings) {
		this.records = records;
		this.attitudes = attitudes;
		this.seats = seats;
		this.merges = merges;
		this.panels = panels;
		this.readings = readings;
	}

	@GetMapping("/contacts/{id}")
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		Optional<Person> found = this.records.find(id, me);
		if (found.isEmpty()) {
			return new ModelAndView("redirect:/contacts/"
					+ this.merges.keptFor(id).orElseThrow(() -> new NotFoundException("contact " + id)));
		}
		Person person = found.get();
		List<FilledPanel> filled = new ArrayList<>();
		this.panels.orderedStream().forEach((panel) -> {
			Object content = panel.content(id);
			if (content != null) {
				filled.add(new FilledPanel(panel.template(), content));
			}
		});
		if (person.isReachable()) {
			this.readings.note(ReadingPlace.FICHE, List.of(id));
		}
		return new ModelAndView("contact/record", "view",
				new ContactPage(person, this.attitudes.of(id), this.seats.of(id), filled));
	}

	/**
	 * The page.
	 *
	 * @param attitudes as they were noted, the last first
	 */
	record ContactPage(Person person, List<AttitudeShown> attitudes, List<SeatShown> seats, List<FilledPanel> panels) {
	}

	/** A panel and what it shows. */
	record FilledPanel(String template, Object content) {
	}

}
