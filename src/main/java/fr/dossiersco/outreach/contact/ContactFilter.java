package fr.dossiersco.outreach.contact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import fr.dossiersco.outreach.web.QueryLink;
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
 * @param phone whether there must be a number
 * @param opposed whether the person must have asked not to be contacted
 */
record ContactFilter(@Nullable String q, @Nullable ContactProfile profile, @Nullable String academie,
		@Nullable String departement, @Nullable Boolean phone, @Nullable Boolean opposed, Sorting sorting) {

	static final String PATH = "/contacts";

	private static final List<String> COLUMNS = List.of("nom", "ajout", "ville");

	private static final int LONGEST = 120;

	static ContactFilter of(MultiValueMap<String, String> query) {
		return new ContactFilter(text(query, "q"), profile(text(query, "profil")), text(query, "academie"),
				text(query, "departement"), choice(text(query, "telephone")), choice(text(query, "opposition")),
				Sorting.of(query.getFirst("tri"), COLUMNS, "nom"));
	}

	private static @Nullable String text(MultiValueMap<String, String> query, String name) {
		return Optional.ofNullable(query.getFirst(name))
			.map((text) -> text.replace("\0", "").strip())
			.map((text) -> text.substring(0, Math.min(text.length(), LONGEST)))
			.filter((text) -> !text.isEmpty())
			.orElse(null);
	}

	private static @Nullable ContactProfile profile(@Nullable String name) {
		return Arrays.stream(ContactProfile.values())
			.filter((profile) -> profile.name().equals(name))
			.findFirst()
			.orElse(null);
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
				|| this.phone != null || this.opposed != null;
	}

	/** The list's address with these criteria, on its first page. */
	QueryLink link() {
		return QueryLink.to(PATH)
			.with("q", this.q)
			.with("profil", this.profile)
			.with("academie", this.academie)
			.with("departement", this.departement)
			.with("telephone", choice(this.phone))
			.with("opposition", choice(this.opposed))
			.with("tri", this.sorting.code().equals("nom") ? null : this.sorting.code());
	}

}
