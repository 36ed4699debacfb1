package fr.dossiersco.outreach.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.establishment.Establishment;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;
import fr.dossiersco.outreach.scheduling.Closure;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves schools from stage to stage; each move is written down with who, when, why and by
 * what. Of two who move the same school at once, the second one moves it from where the
 * first one left it: its history has no gap and no overlap.
 */
@Component
public class StageMoves {

	private final PursuitRepository pursuits;

	private final StageMoveRepository moves;

	private final EstablishmentRepository establishments;

	private final Stages stages;

	private final FollowUps followUps;

	private final Agendas agendas;

	private final Clock clock;

	StageMoves(PursuitRepository pursuits, StageMoveRepository moves, EstablishmentRepository establishments,
			Stages stages, FollowUps followUps, Agendas agendas, Clock clock) {
		this.pursuits = pursuits;
		this.moves = moves;
		this.establishments = establishments;
		this.stages = stages;
		this.followUps = followUps;
		this.agendas = agendas;
		this.clock = clock;
	}

	/**
	 * Moves a school by an exchange with it; it gets whoever logs it as its lead if it
	 * has none. Staying where it is moves nothing.
	 * @param to the stage that follows from the one so far, null for none of both
	 * @param reason why, required by some stages
	 * @throws ReasonMissingException when the stage asks for a reason and none is given
	 */
	@Transactional
	public void move(String uai, Function<@Nullable String, @Nullable String> to, CurrentAccount by,
			@Nullable String reason, UUID interaction) {
		this.pursuits.await(uai);
		Optional<Pursuit> known = this.pursuits.findById(uai);
		String chosen = to.apply(known.map(Pursuit::stage).orElse(null));
		if (chosen != null) {
			write(uai, known, require(chosen, reason), by, new Why(reason, interaction, null, null));
		}
		else {
			known.filter((pursuit) -> pursuit.owner() == null).ifPresent((pursuit) -> pursuit.handOverTo(by.id()));
		}
	}

	/**
	 * Moves a school by someone's own decision. A stage that is taken up again later
	 * opens the next step for that day.
	 * @return the move, empty when the school is there already
	 * @throws ReasonMissingException when the stage asks for a reason and none is given
	 * @throws DayMissingException when the stage asks for a day to come and none is given
	 * @throws MovedMeanwhileException when the school no longer is where they saw it
	 */
	@Transactional
	public Optional<UUID> moveByHand(String uai, Decision decision, CurrentAccount by) {
		Stage stage = require(decision.to(), decision.reason());
		this.pursuits.await(uai);
		Optional<Pursuit> known = this.pursuits.findById(uai);
		String from = known.map(Pursuit::stage).orElse(null);
		if (decision.seen() != null && !decision.seen().equals(Objects.requireNonNullElse(from, ""))
				&& !stage.code().equals(from)) {
			throw new MovedMeanwhileException();
		}
		UUID step = (stage.resumes() && !stage.code().equals(from)) ? resume(uai, known, decision, by) : null;
		return write(uai, known, stage, by, new Why(decision.reason(), null, step, decision.campaign()))
			.map(StageMove::getId);
	}

	/** Opens the next step that takes a school up again. */
	private UUID resume(String uai, Optional<Pursuit> known, Decision decision, CurrentAccount by) {
		Establishment school = requireSchool(uai);
		Agenda agenda = this.agendas.of(new Whom(uai, null, school.getDepartement(), school.getAcademie(), false));
		LocalDate day = decision.resumeOn();
		if (day == null || !day.isAfter(agenda.at(this.clock.instant()).toLocalDate())) {
			throw new DayMissingException();
		}
		return this.followUps.open(new Subject(uai, null, school.getAcademie()), FollowUpKind.APPEL,
				When.firstOpen(agenda, day), decision.reason(), known.map(Pursuit::owner).orElse(by.id()), by);
	}

	/**
	 * Takes back the move that an exchange made.
	 * @return false when the school has moved again since, or was first spotted by that
	 * move and handed over to someone else: it stays where it is
	 */
	@Transactional
	public boolean takeBack(UUID interaction, String uai) {
		this.pursuits.await(uai);
		return this.moves.findByInteractionId(interaction).map(this::takeBack).orElse(true);
	}

