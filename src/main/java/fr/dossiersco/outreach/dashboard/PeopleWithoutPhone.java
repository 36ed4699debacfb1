package fr.dossiersco.outreach.dashboard;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people that may be contacted and have no telephone number. */
@Component
class PeopleWithoutPhone extends PeopleList {

	static final String NAME = "sans-telephone";

	static final String CONDITION = "not c.has_phone and not c.opposed and ";

	PeopleWithoutPhone(JdbcClient jdbc) {
		super(jdbc);
	}

	@Override
	String name() {
		return NAME;
	}

	@Override
	boolean isOfDays() {
		return false;
	}

	@Override
	String people(Asked asked) {
		return CONDITION + asked.scope().peopleOf("c");
	}

}
