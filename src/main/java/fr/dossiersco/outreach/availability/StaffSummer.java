package fr.dossiersco.outreach.availability;

/**
 * How much of the pupils' summer the staff works, in days: the team's notes say about a
 * week at each end.
 */
record StaffSummer(int start, int end) {

	static final StaffSummer NONE = new StaffSummer(0, 0);

}
