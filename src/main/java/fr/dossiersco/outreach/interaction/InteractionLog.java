package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentsAhead;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.contact.Attitudes;
import fr.dossiersco.outreach.interaction.Interaction.Where;
import fr.dossiersco.outreach.pipeline.StageMoves;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
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

	private final AppointmentsAhead appointments;

	private final MessageSource messages;

	private final Clock clock;

	InteractionLog(InteractionRepository interactions, FollowUps followUps, StageMoves moves, Attitudes attitudes,
			Drafts drafts, NextMoment nextMoment, AppointmentsAhead appointments, MessageSource messages, Clock clock) {
		this.interactions = interactions;
		this.followUps = followUps;
		this.moves = moves;
		this.attitudes = attitudes;
		this.drafts = drafts;
		this.nextMoment = nextMoment;
		this.appointments = appointments;
		this.messages = messages;
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
		Interaction interaction = new Interaction(id, new Where(form.uai(), form.contact(), academie), form.how(),
				me.id(), occurred.isAfter(now) ? now : occurred, now, form.notes());
		interaction.mentioned(form.argumentsUsed(), form.objectionsHeard());
		interaction.tookPart(form.participants());
		if (around.campaign() != null) {
			interaction.countsFor(around.campaign());
		}
		if (around.overrideReason() != null) {
			interaction.inSpiteOf(around.overrideReason());
		}
		answer(form, interaction, me);
		promise(form, interaction, academie, agenda, around, me);
		promiseDocuments(form, interaction, academie, agenda, me);
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
		List<UUID> opened = Stream.of(interaction.nextFollowUpId(), interaction.documentFollowUpId())
			.filter(Objects::nonNull)
			.toList();
		if (opened.stream().anyMatch(this::isFollowed)) {
			return TakenBack.FOLLOWED;
		}
		String uai = interaction.uai();
		if (uai != null && !this.moves.takeBack(interaction.id(), uai)) {
			return TakenBack.MOVED_SINCE;
		}
		this.attitudes.takeBack(id);
		this.interactions.delete(interaction);
		opened.forEach(this.followUps::takeBack);
		UUID answered = interaction.followUpId();
		if (answered != null) {
			this.followUps.reopen(answered);
		}
		return TakenBack.DONE;
	}

	private boolean isFollowed(UUID step) {
		return this.interactions.existsByFollowUpId(step) || !this.followUps.isOpen(step)
				|| this.appointments.standing(step).isPresent();
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

	/** What was promised is to be sent today, whatever else comes next. */
	private void promiseDocuments(InteractionForm form, Interaction interaction, @Nullable String academie,
			Agenda agenda, CurrentAccount me) {
		if (form.handouts().isEmpty()) {
			return;
		}
		interaction.promised(form.handouts());
		String names = form.handouts()
			.stream()
			.sorted()
			.map((document) -> text("interaction.document." + document))
			.collect(Collectors.joining(", "));
		interaction.promisedBy(this.followUps.open(new Subject(form.uai(), form.contact(), academie),
				FollowUpKind.DOCUMENT, When.day(agenda.at(this.clock.instant()).toLocalDate()),
				text("interaction.document.toSend", names), me.id(), me));
	}

	private String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	private void move(InteractionForm form, UUID interaction, CurrentAccount me) {
		String uai = form.uai();
		if (uai == null) {
			return;
		}
		String chosen = form.stage();
		boolean automatic = chosen == null || chosen.equals(InteractionForm.AUTOMATIC);
		this.moves.move(uai, (before) -> automatic ? StageAfter.of(before, Objects.requireNonNull(form.outcome()),
				Objects.requireNonNull(form.direction())) : chosen, me, form.stageReason(), interaction);
	}

	/**
	 * What the form alone does not say.
	 *
	 * @param overrideReason why the call took place although the queue held it back
	 * @param handedTo the person just added, to whom we were handed
	 * @param campaign the campaign that it counts for
	 */
	record Around(@Nullable String overrideReason, @Nullable UUID handedTo, @Nullable UUID campaign) {

		static final Around NOTHING = new Around(null, null, null);

	}

	/** Whether an exchange was taken back, and else why it stays. */
	enum TakenBack {

		DONE, NOT_ONES_OWN, TOO_LATE,

		/**
		 * The next step that it opened was done, led to another exchange, or was offered.
		 */
		FOLLOWED, MOVED_SINCE

	}

}
