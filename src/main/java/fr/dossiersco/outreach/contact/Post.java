package fr.dossiersco.outreach.contact;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** What someone does somewhere, from a day until another. */
@Entity
class Post {

	@Id
	private UUID id;

	@Embedded
	private Place place;

	@Enumerated(EnumType.STRING)
	private @Nullable ContactProfile profile;

	private @Nullable String title;

	private @Nullable LocalDate startedOn;

	private @Nullable LocalDate endedOn;

	/**
	 * @param profile null only in an organisation that none of the profiles fits
	 * @param title as the person wants to be addressed
	 * @param startedOn null when nobody knows
	 * @param endedOn null while the person is there
	 */
	Post(Place place, @Nullable ContactProfile profile, @Nullable String title, @Nullable LocalDate startedOn,
			@Nullable LocalDate endedOn) {
		if (profile == null && title == null) {
			throw new IllegalArgumentException("A post has a profile or a title");
		}
		this.id = UUID.randomUUID();
		this.place = place;
		this.profile = profile;
		this.title = title;
		this.startedOn = startedOn;
		this.endedOn = inOrder(startedOn, endedOn);
	}

	@SuppressWarnings("NullAway.Init")
	protected Post() {
	}

	private static @Nullable LocalDate inOrder(@Nullable LocalDate startedOn, @Nullable LocalDate endedOn) {
		if (startedOn != null && endedOn != null && endedOn.isBefore(startedOn)) {
			throw new DatesReversedException(startedOn, endedOn);
		}
		return endedOn;
	}

	/** The person has left; the day is the last one there. */
	void leave(LocalDate lastDay) {
		if (this.endedOn != null) {
			throw new IllegalStateException("This post has ended already");
		}
		this.endedOn = inOrder(this.startedOn, lastDay);
	}

	/** The person has not left after all. */
	void resume() {
		this.endedOn = null;
	}

	/** What we noted was wrong, or has changed; the place stays. */
	void correct(@Nullable ContactProfile profile, @Nullable String title, @Nullable LocalDate startedOn,
			@Nullable LocalDate endedOn) {
		if (profile == null && title == null) {
			throw new IllegalArgumentException("A post has a profile or a title");
		}
		this.endedOn = inOrder(startedOn, endedOn);
		this.startedOn = startedOn;
		this.profile = profile;
		this.title = title;
	}

	/**
	 * Whether both are the same post, on some day at least; nobody knows of days untold.
	 */
	boolean repeats(Post other) {
		return this.place.equals(other.place) && function().equals(other.function()) && startsBy(other.endedOn)
				&& other.startsBy(this.endedOn);
	}

	private Object function() {
		return (this.profile != null) ? this.profile : Objects.requireNonNull(this.title);
	}

	private boolean startsBy(@Nullable LocalDate day) {
		return this.startedOn == null || day == null || !this.startedOn.isAfter(day);
	}

	boolean isHeldOn(LocalDate day) {
		return this.endedOn == null || !this.endedOn.isBefore(day);
	}

	UUID id() {
		return this.id;
	}

	Place place() {
		return this.place;
	}

	@Nullable ContactProfile profile() {
		return this.profile;
	}

	@Nullable String title() {
		return this.title;
	}

	@Nullable LocalDate startedOn() {
		return this.startedOn;
	}

	@Nullable LocalDate endedOn() {
		return this.endedOn;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Post post && this.id.equals(post.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

}
