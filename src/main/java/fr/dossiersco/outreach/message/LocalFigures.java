package fr.dossiersco.outreach.message;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many collèges of an académie and of a département have come how far, as far as the
 * person acting may see it.
 */
@Component
class LocalFigures {

	private final JdbcClient jdbc;

	LocalFigures(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param departement empty where nobody knows
	 * @return empty where there is no such collège
	 */
	Optional<Figures> of(String academie, String departement) {
		return this.jdbc
			.sql("""
					select count(*) filter (where local) as departement, count(*) as academie,
						count(*) filter (where local and signed_up) as departement_signed_up,
						count(*) filter (where signed_up) as academie_signed_up,
						count(*) filter (where local and won) as departement_won, count(*) filter (where won) as academie_won
					from (
						select e.departement = :departement as local, s.category = 'GAGNE' as won,
							s.category <> 'A_PART' and s.position >= (select position from stage where code = 'INSCRIT') as signed_up
						from establishment e
							left join pursuit p on p.uai = e.uai
							left join stage s on s.code = p.stage
						where e.academie = :academie and e.kind = 'COLLEGE' and e.state <> 'FERME') college""")
			.param("academie", academie)
			.param("departement", departement)
			.query(Figures.class)
			.optional();
	}

	/**
	 * Numbers of collèges: all, those signed up or further, those in use.
	 */
	record Figures(long departement, long academie, long departementSignedUp, long academieSignedUp,
			long departementWon, long academieWon) {

		static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

	}

}
