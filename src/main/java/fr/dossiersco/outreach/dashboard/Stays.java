package fr.dossiersco.outreach.dashboard;

import fr.dossiersco.outreach.establishment.SchoolScope;

/** How long schools stay at a stage: from the move that brings them there to the next. */
final class Stays {

	private Stays() {
	}

	/**
	 * Each stay of the schools of a scope as a row; one that is not over has no
	 * {@code left_at}. All the moves of a school are in the scope or none is.
	 */
	static String of(SchoolScope scope) {
		return """
				select m.uai, e.academie, e.departement, m.to_stage as stage, m.moved_at, m.id, lead(m.moved_at) over way as left_at
				from stage_move m join establishment e on e.uai = m.uai %s
				where %s
				window way as (partition by m.uai order by m.moved_at, m.id)"""
			.formatted(scope.joins(), scope.conditions());
	}

}
