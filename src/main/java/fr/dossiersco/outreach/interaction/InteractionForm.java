package fr.dossiersco.outreach.interaction;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.contact.Attitude;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.interaction.Interaction.Hearing;
import fr.dossiersco.outreach.interaction.Interaction.How;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;

/**
 * An exchange as it is typed.
 *
 * @param id drawn when the form is first shown, so that sending it twice logs it once
 * @param uai the school
 * @param contact the person spoken to, null for the switchboard
 * @param profile of whoever was spoken to, when they are no contact: chooses what to say
 * @param followUp the next step that this answers
 * @param introducer who opened the door, when they are a contact
 * @param introducedBy their name, when they are not
 * @param date the day it happened, in Paris
 * @param time the time it happened, in Paris
 * @param reactions by argument
 * @param objections by objection: the answer and whether it was lifted
 * @param verbatims by objection: in the person's own words
 * @param stage the code of a stage, or {@link #AUTOMATIC}
 * @param attitude how the person turned out to stand, null when nothing new was seen
 * @param newcomer someone met, to be added to the contacts
 * @param nextTime the hour of the next step, on the clock of the school
 * @param slot the moment chosen among those proposed
 * @param overrideReason why the next step is at a closed moment
 * @param rightNumber what the person's number turned out to be
 * @param ambassador the account that takes over
 * @param anyway whether to log although someone else has the school on the line
 * @param queue whether the form was opened from the call queue
 * @param campaign the phone campaign that the queue was narrowed to
 * @param with who else took part
 * @param documents what was promised to be handed over
 * @param offered the campaign that the form offers to count the exchange for
 * @param countsFor that campaign, unless it was taken off
 * @param version of the exchange that is corrected, null while it is logged
 */
