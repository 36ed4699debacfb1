package fr.dossiersco.outreach.pipeline;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.Establishment;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves schools from stage to stage; each move is written down with who, when, why and by
 * what.
 */
@Component
public class StageMoves {

	private final PursuitRepository pursuits;

	private final StageMoveRepository moves;

	private final EstablishmentRepository establishments;

	private final Stages stages;

	private final Clock clock;

	StageMoves(PursuitRepository pursuits, StageMoveRepository moves, EstablishmentRepository establishments,
			Stages stages, Clock clock) {
		this.pursuits = pursuits;
		this.moves = moves;
		this.establishments = establishments;
		this.stages = stages;
		this.clock = clock;
	}

	/**
	 * Moves a school, which gets whoever moves it as its lead if it has none. Staying
	 * where it is moves nothing.
	 * @param reason why, required by some stages
	 * @param interaction the exchange that made it move, null when someone just decided
	 * so
	 * @throws ReasonMissingException when the stage asks for a reason and none is given
	 */
	@Transactional
	public void move(String uai, String to, CurrentAccount by, @Nullable String reason, @Nullable UUID interaction) {
		Stage stage = this.stages.find(to).orElseThrow(() -> new NotFoundException("stage " + to));
		if (stage.reasonRequired() && (reason == null || reason.isBlank())) {
			throw new ReasonMissingException();
		}
		Establishment school = require(uai);
		Optional<Pursuit> known = this.pursuits.findById(uai);
		String from = known.map(Pursuit::stage).orElse(null);
		Pursuit pursuit = known.orElseGet(() -> new Pursuit(uai, school.getAcademie(), to, this.clock.instant()));
		if (pursuit.owner() == null) {
			pursuit.handOverTo(by.id());
		}
		if (to.equals(from)) {
			return;
		}
		pursuit.moveTo(to, this.clock.instant());
		this.pursuits.save(pursuit);
		this.moves.save(
				new StageMove(uai, school.getAcademie(), from, to, this.clock.instant(), by.id(), reason, interaction));
	}

	/** Whoever works on a school that nobody leads becomes its lead. */
	@Transactional
	public void lead(String uai, CurrentAccount by) {
		this.pursuits.findById(uai)
			.filter((pursuit) -> pursuit.owner() == null)
			.ifPresent((pursuit) -> pursuit.handOverTo(by.id()));
	}

	/**
	 * Takes back the move that an exchange made.
	 * @return false when the school has moved again since, or was first spotted by that
	 * move and handed over to someone else: it stays where it is
	 */
	@Transactional
	public boolean takeBack(UUID interaction, String uai) {
		Optional<StageMove> made = this.moves.findByInteractionId(interaction);
		if (made.isEmpty()) {
			return true;
		}
		StageMove last = this.moves.findFirstByUaiOrderByMovedAtDescIdDesc(uai).orElseThrow();
		if (!last.getId().equals(made.get().getId())) {
			return false;
		}
		Pursuit pursuit = this.pursuits.findById(uai).orElseThrow();
		String before = made.get().fromStage();
		if (before == null && !made.get().movedBy().equals(pursuit.owner())) {
			return false;
		}
		this.moves.deleteById(made.get().getId());
		if (before == null) {
			this.pursuits.delete(pursuit);
		}
		else {
			pursuit.moveTo(before, this.clock.instant());
			this.moves.findFirstByUaiOrderByMovedAtDescIdDesc(uai)
				.ifPresent((previous) -> pursuit.moveTo(before, previous.movedAt()));
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

	@Transactional
	void handOver(String uai, @Nullable UUID account) {
		Pursuit pursuit = this.pursuits.findById(uai).orElseThrow(() -> new NotFoundException("pursuit of " + uai));
		pursuit.handOverTo(account);
	}

	private Establishment require(String uai) {
		return this.establishments.findByUai(uai).orElseThrow(() -> new NotFoundException("establishment " + uai));
	}

	/** The stage asks why, and nothing was said. */
	public static class ReasonMissingException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
