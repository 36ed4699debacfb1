package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what was accepted of a plan, each call by itself: whoever plans the same week
 * elsewhere loses nothing but the calls that someone took first.
 */
@Component
class PlanAcceptance {

	private final FollowUpRepository followUps;

	private final Territory territory;

	private final TransactionTemplate transaction;

	private final Agendas agendas;

	private final JdbcClient jdbc;

	PlanAcceptance(FollowUpRepository followUps, Territory territory, TransactionTemplate transaction, Agendas agendas,
			JdbcClient jdbc) {
		this.followUps = followUps;
		this.territory = territory;
		this.transaction = transaction;
		this.agendas = agendas;
		this.jdbc = jdbc;
	}

	/**
	 * @param version as the plan saw the call
	 * @return false when the call, the caller's time or the school's hours are no longer
	 * as the plan saw them
	 */
	boolean accept(UUID followUp, int version, UUID caller, Instant start) {
		try {
			return Boolean.TRUE.equals(this.transaction.execute((status) -> place(followUp, version, caller, start)));
		}
		catch (DataIntegrityViolationException | OptimisticLockingFailureException
				| FollowUp.FollowUpClosedException ex) {
			return false;
		}
	}

	private boolean place(UUID id, int version, UUID caller, Instant start) {
		FollowUp followUp = this.followUps.findById(id).orElse(null);
		if (followUp == null || followUp.isClosed() || followUp.isAgreed() || followUp.version() != version) {
			return false;
		}
		Place place = this.jdbc.sql(
				"select f.uai, f.contact_id as contact, f.academie, e.departement from follow_up f left join establishment e on e.uai = f.uai where f.id = ?")
			.param(id)
			.query(Place.class)
			.single();
		if (this.agendas.of(new Whom(place.uai(), place.contact(), place.departement(), place.academie(), false))
			.whyClosed(start, When.CALL)
			.isPresent()) {
			return false;
		}
		followUp.postpone(When.at(start, zone(place.departement()), When.CALL));
		followUp.handOverTo(caller);
		this.followUps.save(followUp);
		return true;
	}

	private ZoneId zone(@Nullable String departement) {
		Departement known = (departement != null) ? this.territory.departement(departement) : null;
		return (known != null) ? Objects.requireNonNull(known).timeZone() : SlotFinder.PARIS;
	}

	private record Place(@Nullable String uai, @Nullable UUID contact, @Nullable String academie,
			@Nullable String departement) {
	}

}
