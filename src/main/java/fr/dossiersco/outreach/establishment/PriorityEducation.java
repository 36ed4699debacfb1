package fr.dossiersco.outreach.establishment;

/**
 * What may be asked of a school's place in the networks of éducation prioritaire; the
 * directory says nothing when it has none.
 */
enum PriorityEducation {

	REP("e.priority_education = 'REP'"), REP_PLUS("e.priority_education = 'REP+'"),
	ANY("e.priority_education is not null"), NONE("e.priority_education is null");

	private final String condition;

	PriorityEducation(String condition) {
		this.condition = condition;
	}

	String condition() {
		return this.condition;
	}

}
