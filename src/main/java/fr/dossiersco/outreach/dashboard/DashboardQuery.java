package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;

import org.springframework.stereotype.Component;

/** Reads what the dashboard and the lists behind it are asked, from their address. */
@Component
class DashboardQuery {

	static final List<String> CRITERIA = List.of("academie", "departement", "type", "secteur", "rencontre", "entree",
			"approche", "responsable");

	private final SchoolScopes scopes;

	private final Clock clock;

	DashboardQuery(SchoolScopes scopes, Clock clock) {
		this.scopes = scopes;
		this.clock = clock;
	}

	SchoolScope scope(Map<String, String> query) {
		return this.scopes.read(query, CRITERIA);
	}

	Period period(Map<String, String> query) {
		return Period.of(query.get(Period.SINCE), query.get(Period.UNTIL), this.clock);
	}

}
