package fr.dossiersco.outreach.ambassador;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Académie by académie: whom we have, whom we could have. One statement. */
@Component
class Network {

	private static final String COUNTS = """
			select academie, state as what, count(*) as number
			from ambassador_standing where undone_at is null and beside is null and academie is not null group by academie, state
			union all
			select s.academie, 'COMPTE', count(*)
			from account a join account_academie s on s.account_id = a.id
			where a.role = 'AMBASSADOR' and a.deactivated_at is null and not exists (
				select from ambassador_standing p where p.account_id = a.id and p.academie = s.academie)
			group by s.academie
			union all
			select e.academie, 'COLLEGE', count(*)
			from stage s join pursuit u on u.stage = s.code join establishment e on e.uai = u.uai
			where s.category = 'GAGNE' and e.kind = 'COLLEGE' and e.state <> 'FERME' group by e.academie
			union all
			select k.academie, 'POSSIBLE', count(distinct k.contact_id) from (%s) k group by k.academie
			"""
		.formatted(Candidates.POSTS);

	private final JdbcClient jdbc;

	private final Territory territory;

	private final Clock clock;

	Network(JdbcClient jdbc, Territory territory, Clock clock) {
		this.jdbc = jdbc;
		this.territory = territory;
		this.clock = clock;
	}

	/** All the académies that one sees people of, in the order of their names. */
	List<Place> places(CurrentAccount me) {
		Map<String, Map<String, Long>> counts = new HashMap<>();
		this.jdbc.sql(COUNTS).param("today", LocalDate.now(this.clock.withZone(Paths.PARIS))).query((row) -> {
			counts.computeIfAbsent(row.getString("academie"), (academie) -> new HashMap<>())
				.put(row.getString("what"), row.getLong("number"));
		});
		return this.territory.academies()
			.stream()
			.filter((academie) -> me.isTeam() || me.academies().contains(academie.code()))
			.map((academie) -> Place.of(academie, counts.getOrDefault(academie.code(), Map.of())))
			.toList();
	}

	/**
	 * An académie.
	 *
	 * @param accounts accounts of ambassadors that serve it, and are tied to nobody there
	 * @param deployed how many of its collèges use Dossiersco
	 * @param possible how many people could be asked
	 */
	record Place(String code, String name, long active, long accompanied, long invited, long willing, long accounts,
			long deployed, long possible) {

		static Place of(Academie academie, Map<String, Long> counts) {
			return new Place(academie.code(), academie.name(), counts.getOrDefault(PathState.ACTIF.name(), 0L),
					counts.getOrDefault(PathState.ACCOMPAGNE.name(), 0L),
					counts.getOrDefault(PathState.INVITE.name(), 0L),
					counts.getOrDefault(PathState.VOLONTAIRE.name(), 0L), counts.getOrDefault("COMPTE", 0L),
					counts.getOrDefault("COLLEGE", 0L), counts.getOrDefault("POSSIBLE", 0L));
		}

		/** Whether nobody speaks for us there, today. */
		public boolean isWithoutAnyone() {
			return this.active == 0 && this.accounts == 0;
		}

		/** Whether somebody could soon, by whom we know there already. */
		public boolean isToBegin() {
			return isWithoutAnyone() && this.accompanied + this.invited + this.willing == 0 && this.possible > 0;
		}

	}

}
