package fr.dossiersco.outreach.pipeline;

import java.util.ArrayList;
import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentFacet;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets the list of schools be filtered and sorted by who leads them. */
@Component
@Order(20)
class OwnerFacet implements EstablishmentFacet {

	private static final String NONE = "PERSONNE";

	private final JdbcClient jdbc;

	OwnerFacet(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String parameter() {
		return "responsable";
	}

	@Override
	public String label() {
		return "pipeline.owner";
	}

	@Override
	public List<Choice> choices() {
		List<Choice> choices = new ArrayList<>(this.jdbc
			.sql("""
					select id::text as value, name as text from account a
					where (role <> 'AMBASSADOR' and deactivated_at is null) or exists (select from pursuit p where p.owner = a.id)
					order by name collate french, id""")
			.query(Choice.class)
			.list());
		choices.add(new Choice(NONE, "Sans responsable"));
		return choices;
	}

	@Override
	public List<String> joins() {
		return List.of("left join pursuit on pursuit.uai = e.uai", "left join account lead on lead.id = pursuit.owner");
	}

	@Override
	public String condition(String value) {
		return value.equals(NONE) ? "pursuit.owner is null" : "pursuit.owner = :responsable::uuid";
	}

	@Override
	public String column() {
		return "lead.name";
	}

}
