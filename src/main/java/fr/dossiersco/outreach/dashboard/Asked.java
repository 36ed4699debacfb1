package fr.dossiersco.outreach.dashboard;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.web.QueryLink;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is asked of a list behind a figure.
 *
 * @param scope about which schools
 * @param period about which days; a list that is of no day has no use for it
 * @param own what only this list may be asked
 */
record Asked(SchoolScope scope, Period period, List<Chosen> own) {

	/** Another address about the same schools and, where it is of some, days. */
	QueryLink link(String path, boolean ofDays) {
		QueryLink link = this.scope.link(path);
		return ofDays ? this.period.on(link) : link;
	}

	/** Adds to an address what only this list is asked. */
	QueryLink on(QueryLink list) {
		QueryLink link = list;
		for (Chosen chosen : this.own) {
			link = link.with(chosen.criterion().parameter(), chosen.value());
		}
		return link;
	}

	/** What only this list is asked, to follow a condition. */
	String conditions() {
		return this.own.stream()
			.map((chosen) -> " and " + chosen.criterion().condition())
			.collect(Collectors.joining());
	}

	JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
		Map<String, String> values = this.own.stream()
			.collect(Collectors.toMap((chosen) -> chosen.criterion().parameter(), Chosen::value));
		return this.scope.bind(statement)
			.params(values)
			.param("since", this.period.start())
			.param("until", this.period.end());
	}

	/**
	 * A criterion in force.
	 *
	 * @param text the value as a person reads it
	 */
	record Chosen(ListCriterion criterion, String value, String text) {
	}

}
