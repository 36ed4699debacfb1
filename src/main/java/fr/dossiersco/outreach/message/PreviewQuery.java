package fr.dossiersco.outreach.message;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * For whom a message is previewed, as in the query string; what can't be read counts for
 * nothing.
 *
 * @param contact the person
 * @param etablissement the school, or the one by whose post the person is written to
 * @param campagne the campaign that the message is sent for: told to the exchange form
 * @param retour the page to come back to, one of ours
 * @param recherche whom is looked for
 */
record PreviewQuery(@Nullable UUID contact, @Nullable Uai etablissement, @Nullable UUID campagne,
		@Nullable String retour, @Nullable String recherche) {

	/** One slash only: two would lead to another site. */
	private static final Pattern OUR_PAGE = Pattern.compile("(/(?:[A-Za-z0-9][A-Za-z0-9._~/-]*)?)(?:\\?.*)?");

	private static final int LONGEST = 120;

	static PreviewQuery of(MultiValueMap<String, String> query) {
		return new PreviewQuery(QueryValue.id(query.getFirst("contact")),
				Optional.ofNullable(query.getFirst("etablissement")).flatMap(Uai::parse).orElse(null),
				QueryValue.id(query.getFirst("campagne")), ourPage(query.getFirst("retour")),
				QueryValue.text(query.getFirst("recherche"), LONGEST));
	}

	static @Nullable String ourPage(@Nullable String address) {
		Matcher page = OUR_PAGE.matcher((address != null) ? address : "");
		return page.matches() ? QueryLink.read(address, page.group(1)).map(QueryLink::toString).orElse(null) : null;
	}

	/** The same message for someone else. */
	QueryLink link(UUID template, @Nullable UUID contact, @Nullable String uai) {
		return QueryLink.to("/messages/" + template + "/apercu")
			.with("contact", contact)
			.with("etablissement", uai)
			.with("campagne", this.campagne)
			.with("retour", this.retour);
	}

}
