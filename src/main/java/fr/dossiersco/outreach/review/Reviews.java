package fr.dossiersco.outreach.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.Establishment;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Closes reviews, and keeps what is to be done at each school until it is. */
@Component
class Reviews {

	private final JdbcClient jdbc;

	private final StaleSchools stale;

	private final EstablishmentRepository establishments;

	private final FollowUps followUps;

	private final Clock clock;

	Reviews(JdbcClient jdbc, StaleSchools stale, EstablishmentRepository establishments, FollowUps followUps,
			Clock clock) {
		this.jdbc = jdbc;
		this.stale = stale;
		this.establishments = establishments;
		this.followUps = followUps;
		this.clock = clock;
	}

	/** Closes a review: what comes next is compared with how it is now. */
	@Transactional
	UUID close(CurrentAccount by) {
		UUID id = UUID.randomUUID();
		this.jdbc.sql("insert into stale_review (id, closed_at, closed_by) values (?, ?, ?)")
			.params(id, this.clock.instant().atOffset(ZoneOffset.UTC), by.id())
			.update();
		this.stale.keep(id);
		return id;
	}

	/**
	 * Opens the last review again.
	 * @return false when another one was closed since
	 */
	@Transactional
	boolean reopen(UUID id) {
		return this.jdbc.sql(
				"delete from stale_review where id = ? and id = (select id from stale_review order by closed_at desc, id limit 1)")
			.param(id)
			.update() > 0;
	}

	/**
	 * Writes what is to be done at a school.
	 * @param day when, which makes it a next step of one's own; null to leave it open
	 */
	@Transactional
	void write(String uai, String text, @Nullable LocalDate day, CurrentAccount by) {
		Establishment school = this.establishments.findByUai(uai)
			.orElseThrow(() -> new NotFoundException("establishment " + uai));
		this.jdbc
			.sql("insert into stale_todo (id, uai, academie, text, written_at, written_by) values (?, ?, ?, ?, ?, ?)")
			.params(UUID.randomUUID(), uai, school.getAcademie(), text, this.clock.instant().atOffset(ZoneOffset.UTC),
					by.id())
			.update();
		if (day != null) {
			this.followUps.open(new Subject(uai, null, school.getAcademie()), FollowUpKind.APPEL, When.day(day), text,
					by.id(), by);
		}
	}

	/** Says that it is done, or that it is not after all. */
	@Transactional
	void tick(UUID todo, boolean dealt, CurrentAccount by) {
		int changed = this.jdbc.sql("update stale_todo set dealt_at = :at, dealt_by = :by where id = :id")
			.param("at", dealt ? this.clock.instant().atOffset(ZoneOffset.UTC) : null,
					java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
			.param("by", dealt ? by.id() : null, java.sql.Types.OTHER)
			.param("id", todo)
			.update();
		if (changed == 0) {
			throw new NotFoundException("to do " + todo);
		}
	}

}
