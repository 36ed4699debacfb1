package fr.dossiersco.outreach.interaction;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.playbook.Verbatims;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The words that callers kept of what was objected to them. */
@Component
class HeardVerbatims implements Verbatims {

	private final JdbcClient jdbc;

	HeardVerbatims(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Verbatim> lastHeard(UUID objection, int most) {
		return this.jdbc
			.sql("""
					select io.verbatim as words, i.id as interaction, (i.occurred_at at time zone 'Europe/Paris')::date as heard_on,
						io.lifted
					from interaction_objection io join interaction i on i.id = io.interaction_id
					where io.objection_id in (select id from objection where id = :id or merged_into = :id)
						and io.verbatim is not null
					order by i.occurred_at desc, i.id limit :most""")
			.param("id", objection)
			.param("most", most)
			.query(Verbatim.class)
			.list();
	}

}
