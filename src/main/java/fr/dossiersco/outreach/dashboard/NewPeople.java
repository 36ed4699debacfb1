package fr.dossiersco.outreach.dashboard;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people added in some days. */
@Component
class NewPeople extends PeopleList {

	static final String NAME = "nouveaux-contacts";

	NewPeople(JdbcClient jdbc) {
		super(jdbc);
	}

	@Override
	String name() {
		return NAME;
	}

	@Override
	String people(Asked asked) {
		return "c.created_at >= :since and c.created_at < :until and " + asked.scope().peopleOf("c");
	}

}
