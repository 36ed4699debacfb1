package fr.dossiersco.outreach.kit;

import java.util.List;
import java.util.Optional;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What one's kit shows, as in the query string; what can't be read counts for nothing.
 *
 * @param departement whose figures messages tell: of one's own académies, the first one
 * where none is asked for; null for nowhere, which the team begins with
 * @param offered those to choose from
 */
record KitQuery(@Nullable MessageChannel channel, @Nullable ContactProfile profile, @Nullable Departement departement,
		List<Departement> offered) {

	static final String PATH = "/kit";

	static final String DEPARTEMENT = "departement";

	static KitQuery of(MultiValueMap<String, String> query, Territory territory, CurrentAccount me) {
		List<Departement> offered = territory.departements()
			.stream()
			.filter((one) -> me.isTeam() || me.academies().contains(one.academie()))
			.toList();
		String code = query.getFirst(DEPARTEMENT);
		Optional<Departement> asked = offered.stream().filter((one) -> one.code().equals(code)).findFirst();
		return new KitQuery(QueryValue.constant(MessageChannel.class, query.getFirst("canal")),
				QueryValue.constant(ContactProfile.class, query.getFirst("profil")),
				asked.or(() -> me.isTeam() ? Optional.empty() : offered.stream().findFirst()).orElse(null), offered);
	}

	/** Whether anything narrows the list of messages. */
	public boolean isAsking() {
		return this.channel != null || this.profile != null;
	}

	/** The same place, all messages. */
	public String all() {
		return at(QueryLink.to(PATH));
	}

	/** A page at the same place. */
	String at(QueryLink page) {
		return page.with(DEPARTEMENT, (this.departement != null) ? this.departement.code() : null).toString();
	}

}
