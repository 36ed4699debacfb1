package fr.dossiersco.outreach.interaction;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed to log an exchange.
 *
 * @param id drawn when the form is first shown: the exchange's own
 * @param uai the school
 * @param contact the person spoken to, null for the switchboard
 * @param followUp the next step that this answers
 * @param date the day it happened, in Paris
 * @param time the time it happened, in Paris
 * @param reactions by argument
 * @param objections by objection: whether it was lifted
 * @param stage the code of a stage, or {@link #AUTOMATIC}
 * @param newcomer someone met, to be added to the contacts
 */
record InteractionForm(@Nullable UUID id, @Nullable String uai, @Nullable UUID contact, @Nullable UUID followUp,
		@NotNull @Nullable Channel channel, @NotNull @Nullable Direction direction, @NotNull @Nullable Outcome outcome,
		@NotNull @Nullable Approach approach, @Size(max = 120) @Nullable String introducedBy,
		@NotNull @Nullable LocalDate date, @NotNull @Nullable LocalTime time,
		@Nullable Map<String, @Nullable Reaction> reactions, @Nullable Map<String, @Nullable Boolean> objections,
		@Size(max = 10_000) @Nullable String notes, @Nullable NextStep next, @Nullable LocalDate nextDate,
		@Nullable FollowUpKind nextKind, @Size(max = 500) @Nullable String nextNote, @Nullable String stage,
		@Size(max = 500) @Nullable String stageReason, @Nullable NewContact newcomer,
		@Size(max = 160) @Nullable String newObjection) {

	/** Leaves the stage to {@link StageAfter}. */
	static final String AUTOMATIC = "AUTO";

	/** The page draws the fields of a newcomer even before anyone was typed. */
	InteractionForm {
		newcomer = (newcomer != null) ? newcomer : new NewContact(null, null, null, null, null, null);
	}

	/**
	 * An empty form.
	 * @param now in Paris
	 */
	static InteractionForm blank(@Nullable String uai, @Nullable UUID contact, @Nullable UUID followUp,
			Approach approach, LocalDateTime now) {
		return new InteractionForm(UUID.randomUUID(), uai, contact, followUp, Channel.TELEPHONE, Direction.SORTANT,
				null, approach, null, now.toLocalDate(), now.toLocalTime().truncatedTo(ChronoUnit.MINUTES), Map.of(),
				Map.of(), null, NextStep.AUCUNE, null, FollowUpKind.APPEL, null, AUTOMATIC, null, null, null);
	}

	/** The same, with a person just added and nothing left of what described them. */
	InteractionForm with(UUID added) {
		return new InteractionForm(this.id, this.uai, added, this.followUp, this.channel, this.direction, this.outcome,
				this.approach, this.introducedBy, this.date, this.time, this.reactions, this.objections, this.notes,
				this.next, this.nextDate, this.nextKind, this.nextNote, this.stage, this.stageReason, null,
				this.newObjection);
	}

	/** The same, once the new objection stands among the others, marked as heard. */
	InteractionForm withObjection(UUID added) {
		Map<String, @Nullable Boolean> heard = new java.util.HashMap<>(heard());
		heard.put(added.toString(), false);
		return new InteractionForm(this.id, this.uai, this.contact, this.followUp, this.channel, this.direction,
				this.outcome, this.approach, this.introducedBy, this.date, this.time, this.reactions, heard, this.notes,
				this.next, this.nextDate, this.nextKind, this.nextNote, this.stage, this.stageReason, this.newcomer,
				null);
	}

	Map<String, @Nullable Reaction> used() {
		return (this.reactions != null) ? this.reactions : Map.of();
	}

	Map<String, @Nullable Boolean> heard() {
		return (this.objections != null) ? this.objections : Map.of();
	}

	/** How an argument was received, empty when it was not used; for the page. */
	public String reaction(UUID argument) {
		Reaction reaction = used().get(argument.toString());
		return (reaction != null) ? reaction.name() : "";
	}

	/** Whether an objection was lifted, empty when it was not raised; for the page. */
	public String lifted(UUID objection) {
		Boolean lifted = heard().get(objection.toString());
		return (lifted != null) ? lifted.toString() : "";
	}

}
