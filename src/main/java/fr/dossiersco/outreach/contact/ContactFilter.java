package fr.dossiersco.outreach.contact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What is asked of the list of people, as in its query string; what can't be read counts
 * for nothing, so that old bookmarks live.
 *
 * @param q a name, an e-mail address or a telephone number
 * @param academie the code of an académie
 * @param departement the code of a département
 * @param attitude as it was noted last
 * @param exchange how long ago the last exchange was
 * @param phone whether there must be a number
 * @param opposed whether the person must have asked not to be contacted
 * @param facets what is asked of higher floors, by parameter
 */
record ContactFilter(@Nullable String q, @Nullable ContactProfile profile, @Nullable String academie,
		@Nullable String departement, @Nullable Attitude attitude, @Nullable LastExchange exchange,
		@Nullable Boolean phone, @Nullable Boolean opposed, Map<String, String> facets, Sorting sorting) {

	static final String PATH = "/contacts";

	private static final List<String> COLUMNS = List.of("nom", "ajout", "ville", "echange");

	private static final int LONGEST = 120;

	static ContactFilter of(MultiValueMap<String, String> query, List<ContactFacet> known) {
		Map<String, String> facets = new LinkedHashMap<>();
		for (ContactFacet facet : known) {
			String value = text(query, facet.parameter());
			if (value != null && facet.choices().stream().anyMatch((choice) -> choice.value().equals(value))) {
				facets.put(facet.parameter(), value);
			}
		}
		return new ContactFilter(text(query, "q"), QueryValue.constant(ContactProfile.class, text(query, "profil")),
				text(query, "academie"), text(query, "departement"),
				QueryValue.constant(Attitude.class, text(query, "attitude")),
				QueryValue.constant(LastExchange.class, text(query, "echange")), choice(text(query, "telephone")),
				choice(text(query, "opposition")), facets, Sorting.of(query.getFirst("tri"), COLUMNS, "nom"));
	}

	/** The same, whatever the name. */
	ContactFilter withoutName() {
		return new ContactFilter(null, this.profile, this.academie, this.departement, this.attitude, this.exchange,
				this.phone, this.opposed, this.facets, this.sorting);
	}

	/** The same, whatever the profile. */
	ContactFilter withoutProfile() {
		return new ContactFilter(this.q, null, this.academie, this.departement, this.attitude, this.exchange,
				this.phone, this.opposed, this.facets, this.sorting);
	}

	private static @Nullable String text(MultiValueMap<String, String> query, String name) {
		return QueryValue.text(query.getFirst(name), LONGEST);
	}

	private static @Nullable Boolean choice(@Nullable String text) {
		return switch (text) {
			case "avec" -> true;
			case "sans" -> false;
			case null, default -> null;
		};
	}

	static @Nullable String choice(@Nullable Boolean value) {
		if (value == null) {
			return null;
		}
		return value ? "avec" : "sans";
	}

	/** Whether anything narrows the list. */
	boolean isAsking() {
		return this.q != null || this.profile != null || this.academie != null || this.departement != null
				|| this.attitude != null || this.exchange != null || this.phone != null || this.opposed != null
				|| !this.facets.isEmpty();
	}

	/** The list's address with these criteria, on its first page. */
	QueryLink link() {
		return linkTo(PATH);
	}

	/** Another address for the same people. */
	QueryLink linkTo(String path) {
		QueryLink link = QueryLink.to(path)
			.with("q", this.q)
			.with("profil", this.profile)
			.with("academie", this.academie)
			.with("departement", this.departement)
			.with("attitude", this.attitude)
			.with("echange", this.exchange)
			.with("telephone", choice(this.phone))
			.with("opposition", choice(this.opposed));
		for (Map.Entry<String, String> facet : this.facets.entrySet()) {
			link = link.with(facet.getKey(), facet.getValue());
		}
		return link.with("tri", this.sorting.code().equals("nom") ? null : this.sorting.code());
	}

}
