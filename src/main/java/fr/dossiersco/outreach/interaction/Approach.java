package fr.dossiersco.outreach.interaction;

/**
 * How we came in: to be compared, because cold calls are said to hardly work (team notes,
 * April 2019).
 */
enum Approach {

	FROID, INTRODUIT, SOLLICITE

}
