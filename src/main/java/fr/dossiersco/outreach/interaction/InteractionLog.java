package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.contact.Attitudes;
import fr.dossiersco.outreach.interaction.Interaction.Hearing;
import fr.dossiersco.outreach.interaction.Interaction.How;
import fr.dossiersco.outreach.interaction.Interaction.Where;
import fr.dossiersco.outreach.pipeline.StageMoves;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Logs exchanges, with all that each one brings about, and takes them back: all of it or
 * none of it.
 */
@Component
class InteractionLog {

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** Why an attitude was noted, when the caller says no more. */
	private static final String SEEN = "Vu pendant l’échange.";

	private final InteractionRepository interactions;

	private final FollowUps followUps;

	private final StageMoves moves;

	private final Attitudes attitudes;

	private final Drafts drafts;

	private final NextMoment nextMoment;

	private final Clock clock;

	InteractionLog(InteractionRepository interactions, FollowUps followUps, StageMoves moves, Attitudes attitudes,
			Drafts drafts, NextMoment nextMoment, Clock clock) {
		this.interactions = interactions;
		this.followUps = followUps;
		this.moves = moves;
		this.attitudes = attitudes;
		this.drafts = drafts;
		this.nextMoment = nextMoment;
		this.clock = clock;
	}

	/**
	 * Logs what a valid form says. The same form sent twice is logged once.
	 * @param academie that of the school, or of the person's post
	 * @param agenda when they may be called
	 * @param around what else the exchange brings about
	 * @throws StageMoves.ReasonMissingException when the stage chosen asks why
	 * @throws AccessDeniedException when an attitude is noted of someone who also has a
	 * post outside the territory
	 */
	@Transactional
	public void log(InteractionForm form, @Nullable String academie, Agenda agenda, Around around, CurrentAccount me) {
		UUID id = Objects.requireNonNull(form.id());
		if (this.interactions.existsById(id)) {
			return;
		}
		Instant now = this.clock.instant();
		Instant occurred = occurredAt(form);
		Interaction interaction = new Interaction(id, new Where(form.uai(), form.contact(), academie), how(form),
				me.id(), occurred.isAfter(now) ? now : occurred, now, form.notes());
		form.used().forEach((argument, reaction) -> {
			if (reaction != null) {
				interaction.used(UUID.fromString(argument), reaction);
			}
		});
		form.heard().forEach((objection, heard) -> {
			if (heard != null) {
				UUID key = UUID.fromString(objection);
				interaction.heard(key, new Hearing(heard.lifted(), heard.answer(), form.verbatim(key)));
			}
		});
		if (around.overrideReason() != null) {
			interaction.inSpiteOf(around.overrideReason());
		}
		answer(form, interaction, me);
		promise(form, interaction, academie, agenda, around, me);
		this.interactions.saveAndFlush(interaction);
		move(form, id, me);
		see(form, id, me);
		this.drafts.forget(me, Drafts.subject(form.uai(), form.contact()));
	}

	/** Takes an exchange back with what it brought about. */
	@Transactional
	public TakenBack takeBack(UUID id, CurrentAccount me) {
		Interaction interaction = this.interactions.require(id);
		if (!interaction.isBy(me.id())) {
			return TakenBack.NOT_ONES_OWN;
		}
		if (!interaction.isFresh(this.clock.instant())) {
			return TakenBack.TOO_LATE;
		}
		UUID next = interaction.nextFollowUpId();
		if (next != null && (this.interactions.existsByFollowUpId(next) || !this.followUps.isOpen(next))) {
			return TakenBack.FOLLOWED;
		}
		String uai = interaction.uai();
		if (uai != null && !this.moves.takeBack(interaction.id(), uai)) {
			return TakenBack.MOVED_SINCE;
		}
		this.attitudes.takeBack(id);
		this.interactions.delete(interaction);
		if (next != null) {
			this.followUps.takeBack(next);
		}
		UUID answered = interaction.followUpId();
		if (answered != null) {
			this.followUps.reopen(answered);
		}
		return TakenBack.DONE;
	}

	/** Notes how the person turned out to stand, with this exchange as the reason. */
	private void see(InteractionForm form, UUID interaction, CurrentAccount me) {
		if (form.attitude() != null && form.contact() != null) {
			this.attitudes.note(form.contact(), form.attitude(),
					(form.attitudeReason() != null) ? form.attitudeReason() : SEEN, interaction, me);
		}
	}

	/** When it happened, by what was typed. */
	static Instant occurredAt(InteractionForm form) {
		return Objects.requireNonNull(form.date())
			.atTime(Objects.requireNonNull(form.time()))
			.atZone(PARIS)
			.toInstant();
	}

	private static How how(InteractionForm form) {
		return new How(Objects.requireNonNull(form.channel()), Objects.requireNonNull(form.direction()),
				Objects.requireNonNull(form.outcome()), Objects.requireNonNull(form.approach()), form.introducer(),
				form.introducedBy());
	}

	private void answer(InteractionForm form, Interaction interaction, CurrentAccount me) {
		UUID followUp = form.followUp();
		if (followUp == null) {
			return;
		}
		if (this.followUps.answer(followUp, me)) {
			interaction.answers(followUp);
		}
	}

	/** Opens the next step: one's own, or that of the ambassador who takes over. */
	private void promise(InteractionForm form, Interaction interaction, @Nullable String academie, Agenda agenda,
			Around around, CurrentAccount me) {
		boolean handedOver = form.outcome() == Outcome.TRANSMIS && form.ambassador() != null;
		When when = this.nextMoment.of(form, agenda);
		if (when == null && (handedOver || around.handedTo() != null)) {
			when = this.nextMoment.soon(agenda);
		}
		if (when == null) {
			return;
		}
		FollowUpKind kind = (form.nextKind() != null) ? form.nextKind() : FollowUpKind.APPEL;
		UUID with = (around.handedTo() != null) ? around.handedTo() : form.contact();
		UUID owner = handedOver ? Objects.requireNonNull(form.ambassador()) : me.id();
		UUID next = this.followUps.open(new Subject(form.uai(), with, academie), kind, when, form.nextNote(), owner,
				me);
		interaction.leadsTo(next);
		if (form.followUp() != null && !handedOver) {
			this.followUps.keepInCampaign(next, form.followUp());
		}
	}

	private void move(InteractionForm form, UUID interaction, CurrentAccount me) {
		String uai = form.uai();
		if (uai == null) {
			return;
		}
		String chosen = form.stage();
		String to = (chosen == null || chosen.equals(InteractionForm.AUTOMATIC))
				? StageAfter.of(this.moves.stageOf(uai), Objects.requireNonNull(form.outcome()),
						Objects.requireNonNull(form.direction()))
				: chosen;
		if (to != null) {
			this.moves.move(uai, to, me, form.stageReason(), interaction);
		}
		this.moves.lead(uai, me);
	}

	/**
	 * What the form alone does not say.
	 *
	 * @param overrideReason why the call took place although the queue held it back
	 * @param handedTo the person just added, to whom we were handed
	 */
	record Around(@Nullable String overrideReason, @Nullable UUID handedTo) {

		static final Around NOTHING = new Around(null, null);

	}

	/** Whether an exchange was taken back, and else why it stays. */
	enum TakenBack {

		DONE, NOT_ONES_OWN, TOO_LATE,

		/** The next step that it opened was done, or led to another exchange. */
		FOLLOWED, MOVED_SINCE

	}

}
