package fr.dossiersco.outreach.request;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a request is about: a school, or a person with the school of their post.
 *
 * @param academie the code of the académie, null for a person of a national organisation
 * @param name of the person, else of the school
 * @param place where the person works, null for a school
 */
record Subject(@Nullable String uai, @Nullable UUID contact, @Nullable String academie, String name,
		@Nullable String place, @Nullable String town) {

	/** How a form names it. */
	public String key() {
		return String.valueOf((this.contact != null) ? this.contact : this.uai);
	}

	/** Told from others of the same name. */
	public String described() {
		return Stream.of(this.name, this.place, this.town, (this.contact == null) ? this.uai : null)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
	}

	/** Its page. */
	public String address() {
		return (this.contact != null) ? "/contacts/" + this.contact : "/etablissements/" + this.uai;
	}

}
