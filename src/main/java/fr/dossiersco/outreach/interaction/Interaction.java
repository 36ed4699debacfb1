package fr.dossiersco.outreach.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a school or a person: what was said, by whom, how it was received.
 */
@Entity
class Interaction {

	/** How long its author may take it back as if it had not been. */
	static final Duration SECOND_THOUGHTS = Duration.ofMinutes(10);

	@Id
	private UUID id;

	private @Nullable String uai;

	private @Nullable UUID contactId;

	private @Nullable String academie;

	private UUID author;

	private Instant occurredAt;

	private Instant recordedAt;

	@Enumerated(EnumType.STRING)
	private Channel channel;

	@Enumerated(EnumType.STRING)
	private Direction direction;

	@Enumerated(EnumType.STRING)
	private Outcome outcome;

	@Enumerated(EnumType.STRING)
	private Approach approach;

	private @Nullable UUID introducedBy;

	private @Nullable String introducedByName;

	private @Nullable String notes;

	private @Nullable String overrideReason;

	private @Nullable UUID followUpId;

	private @Nullable UUID nextFollowUpId;

	@ElementCollection
	@CollectionTable(name = "interaction_argument", joinColumns = @JoinColumn(name = "interaction_id"))
	@MapKeyColumn(name = "argument_id")
	@Column(name = "reaction")
	@Enumerated(EnumType.STRING)
	private Map<UUID, Reaction> arguments = new HashMap<>();

	@ElementCollection
	@CollectionTable(name = "interaction_objection", joinColumns = @JoinColumn(name = "interaction_id"))
	@MapKeyColumn(name = "objection_id")
	private Map<UUID, Hearing> objections = new HashMap<>();

	@ElementCollection
	@CollectionTable(name = "interaction_participant", joinColumns = @JoinColumn(name = "interaction_id"))
	@Column(name = "contact_id")
	private Set<UUID> participants = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "interaction_document", joinColumns = @JoinColumn(name = "interaction_id"))
	@Column(name = "document")
	@Enumerated(EnumType.STRING)
	private Set<Handout> documents = new HashSet<>();

	private @Nullable UUID documentFollowUpId;

	private @Nullable UUID campaignId;

	@Version
	private @Nullable Integer version;

	/**
	 * @param id given by the form, so that sending it twice logs it once
	 * @param where the school or the person
	 * @param how channel, direction, outcome and approach
	 * @param occurredAt when it happened, never in the future of {@code recordedAt}
	 */
	Interaction(UUID id, Where where, How how, UUID author, Instant occurredAt, Instant recordedAt,
			@Nullable String notes) {
		if (occurredAt.isAfter(recordedAt)) {
			throw new IllegalArgumentException("An exchange is logged once it has happened");
		}
		this.id = id;
		this.uai = where.uai();
		this.academie = where.academie();
		this.author = author;
		this.recordedAt = recordedAt;
		happened(how, occurredAt, where.contact(), notes);
	}

	@SuppressWarnings("NullAway.Init")
	protected Interaction() {
	}

	/** What was put forward and objected, instead of what was said of it before. */
	void mentioned(Map<UUID, Reaction> arguments, Map<UUID, Hearing> objections) {
		this.arguments.keySet().retainAll(arguments.keySet());
		this.arguments.putAll(arguments);
		this.objections.keySet().retainAll(objections.keySet());
		this.objections.putAll(objections);
	}

	/** Who else took part. */
	void tookPart(Set<UUID> people) {
		this.participants.retainAll(people);
		this.participants.addAll(people);
	}

	/** What is to be handed over. */
	void promised(Set<Handout> documents) {
		this.documents.retainAll(documents);
		this.documents.addAll(documents);
	}

	/** The next step that remembers what is to be handed over. */
	void promisedBy(UUID followUp) {
		this.documentFollowUpId = followUp;
	}

	/** It was not as it was logged. */
	void correct(How how, Instant occurredAt, @Nullable UUID contact, @Nullable String notes) {
		if (this.uai == null && contact == null) {
			throw new IllegalArgumentException("An exchange is with a school or a person");
		}
		happened(how, occurredAt, contact, notes);
	}

	private void happened(How how, Instant occurredAt, @Nullable UUID contact, @Nullable String notes) {
		this.contactId = contact;
		this.occurredAt = occurredAt;
		this.channel = how.channel();
		this.direction = how.direction();
		this.outcome = how.outcome();
		this.approach = how.approach();
		this.introducedBy = how.kept().introducer();
		this.introducedByName = how.kept().introducedBy();
		this.notes = notes;
	}

	void answers(@Nullable UUID followUp) {
		this.followUpId = followUp;
	}

	/** It took place although the queue held the call back. */
	void inSpiteOf(String reason) {
		this.overrideReason = reason;
	}

	void countsFor(UUID campaign) {
		this.campaignId = campaign;
	}

	void leadsTo(UUID followUp) {
		this.nextFollowUpId = followUp;
	}

	boolean isBy(UUID account) {
		return this.author.equals(account);
	}

	/** Whether its author may still take it back. */
	boolean isFresh(Instant now) {
		return now.isBefore(this.recordedAt.plus(SECOND_THOUGHTS));
	}

	UUID id() {
		return this.id;
	}

	@Nullable String uai() {
		return this.uai;
	}

	@Nullable UUID contactId() {
		return this.contactId;
	}

	@Nullable UUID followUpId() {
		return this.followUpId;
	}

	@Nullable UUID nextFollowUpId() {
		return this.nextFollowUpId;
	}

	@Nullable UUID documentFollowUpId() {
		return this.documentFollowUpId;
	}

	Instant occurredAt() {
		return this.occurredAt;
	}

	How how() {
		return new How(this.channel, this.direction, this.outcome, this.approach, this.introducedBy,
				this.introducedByName);
	}

	@Nullable String notes() {
		return this.notes;
	}

	Set<UUID> participants() {
		return Set.copyOf(this.participants);
	}

	Set<Handout> documents() {
		return Set.copyOf(this.documents);
	}

	Map<UUID, Reaction> arguments() {
		return Map.copyOf(this.arguments);
	}

	Map<UUID, Hearing> objections() {
		return Map.copyOf(this.objections);
	}

	int version() {
		return (this.version != null) ? this.version : 0;
	}

	/**
	 * @param academie the school's, or that of the person's post; null when it is
	 * national
	 */
	record Where(@Nullable String uai, @Nullable UUID contact, @Nullable String academie) {
	}

	/**
	 * Who opened the door is kept only for an introduction.
	 *
	 * @param introducer the one that we know
	 * @param introducedBy a name, for one that we don't
	 */
	record How(Channel channel, Direction direction, Outcome outcome, Approach approach, @Nullable UUID introducer,
			@Nullable String introducedBy) {

		/** Who opened the door counts for an introduction alone, and once. */
		How kept() {
			boolean introduced = this.approach == Approach.INTRODUIT;
			return new How(this.channel, this.direction, this.outcome, this.approach,
					introduced ? this.introducer : null,
					(introduced && this.introducer == null) ? this.introducedBy : null);
		}

	}

	/**
	 * An objection as it came up.
	 *
	 * @param lifted whether the answer was enough
	 * @param answerId the answer given, null when nobody said which
	 * @param verbatim in the person's own words
	 */
	@Embeddable
	record Hearing(boolean lifted, @Nullable UUID answerId, @Nullable String verbatim) {
	}

}
