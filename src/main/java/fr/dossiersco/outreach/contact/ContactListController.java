package fr.dossiersco.outreach.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactList.Found;
import fr.dossiersco.outreach.contact.ContactList.Row;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everyone we know of, narrowed and ordered as asked. */
@Controller
class ContactListController {

	private final ContactList list;

	private final TerritoryChoices territory;

	private final MessageSource messages;

	ContactListController(ContactList list, TerritoryChoices territory, MessageSource messages) {
		this.list = list;
		this.territory = territory;
		this.messages = messages;
	}

	@GetMapping(ContactFilter.PATH)
	ModelAndView list(@RequestParam MultiValueMap<String, String> query, PageRequest page, CurrentAccount me) {
		ContactFilter filter = ContactFilter.of(query);
		Found found = this.list.find(filter, page, me);
		Map<String, String> academies = this.territory.academies(me);
		Map<String, String> departements = this.territory.departements(me);
		boolean nobody = found.total() == 0 && !filter.isAsking();
		return new ModelAndView("contact/list", "view",
				new ContactListPage(filter, found.rows(), found.total(), nobody,
						Pagination.of(page, found.total(), filter.link()), filter.link(), academies, departements,
						tags(filter, academies, departements)));
	}

	private List<Tag> tags(ContactFilter filter, Map<String, String> academies, Map<String, String> departements) {
		List<Tag> tags = new ArrayList<>();
		QueryLink link = filter.link();
		if (filter.q() != null) {
			tags.add(new Tag("« " + filter.q() + " »", link.without("q").toString()));
		}
		if (filter.profile() != null) {
			tags.add(new Tag(text("contact.profile." + filter.profile()), link.without("profil").toString()));
		}
		if (filter.academie() != null) {
			tags.add(new Tag(
					text("contact.list.academieOf", academies.getOrDefault(filter.academie(), filter.academie())),
					link.without("academie").toString()));
		}
		if (filter.departement() != null) {
			tags.add(new Tag(departements.getOrDefault(filter.departement(), filter.departement()),
					link.without("departement").toString()));
		}
		if (filter.phone() != null) {
			tags.add(new Tag(text("contact.list.phone." + filter.phone()), link.without("telephone").toString()));
		}
		if (filter.opposed() != null) {
			tags.add(new Tag(text("contact.list.opposed." + filter.opposed()), link.without("opposition").toString()));
		}
		return tags;
	}

	private String text(String key, Object... values) {
		return this.messages.getMessage(key, values, LocaleContextHolder.getLocale());
	}

	/**
	 * The page.
	 *
	 * @param total how many people answer; if none does, the rows are those that come
	 * nearest
	 * @param nobody whether there is nobody at all
	 */
	record ContactListPage(ContactFilter filter, List<Row> rows, long total, boolean nobody, Pagination pagination,
			QueryLink link, Map<String, String> academies, Map<String, String> departements, List<Tag> tags) {

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