	/**
	 * Takes back one's own decision, with the next step that it opened.
	 * @return false when the school has moved again since: it stays where it is
	 * @throws NotFoundException when one made no such move by hand
	 */
	@Transactional
	public boolean takeBackByHand(UUID id, CurrentAccount by) {
		StageMove move = this.moves.findById(id)
			.filter((made) -> made.isBy(by) && made.isByHand())
			.orElseThrow(() -> new NotFoundException("move " + id));
		this.pursuits.await(move.uai());
		UUID step = move.followUpId();
		if (!takeBack(move)) {
			return false;
		}
		if (step != null && this.followUps.isOpen(step)) {
			this.followUps.close(step, Closure.ABANDONNE, null, by);
		}
		return true;
	}

	private boolean takeBack(StageMove made) {
		StageMove last = this.moves.findFirstByUaiOrderByMovedAtDescIdDesc(made.uai()).orElseThrow();
		if (!last.getId().equals(made.getId())) {
			return false;
		}
		Pursuit pursuit = this.pursuits.findById(made.uai()).orElseThrow();
		String before = made.fromStage();
		if (before == null && !made.movedBy().equals(pursuit.owner())) {
			return false;
		}
		this.moves.deleteById(made.getId());
		if (before == null) {
			this.pursuits.delete(pursuit);
		}
		else {
			pursuit.moveTo(before,
					this.moves.findFirstByUaiOrderByMovedAtDescIdDesc(made.uai())
						.map(StageMove::movedAt)
						.orElseGet(this.clock::instant));
		}
		return true;
	}

	/** The stage of a school, null when nobody has spotted it. */
	@Transactional(readOnly = true)
	public @Nullable String stageOf(String uai) {
		return this.pursuits.findById(uai).map(Pursuit::stage).orElse(null);
	}

	/** The account that leads a school, null when nobody does. */
	@Transactional(readOnly = true)
	public @Nullable UUID leadOf(String uai) {
		return this.pursuits.findById(uai).map(Pursuit::owner).orElse(null);
	}

	/** Whoever moves a school that nobody leads becomes its lead. */
	private Optional<StageMove> write(String uai, Optional<Pursuit> known, Stage to, CurrentAccount by, Why why) {
		Establishment school = requireSchool(uai);
		String from = known.map(Pursuit::stage).orElse(null);
		Instant at = known.map((pursuit) -> after(pursuit.since())).orElseGet(this.clock::instant);
		Pursuit pursuit = known.orElseGet(() -> new Pursuit(uai, school.getAcademie(), to.code(), at));
		if (pursuit.owner() == null) {
			pursuit.handOverTo(by.id());
		}
		if (to.code().equals(from)) {
			return Optional.empty();
		}
		pursuit.moveTo(to.code(), at);
		this.pursuits.save(pursuit);
		return Optional
			.of(this.moves.save(new StageMove(uai, school.getAcademie(), from, to.code(), at, by.id(), why)));
	}

	/** Now, and after the last move, even if two machines disagree on the time. */
	private Instant after(Instant last) {
		Instant now = this.clock.instant();
		return now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
	}

	private Stage require(String code, @Nullable String reason) {
		Stage stage = this.stages.find(code).orElseThrow(() -> new NotFoundException("stage " + code));
		if (stage.reasonRequired() && (reason == null || reason.isBlank())) {
			throw new ReasonMissingException();
		}
		return stage;
	}

	private Establishment requireSchool(String uai) {
		return this.establishments.findByUai(uai).orElseThrow(() -> new NotFoundException("establishment " + uai));
	}

	/**
	 * What someone decides of a school.
	 *
	 * @param to the stage that it comes to
	 * @param seen the stage where they saw it, empty for none, null when they don't say
	 * @param reason why
	 * @param resumeOn the day when it is taken up again, on its own clock
	 * @param campaign the campaign that brought it about
	 */
	public record Decision(String to, @Nullable String seen, @Nullable String reason, @Nullable LocalDate resumeOn,
			@Nullable UUID campaign) {

		public Decision(String to, @Nullable String seen, @Nullable String reason, @Nullable LocalDate resumeOn) {
			this(to, seen, reason, resumeOn, null);
		}

	}

	/**
	 * What a move comes from.
	 *
	 * @param interaction the exchange that made it, null for someone's decision
	 * @param followUp the next step that takes the school up again
	 * @param campaign the campaign that whoever decided named
	 */
	record Why(@Nullable String reason, @Nullable UUID interaction, @Nullable UUID followUp, @Nullable UUID campaign) {
	}

	/** The stage asks why, and nothing was said. */
	public static class ReasonMissingException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** The stage asks when the school is taken up again, and no day to come was given. */
	public static class DayMissingException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** Someone else moved the school since it was shown. */
	public static class MovedMeanwhileException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
