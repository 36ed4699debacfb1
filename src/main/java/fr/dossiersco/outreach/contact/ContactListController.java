package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.BusinessCards.Cards;
import fr.dossiersco.outreach.contact.ContactList.Found;
import fr.dossiersco.outreach.contact.ContactList.Row;
import fr.dossiersco.outreach.web.ListAction;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everyone we know of, narrowed and ordered as asked. */
@Controller
class ContactListController {

	private final ContactList list;

	private final TerritoryChoices territory;

	private final ObjectProvider<ContactFacet> facets;

	private final BusinessCards cards;

	private final List<ListAction> actions;

	private final ContactFilterWords words;

	private final Readings readings;

	ContactListController(ContactList list, TerritoryChoices territory, ObjectProvider<ContactFacet> facets,
			BusinessCards cards, List<ListAction> actions, ContactFilterWords words, Readings readings) {
		this.list = list;
		this.facets = facets;
		this.cards = cards;
		this.actions = actions.stream().filter((action) -> action.concerns(ContactFilter.PATH)).toList();
		this.territory = territory;
		this.words = words;
		this.readings = readings;
	}

	@GetMapping(ContactFilter.PATH)
	ModelAndView list(@RequestParam MultiValueMap<String, String> query, PageRequest page, CurrentAccount me) {
		List<ContactFacet> known = this.facets.orderedStream().toList();
		ContactFilter filter = ContactFilter.of(query, known);
		Found found = this.list.find(filter, page, me);
		Map<String, String> academies = this.territory.academies(me);
		Map<String, String> departements = this.territory.departements(me);
		this.readings.note(ReadingPlace.LISTE, found.rows().stream().filter(Row::isReachable).map(Row::id).toList());
		boolean nobody = found.total() == 0 && !filter.isAsking();
		return new ModelAndView("contact/list", "view",
				new ContactListPage(filter, found.rows(), found.total(), nobody,
						Pagination.of(page, found.total(), filter.link()), filter.link(), academies, departements,
						tags(filter, known), known, this.actions));
	}

	/** The people of the list, for an address book. */
	@GetMapping(ContactFilter.PATH + "/fiches.vcf")
	ResponseEntity<String> cards(@RequestParam MultiValueMap<String, String> query) {
		ContactFilter filter = ContactFilter.of(query, this.facets.orderedStream().toList());
		return download(this.cards.of(this.list.contactable(filter, BusinessCards.MOST)), "contacts");
	}

	@GetMapping(ContactFilter.PATH + "/{id}/fiche.vcf")
	ResponseEntity<String> card(@PathVariable UUID id) {
		Cards card = this.cards.of(List.of(id));
		if (card.text().isEmpty()) {
			throw new NotFoundException("contactable contact " + id);
		}
		return download(card, "contact");
	}

	private ResponseEntity<String> download(Cards cards, String name) {
		this.readings.note(ReadingPlace.CARTE, cards.reachable());
		return BusinessCards.download(cards.text(), name);
	}

	private List<Tag> tags(ContactFilter filter, List<ContactFacet> known) {
		QueryLink link = filter.link();
		return this.words.of(filter, known)
			.stream()
			.map((word) -> new Tag(word.label(), link.without(word.parameter()).toString()))
			.toList();
	}

	/**
	 * The page.
	 *
	 * @param total how many people answer; if none does, the rows are those that come
	 * nearest
	 * @param nobody whether there is nobody at all
	 * @param facets what higher floors let ask
	 * @param actions what the team does with all the people of the list
	 */
	record ContactListPage(ContactFilter filter, List<Row> rows, long total, boolean nobody, Pagination pagination,
			QueryLink link, Map<String, String> academies, Map<String, String> departements, List<Tag> tags,
			List<ContactFacet> facets, List<ListAction> actions) {

		public Attitude[] attitudes() {
			return Attitude.values();
		}

		public LastExchange[] exchanges() {
			return LastExchange.values();
		}

		/** Whether something is asked besides a name and a profile. */
		public boolean isNarrowed() {
			return this.filter.withoutName().withoutProfile().isAsking();
		}

		/** The same people, for an address book. */
		public String cards() {
			return this.filter.linkTo(ContactFilter.PATH + "/fiches.vcf").toString();
		}

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public @Nullable String phone() {
			return ContactFilter.choice(this.filter.phone());
		}

		public @Nullable String opposed() {
			return ContactFilter.choice(this.filter.opposed());
		}

	}

	/** A criterion in force, and the list without it. */
	record Tag(String label, String link) {
	}

}
