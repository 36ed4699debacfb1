package fr.dossiersco.outreach.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A person by one of their posts, as other features need them.
 *
 * @param profile null only in an organisation that none of the profiles fits
 * @param title as the person wants to be addressed
 * @param uai the school of the post, null for an organisation
 * @param place the name of the school or of the organisation
 * @param town the school's town
 * @param academie the code of the académie of the post, null when it is national
 * @param phone the number to try first, in E.164
 * @param email the usual address
 * @param opposedSince when the person asked not to be contacted, null if they did not
 * @param attitude as it was noted last, null when nobody has noted any
 * @param lastReachedAt when we last spoke, null when we never did
 * @param cameFrom where the person was before, when they came within a year
 */
public record ContactCard(UUID id, @Nullable String givenName, String familyName, @Nullable ContactProfile profile,
		@Nullable String title, @Nullable String uai, String place, @Nullable String town, @Nullable String academie,
		@Nullable String phone, @Nullable String email, @Nullable Instant opposedSince, @Nullable Attitude attitude,
		@Nullable Instant lastReachedAt, @Nullable String cameFrom) {

	/** Given name first. */
	public String name() {
		return (this.givenName != null) ? this.givenName + " " + this.familyName : this.familyName;
	}

	/** The number to try first, to be shown and dialled unless the person is opposed. */
	public @Nullable PhoneNumber telephone() {
		return (this.phone != null) ? new PhoneNumber(this.phone) : null;
	}

	/** Whether a page that shows how to reach this person shows something. */
	public boolean isReachable() {
		return !isOpposed() && (this.phone != null || this.email != null);
	}

	/**
	 * Whether someone who knows Dossiersco has just come: spoken with before, or whose
	 * attitude was noted. The team's notes say that an insider opens the door that a cold
	 * call does not.
	 */
	public boolean isArrival() {
		return this.cameFrom != null && (this.lastReachedAt != null || this.attitude != null) && !isOpposed();
	}

	/** Those whom such a page tells how to reach. */
	static List<UUID> reachable(List<ContactCard> people) {
		return people.stream().filter(ContactCard::isReachable).map(ContactCard::id).toList();
	}

	/** The day when we last spoke, in Paris. */
	public @Nullable LocalDate lastReachedOn() {
		return (this.lastReachedAt != null) ? LocalDate.ofInstant(this.lastReachedAt, ContactBook.PARIS) : null;
	}

	/** Whether nobody may call or write to this person. */
	public boolean isOpposed() {
		return this.opposedSince != null;
	}

}
