package fr.dossiersco.outreach.kit;

import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.message.LocalMessages;
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
 * @param departement whose figures messages tell; null for nowhere, which the team begins
 * with
 * @param offered those to choose from
 */
record KitQuery(@Nullable MessageChannel channel, @Nullable ContactProfile profile, @Nullable Departement departement,
		List<Departement> offered) {

	static final String PATH = "/kit";

	static final String DEPARTEMENT = "departement";

	/**
	 * An ambassador who asks for no département begins with the first one of their own
	 * académies that has figures to tell.
	 */
	static KitQuery of(MultiValueMap<String, String> query, Territory territory, LocalMessages library,
			CurrentAccount me) {
		List<Departement> offered = territory.departements()
			.stream()
			.filter((one) -> me.isTeam() || me.academies().contains(one.academie()))
			.toList();
		Departement chosen = find(offered, query.getFirst(DEPARTEMENT));
		if (chosen == null && !me.isTeam() && !offered.isEmpty()) {
			List<String> codes = offered.stream().map(Departement::code).toList();
			chosen = find(offered, library.firstWithFigures(codes).orElse(codes.getFirst()));
		}
		return new KitQuery(QueryValue.constant(MessageChannel.class, query.getFirst("canal")),
				QueryValue.constant(ContactProfile.class, query.getFirst("profil")), chosen, offered);
	}

	private static @Nullable Departement find(List<Departement> among, @Nullable String code) {
		return among.stream().filter((one) -> one.code().equals(code)).findFirst().orElse(null);
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
