package fr.dossiersco.outreach.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person whom we know by the post that they hold, or held. */
@Entity
public class Contact {

	@Id
	private UUID id;

	private String familyName;

	private @Nullable String givenName;

	private @Nullable String notes;

	private String source;

	private @Nullable LocalDate informedOn;

	/**
	 * Those of the posts: given at birth, because the policies look at the row before the
	 * posts are there, and kept by the database afterwards.
	 */
	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(updatable = false)
	private List<String> academies;

	@Column(updatable = false)
	private Instant createdAt;

	@Column(updatable = false)
	private UUID createdBy;

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "contact_id", nullable = false, updatable = false)
	private List<Post> posts = new ArrayList<>();

	@ElementCollection
	@CollectionTable(name = "contact_phone", joinColumns = @JoinColumn(name = "contact_id"))
	@OrderColumn(name = "position")
	private List<Phone> phones = new ArrayList<>();

	@ElementCollection
	@CollectionTable(name = "contact_email", joinColumns = @JoinColumn(name = "contact_id"))
	@OrderColumn(name = "position")
	@Column(name = "address")
	private List<String> emails = new ArrayList<>();

	@Version
	private @Nullable Integer version;

	Contact(ContactDetails details, Post post, UUID createdBy, Instant createdAt) {
		this.id = UUID.randomUUID();
		this.createdBy = createdBy;
		this.createdAt = createdAt;
		this.posts.add(post);
		this.academies = academies(this.posts);
		write(details);
	}

	@SuppressWarnings("NullAway.Init")
	protected Contact() {
	}

	private static List<String> academies(List<Post> posts) {
		Set<String> academies = new TreeSet<>();
		for (Post post : posts) {
			String academie = post.place().academie();
			if (academie != null) {
				academies.add(academie);
			}
		}
		return List.copyOf(academies);
	}

	private void write(ContactDetails details) {
		this.familyName = details.familyName();
		this.givenName = details.givenName();
		this.notes = details.notes();
		this.source = details.source();
		this.informedOn = details.informedOn();
		replace(this.phones, details.phones());
		replace(this.emails, details.emails());
	}

	private static <T> void replace(List<T> held, List<T> told) {
		if (!held.equals(told)) {
			held.clear();
			held.addAll(told);
		}
	}

	/** What we know of the person was wrong, or has changed. */
	void correct(ContactDetails details) {
		write(details);
	}

	/**
	 * One more post, next to the others or after them.
	 * @throws PostRepeatedException when it is one that the person holds on some of these
	 * days
	 */
	void takeUp(Post post) {
		requireNew(post);
		this.posts.add(post);
	}

	/**
	 * A post was noted wrongly.
	 * @throws PostRepeatedException when it becomes one that the person holds on some of
	 * these days
	 */
	void correct(UUID post, @Nullable ContactProfile profile, @Nullable String title, @Nullable LocalDate startedOn,
			@Nullable LocalDate endedOn) {
		Post held = require(post);
		held.correct(profile, title, startedOn, endedOn);
		requireNew(held);
	}

	/** The person has left a post; the day is the last one there. */
	Post leave(UUID post, LocalDate lastDay) {
		Post held = require(post);
		held.leave(lastDay);
		return held;
	}

	/**
	 * The person has not left a post after all.
	 * @throws PostRepeatedException when they took it up again meanwhile
	 */
	void resume(UUID post) {
		Post held = require(post);
		held.resume();
		requireNew(held);
	}

	private void requireNew(Post post) {
		if (this.posts.stream().anyMatch((other) -> !other.equals(post) && other.repeats(post))) {
			throw new PostRepeatedException();
		}
	}

	private Post require(UUID post) {
		return this.posts.stream()
			.filter((held) -> held.id().equals(post))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("post " + post));
	}

	/** Whether someone may change all that is known of this person. */
	boolean isWithin(CurrentAccount who) {
		return who.isTeam() || (!this.academies.isEmpty() && who.academies().containsAll(this.academies));
	}

	public UUID id() {
		return this.id;
	}

	/** Given name first. */
	public String name() {
		return (this.givenName != null) ? this.givenName + " " + this.familyName : this.familyName;
	}

	/** The codes of the académies of every post, past ones too. */
	public List<String> academies() {
		return List.copyOf(this.academies);
	}

	/** The posts, those still held first. */
	List<Post> posts() {
		return this.posts.stream()
			.sorted(Comparator.comparing(Post::endedOn, Comparator.nullsFirst(Comparator.reverseOrder()))
				.thenComparing(Post::startedOn, Comparator.nullsLast(Comparator.reverseOrder()))
				.thenComparing(Post::id))
			.toList();
	}

	ContactDetails details() {
		return new ContactDetails(this.familyName, this.givenName, this.phones, this.emails, this.notes, this.source,
				this.informedOn);
	}

	Instant createdAt() {
		return this.createdAt;
	}

	UUID createdBy() {
		return this.createdBy;
	}

	int version() {
		return (this.version != null) ? this.version : 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Contact contact && this.id.equals(contact.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

}
