package fr.dossiersco.outreach.kit;

import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.kit.KitLinks.Link;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * Whose and which links are counted, as in the query string; what can't be read counts
 * for nothing.
 *
 * @param account whose: one's own, null for everybody's, which coordinators alone count
 * @param academie the code, {@value #TEAM} for the team's own links
 */
record KitQuestion(@Nullable UUID account, @Nullable String academie, @Nullable MessageChannel channel,
		@Nullable UUID template, @Nullable UUID link) {

	static final String PATH = "/kit/resultats";

	/** The links of those who serve no académie in particular. */
	static final String TEAM = "equipe";

	static KitQuestion of(MultiValueMap<String, String> query, Territory territory, CurrentAccount me) {
		String academie = query.getFirst("academie");
		boolean known = TEAM.equals(academie) || (academie != null && territory.academie(academie) != null);
		return new KitQuestion(me.isCoordinator() ? null : me.id(), known ? academie : null,
				QueryValue.constant(MessageChannel.class, query.getFirst("canal")),
				QueryValue.id(query.getFirst("message")), QueryValue.id(query.getFirst("lien")));
	}

	/** One link of one's own. */
	static KitQuestion of(Link link, CurrentAccount me) {
		return new KitQuestion(me.id(), null, null, null, link.id());
	}

	KitQuestion at(String academie) {
		return new KitQuestion(this.account, academie, this.channel, this.template, this.link);
	}

	KitQuestion by(MessageChannel channel) {
		return new KitQuestion(this.account, this.academie, channel, this.template, this.link);
	}

	KitQuestion with(UUID template) {
		return new KitQuestion(this.account, this.academie, this.channel, template, this.link);
	}

	/** Whether anything narrows it. */
	public boolean isAsking() {
		return this.academie != null || this.channel != null || this.template != null || this.link != null;
	}

	/** The rows behind its figures. */
	public String rows() {
		return QueryLink.to(PATH + "/lignes")
			.with("academie", this.academie)
			.with("canal", this.channel)
			.with("message", this.template)
			.with("lien", this.link)
			.toString();
	}

}
