package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Deletes someone to whom nothing else refers; otherwise says what does. The database has
 * the last word.
 */
@Controller
@TeamOnly
@RequestMapping("/contacts/{id}/suppression")
class DeletionController {

	private final ContactRecords records;

	private final ContactRepository contacts;

	private final ObjectProvider<PersonalData> personalData;

	private final TransactionTemplate transactions;

	DeletionController(ContactRecords records, ContactRepository contacts, ObjectProvider<PersonalData> personalData,
			TransactionTemplate transactions) {
		this.records = records;
		this.contacts = contacts;
		this.personalData = personalData;
		this.transactions = transactions;
	}

	@GetMapping
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		return page(this.records.require(id, me), false);
	}

	@PostMapping
	ModelAndView delete(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.require(id, me);
		if (!held(id).isEmpty()) {
			return refused(person);
		}
		try {
			this.transactions.executeWithoutResult((transaction) -> this.contacts
				.delete(this.contacts.findById(id).orElseThrow(() -> new NotFoundException("contact " + id))));
		}
		catch (DataIntegrityViolationException ex) {
			return refused(person);
		}
		flash.addFlashAttribute("done", "contact.deletion.done");
		flash.addFlashAttribute("doneArgs", new Object[] { person.name() });
		return new ModelAndView("redirect:" + ContactFilter.PATH);
	}

	private ModelAndView refused(Person person) {
		ModelAndView answer = page(person, true);
		answer.setStatus(HttpStatus.CONFLICT);
		return answer;
	}

	private ModelAndView page(Person person, boolean refused) {
		return new ModelAndView("contact/deletion", "view", new DeletionPage(person, held(person.id()), refused));
	}

	private List<Held> held(UUID id) {
		return this.personalData.orderedStream()
			.map((data) -> new Held(data.label(), data.count(id)))
			.filter((held) -> held.count() > 0)
			.toList();
	}

	/**
	 * The page.
	 *
	 * @param held what other features keep about the person
	 * @param refused whether something refers to the person
	 */
	record DeletionPage(Person person, List<Held> held, boolean refused) {

		public boolean isPossible() {
			return this.held.isEmpty() && !this.refused;
		}

	}

	/** How many things of a kind are kept. */
	record Held(String label, long count) {
	}

}