record InteractionForm(@Nullable UUID id, @Nullable String uai, @Nullable UUID contact,
		@Nullable ContactProfile profile, @Nullable UUID followUp, @NotNull @Nullable Channel channel,
		@NotNull @Nullable Direction direction, @NotNull @Nullable Outcome outcome,
		@NotNull @Nullable Approach approach, @Nullable UUID introducer, @Size(max = 120) @Nullable String introducedBy,
		@NotNull @Nullable LocalDate date, @NotNull @Nullable LocalTime time,
		@Nullable Map<String, @Nullable Reaction> reactions, @Nullable Map<String, @Nullable Heard> objections,
		@Nullable Map<String, @Nullable @Size(max = 1_000) String> verbatims,
		@Size(max = 10_000) @Nullable String notes, @Nullable NextStep next, @Nullable LocalDate nextDate,
		@Nullable FollowUpKind nextKind, @Size(max = 500) @Nullable String nextNote, @Nullable String stage,
		@Size(max = 500) @Nullable String stageReason, @Nullable Attitude attitude,
		@Size(max = 500) @Nullable String attitudeReason, @Nullable NewContact newcomer,
		@Size(max = 160) @Nullable String newObjection, @Nullable LocalTime nextTime, @Nullable Instant slot,
		@Size(max = 300) @Nullable String overrideReason, @Size(max = 30) @Nullable String rightNumber,
		@Nullable UUID ambassador, @Nullable Boolean anyway, @Nullable Boolean queue, @Nullable UUID campaign,
		@Nullable Set<UUID> with, @Nullable Set<Handout> documents, @Nullable UUID offered, @Nullable UUID countsFor,
		@Nullable Integer version) {

	/** Leaves the stage to {@link StageAfter}. */
	static final String AUTOMATIC = "AUTO";

	private static final NewContact NOBODY = new NewContact(null, null, null, null, null, null);

	/** The page draws the fields of a newcomer even before anyone was typed. */
	InteractionForm {
		newcomer = (newcomer != null) ? newcomer : NOBODY;
	}

	/**
	 * An empty form.
	 * @param opening how we come in
	 * @param now in Paris
	 */
	static InteractionForm blank(@Nullable String uai, @Nullable UUID contact, @Nullable UUID followUp, Opening opening,
			LocalDateTime now) {
		return new InteractionForm(UUID.randomUUID(), uai, contact, null, followUp, Channel.TELEPHONE,
				Direction.SORTANT, null, opening.approach(), opening.introducer(), opening.introducedBy(),
				now.toLocalDate(), now.toLocalTime().truncatedTo(ChronoUnit.MINUTES), Map.of(), Map.of(), Map.of(),
				null, NextStep.AUTO, null, FollowUpKind.APPEL, null, AUTOMATIC, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null, null, null, null, null);
	}

	/** An exchange to be corrected. */
	static InteractionForm of(Interaction interaction) {
		How how = interaction.how();
		LocalDateTime at = LocalDateTime.ofInstant(interaction.occurredAt(), InteractionLog.PARIS);
		Map<String, @Nullable Reaction> reactions = new HashMap<>();
		interaction.arguments().forEach((argument, reaction) -> reactions.put(argument.toString(), reaction));
		Map<String, @Nullable Heard> heard = new HashMap<>();
		Map<String, @Nullable String> verbatims = new HashMap<>();
		interaction.objections().forEach((objection, hearing) -> {
			heard.put(objection.toString(), new Heard(hearing.lifted(), hearing.answerId()));
			verbatims.put(objection.toString(), hearing.verbatim());
		});
		return new InteractionForm(interaction.id(), interaction.uai(), interaction.contactId(), null, null,
				how.channel(), how.direction(), how.outcome(), how.approach(), how.introducer(), how.introducedBy(),
				at.toLocalDate(), at.toLocalTime().truncatedTo(ChronoUnit.MINUTES), reactions, heard, verbatims,
				interaction.notes(), null, null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, interaction.participants(), interaction.documents(), null, null,
				interaction.version());
	}

	/** The same, about what the exchange is about, whatever was sent. */
	InteractionForm about(UUID id, InteractionForm written) {
		return new InteractionForm(id, written.uai, (written.uai != null) ? this.contact : written.contact,
				this.profile, null, this.channel, this.direction, this.outcome, this.approach, this.introducer,
				this.introducedBy, this.date, this.time, this.reactions, this.objections, this.verbatims, this.notes,
				null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, this.with, this.documents, null, null, this.version);
	}

	/** The same, to be written over a newer version. */
	InteractionForm over(int version) {
		return copy(this.contact, this.followUp, heard(), this.newcomer, this.newObjection, this.queue, this.campaign,
				version);
	}

	/** The same, for the person and the next step that the form was opened for. */
	InteractionForm openedFor(@Nullable UUID contact, @Nullable UUID followUp) {
		return copy((this.contact != null) ? this.contact : contact, (followUp != null) ? followUp : this.followUp,
				heard(), this.newcomer, this.newObjection);
	}

	/**
	 * The same, with what another page already knows of it.
	 * @param channel null for the usual one
	 */
	InteractionForm begun(@Nullable Channel channel, @Nullable String notes) {
		return new InteractionForm(this.id, this.uai, this.contact, this.profile, this.followUp,
				(channel != null) ? channel : this.channel, this.direction, this.outcome, this.approach,
				this.introducer, this.introducedBy, this.date, this.time, this.reactions, this.objections,
				this.verbatims, (notes != null) ? notes : this.notes, this.next, this.nextDate, this.nextKind,
				this.nextNote, this.stage, this.stageReason, this.attitude, this.attitudeReason, this.newcomer,
				this.newObjection, this.nextTime, this.slot, this.overrideReason, this.rightNumber, this.ambassador,
				this.anyway, this.queue, this.campaign, this.with, this.documents, this.offered, this.countsFor,
				this.version);
	}

	/** The same, opened from the call queue. */
	InteractionForm fromQueue(@Nullable UUID campaign) {
		return copy(this.contact, this.followUp, heard(), this.newcomer, this.newObjection, true, campaign,
				this.version);
	}

	/**
	 * The same, offering to count for a campaign; one that was offered before and taken
	 * off stays so.
	 */
	InteractionForm offering(@Nullable UUID campaign) {
		if (campaign == null || campaign.equals(this.offered)) {
			return this;
		}
		return new InteractionForm(this.id, this.uai, this.contact, this.profile, this.followUp, this.channel,
				this.direction, this.outcome, this.approach, this.introducer, this.introducedBy, this.date, this.time,
				this.reactions, this.objections, this.verbatims, this.notes, this.next, this.nextDate, this.nextKind,
				this.nextNote, this.stage, this.stageReason, this.attitude, this.attitudeReason, this.newcomer,
				this.newObjection, this.nextTime, this.slot, this.overrideReason, this.rightNumber, this.ambassador,
				this.anyway, this.queue, this.campaign, this.with, this.documents, campaign, campaign, this.version);
	}

	/** Whether the form was opened from the call queue. */
	boolean isFromQueue() {
		return Boolean.TRUE.equals(this.queue) && this.followUp != null;
	}

	/** The same, with a person just added and nothing left of what described them. */
	InteractionForm with(UUID added) {
		return copy(added, this.followUp, heard(), null, this.newObjection);
	}

	/** The same, once the new objection stands among the others, marked as heard. */
	InteractionForm withObjection(UUID added) {
		Map<String, @Nullable Heard> heard = new HashMap<>(heard());
		heard.put(added.toString(), new Heard(false, null));
		return copy(this.contact, this.followUp, heard, this.newcomer, null);
	}

	private InteractionForm copy(@Nullable UUID contact, @Nullable UUID followUp, Map<String, @Nullable Heard> heard,
			@Nullable NewContact newcomer, @Nullable String newObjection) {
		return copy(contact, followUp, heard, newcomer, newObjection, this.queue, this.campaign, this.version);
	}

	private InteractionForm copy(@Nullable UUID contact, @Nullable UUID followUp, Map<String, @Nullable Heard> heard,
			@Nullable NewContact newcomer, @Nullable String newObjection, @Nullable Boolean queue,
			@Nullable UUID campaign, @Nullable Integer version) {
		return new InteractionForm(this.id, this.uai, contact, this.profile, followUp, this.channel, this.direction,
				this.outcome, this.approach, this.introducer, this.introducedBy, this.date, this.time, this.reactions,
				heard, this.verbatims, this.notes, this.next, this.nextDate, this.nextKind, this.nextNote, this.stage,
				this.stageReason, this.attitude, this.attitudeReason, newcomer, newObjection, this.nextTime, this.slot,
				this.overrideReason, this.rightNumber, this.ambassador, this.anyway, queue, campaign, this.with,
				this.documents, this.offered, this.countsFor, version);
	}

	/** Whether there is someone to add to the contacts. */
	boolean hasNewcomer() {
		NewContact typed = Objects.requireNonNull(this.newcomer);
		return Stream.of(typed.familyName(), typed.givenName(), typed.title(), typed.phone(), typed.email())
			.anyMatch(Objects::nonNull);
	}

	Map<String, @Nullable Reaction> used() {
		return (this.reactions != null) ? this.reactions : Map.of();
	}

	Map<String, @Nullable Heard> heard() {
		return (this.objections != null) ? this.objections : Map.of();
	}

	/** Channel, direction, outcome and approach of a valid form. */
	How how() {
		return new How(Objects.requireNonNull(this.channel), Objects.requireNonNull(this.direction),
				Objects.requireNonNull(this.outcome), Objects.requireNonNull(this.approach), this.introducer,
				this.introducedBy)
			.kept();
	}

	/** How each argument used was received. */
	Map<UUID, Reaction> argumentsUsed() {
		Map<UUID, Reaction> used = new HashMap<>();
		used().forEach((argument, reaction) -> {
			if (reaction != null) {
				used.put(UUID.fromString(argument), reaction);
			}
		});
		return used;
	}

	/** How each objection heard went. */
	Map<UUID, Hearing> objectionsHeard() {
		Map<UUID, Hearing> hearings = new HashMap<>();
		heard().forEach((objection, heard) -> {
			if (heard != null) {
				UUID key = UUID.fromString(objection);
				hearings.put(key, new Hearing(heard.lifted(), heard.answer(), verbatim(key)));
			}
		});
		return hearings;
	}

	/** Who else took part, the person named first left out. */
	public Set<UUID> participants() {
		Set<UUID> others = new TreeSet<>((this.with != null) ? this.with : Set.of());
		if (this.contact != null) {
			others.remove(this.contact);
		}
		return others;
	}

	public Set<Handout> handouts() {
		return (this.documents != null) ? this.documents : Set.of();
	}

	/** Whether somebody was said to have taken part; for the page. */
	public boolean isWith(UUID person) {
		return this.with != null && this.with.contains(person);
	}

	/** Whether something was promised; for the page. */
	public boolean isPromised(Handout document) {
		return handouts().contains(document);
	}

	/** The rules of the exchange itself, whether it is logged or corrected. */
	void checkExchange(Errors errors, Instant now) {
		if (this.approach == Approach.INTRODUIT && this.introducer == null && this.introducedBy == null) {
			errors.rejectValue("introducedBy", "interaction.introducedBy.missing");
		}
		if (this.date != null && this.time != null && InteractionLog.occurredAt(this).isAfter(now.plusSeconds(120))) {
			errors.rejectValue("date", "interaction.date.future");
		}
	}

	/** Whether all those who took part are known there, or were said to be before. */
	boolean tellsOfPeopleAmong(List<ContactCard> people, Set<UUID> before) {
		Set<UUID> known = people.stream().map(ContactCard::id).collect(Collectors.toCollection(TreeSet::new));
		known.addAll(before);
		return known.containsAll(participants());
	}

	/** How an argument was received, empty when it was not used; for the page. */
	public String reaction(UUID argument) {
		Reaction reaction = used().get(argument.toString());
		return (reaction != null) ? reaction.name() : "";
	}

	/** How an objection went, empty when it was not heard; for the page. */
	public String heard(UUID objection) {
		Heard heard = heard().get(objection.toString());
		return (heard != null) ? heard.toString() : "";
	}

	/** An objection in the person's own words; for the page. */
	public @Nullable String verbatim(UUID objection) {
		return (this.verbatims != null) ? this.verbatims.get(objection.toString()) : null;
	}

	/**
	 * How we come in.
	 *
	 * @param introducer who opened the door, when they are a contact
	 * @param introducedBy their name, when they are not
	 */
	record Opening(Approach approach, @Nullable UUID introducer, @Nullable String introducedBy) {
	}

}
