package fr.dossiersco.outreach.introduction;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.introduction.Introduction.Door;
import fr.dossiersco.outreach.pipeline.StageMoves;
import fr.dossiersco.outreach.scheduling.Closure;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks people to open doors and notes what came of it. Each request is a next step of the
 * school's lead, so that nobody forgets to look whether the answer came.
 */
@Component
public class Introductions {

	private final IntroductionRepository introductions;

	private final FollowUps followUps;

	private final StageMoves moves;

	private final JdbcClient jdbc;

	private final Clock clock;

	Introductions(IntroductionRepository introductions, FollowUps followUps, StageMoves moves, JdbcClient jdbc,
			Clock clock) {
		this.introductions = introductions;
		this.followUps = followUps;
		this.moves = moves;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Transactional
	UUID ask(Door door, Introducer introducer, String reason, String message, String toDo, LocalDate lookAgainOn,
			CurrentAccount me) {
		UUID lead = (door.uai() != null) ? this.moves.leadOf(door.uai()) : null;
		UUID followUp = this.followUps.open(new Subject(door.uai(), door.contact(), door.academie()),
				FollowUpKind.AUTRE, When.day(lookAgainOn), toDo, (lead != null) ? lead : me.id(), me);
		return this.introductions
			.save(new Introduction(door, introducer, reason, message, followUp, me.id(), this.clock.instant()))
			.id();
	}

	@Transactional
	void end(UUID id, IntroductionOutcome outcome, @Nullable String note, CurrentAccount me) {
		Introduction introduction = require(id);
		introduction.ends(outcome, note, me.id(), this.clock.instant());
		if (introduction.followUpId() != null) {
			this.followUps.answer(introduction.followUpId(), me);
		}
	}

	@Transactional
	void waitAgain(UUID id) {
		Introduction introduction = require(id);
		introduction.waitsAgain();
		if (introduction.followUpId() != null) {
			this.followUps.reopen(introduction.followUpId());
		}
	}

	/**
	 * Takes back a request that nobody has answered.
	 * @return false when it has an outcome, and stays
	 */
	@Transactional
	boolean withdraw(UUID id, CurrentAccount me) {
		Introduction introduction = require(id);
		if (!introduction.isPending()) {
			return false;
		}
		UUID followUp = introduction.followUpId();
		this.introductions.delete(introduction);
		if (followUp != null && this.followUps.isOpen(followUp)) {
			this.followUps.close(followUp, Closure.ABANDONNE, null, me);
		}
		return true;
	}

	/**
	 * Who opened the door of a school last, or that of a person.
	 * @param contact null for anybody at the school
	 */
	@Transactional(readOnly = true)
	public Optional<Opened> opened(@Nullable String uai, @Nullable UUID contact) {
		return this.jdbc.sql("""
				select n.introducer_id as contact,
					coalesce(nullif(concat_ws(' ', k.given_name, k.family_name), ''), a.name) as name
				from introduction n
					left join contact k on k.id = n.introducer_id
					left join account a on a.id = n.ambassador_id
				where n.outcome = 'ACCEPTEE' and (n.contact_id = :contact or n.uai = :uai)
				order by (n.contact_id = :contact) desc nulls last, n.outcome_at desc, n.id limit 1""")
			.param("uai", uai, Types.VARCHAR)
			.param("contact", contact, Types.OTHER)
			.query(Opened.class)
			.optional();
	}

	private Introduction require(UUID id) {
		return this.introductions.findById(Objects.requireNonNull(id))
			.orElseThrow(() -> new NotFoundException("introduction " + id));
	}

	/**
	 * Who opened a door.
	 *
	 * @param contact null for an ambassador, who is known by name alone
	 */
	public record Opened(@Nullable UUID contact, String name) {
	}

}
