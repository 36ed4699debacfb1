package fr.dossiersco.outreach.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message is written to: a person by one of their posts, or a school.
 *
 * @param contact null for a school
 * @param post the post by which the person is written to
 * @param title as the person wants to be addressed
 * @param uai the school of the post, null for an organisation
 * @param place the name of the school or of the organisation
 * @param departement the code, null for an organisation
 * @param academie the code, null for a national organisation
 * @param opposedSince when the person asked not to be contacted
 * @param left whether the person has left that post
 */
record Recipient(@Nullable UUID contact, @Nullable String givenName, @Nullable String familyName, @Nullable UUID post,
		@Nullable ContactProfile profile, @Nullable String title, @Nullable String uai, @Nullable UUID organisation,
		String place, @Nullable String town, @Nullable String departement, @Nullable String academie,
		@Nullable String email, @Nullable Instant opposedSince, boolean left) {

	public boolean isPerson() {
		return this.contact != null;
	}

	public boolean isOpposed() {
		return this.opposedSince != null;
	}

	/** The day, in Paris. */
	public @Nullable LocalDate opposedOn() {
		return (this.opposedSince != null) ? LocalDate.ofInstant(this.opposedSince, MessageTemplate.PARIS) : null;
	}

	/** The person, given name first, else the school. */
	public String name() {
		return (this.familyName != null) ? words(" ", this.givenName, this.familyName) : this.place;
	}

	/** What tells the recipient from others. */
	public String described() {
		return isPerson() ? words(", ", this.title, this.place, this.town) : words(", ", this.town, this.uai);
	}

	/** Where what we know of the recipient is read. */
	public String page() {
		return isPerson() ? "/contacts/" + this.contact : "/etablissements/" + this.uai;
	}

	private static String words(String between, @Nullable String... words) {
		return Stream.of(words).filter(Objects::nonNull).collect(Collectors.joining(between));
	}

}
