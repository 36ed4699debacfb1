package fr.dossiersco.outreach.access;

import java.util.Arrays;

import fr.dossiersco.outreach.access.People.State;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

/**
 * Whom the list shows; what means nothing is ignored.
 *
 * @param q a part of a name or an address
 * @param role the code of a {@link Role}
 * @param etat the code of a {@link State}
 * @param academie the code of an académie served
 */
record PeopleFilter(@Nullable String q, @Nullable String role, @Nullable String etat, @Nullable String academie) {

	static final String PATH = "/comptes";

	PeopleFilter {
		q = (q == null || q.isBlank()) ? null : q.strip().substring(0, Math.min(120, q.strip().length()));
		role = among(role, Role.values());
		etat = among(etat, State.values());
		academie = (academie == null || academie.isBlank()) ? null : academie;
	}

	private static @Nullable String among(@Nullable String asked, Enum<?>[] known) {
		return Arrays.stream(known).map(Enum::name).anyMatch((name) -> name.equals(asked)) ? asked : null;
	}

	/** As a pattern finds it literally. */
	@Nullable String escaped() {
		return (this.q != null) ? this.q.replaceAll("([\\\\%_])", "\\\\$1") : null;
	}

	boolean isEmpty() {
		return this.q == null && this.role == null && this.etat == null && this.academie == null;
	}

	QueryLink link() {
		return QueryLink.to(PATH)
			.with("q", this.q)
			.with("role", this.role)
			.with("etat", this.etat)
			.with("academie", this.academie);
	}

}
