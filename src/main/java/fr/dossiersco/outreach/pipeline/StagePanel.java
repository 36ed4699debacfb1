package fr.dossiersco.outreach.pipeline;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a school stands, on its page. */
@Component
@Order(10)
class StagePanel implements EstablishmentPanel {

	private final JdbcClient jdbc;

	private final Stages stages;

	StagePanel(JdbcClient jdbc, Stages stages) {
		this.jdbc = jdbc;
		this.stages = stages;
	}

	@Override
	public String template() {
		return "pipeline/panel";
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		Standing standing = this.jdbc.sql("""
				select p.stage, p.since, p.owner, a.name owner_name
				from pursuit p left join account a on a.id = p.owner
				where p.uai = :uai""").param("uai", establishment.uai()).query(Standing.class).optional().orElse(null);
		List<Past> history = this.jdbc.sql("""
				select (m.moved_at at time zone 'Europe/Paris') as at, b.label as before, s.label as after, m.reason,
					a.name as author, m.interaction_id
				from stage_move m join stage s on s.code = m.to_stage left join stage b on b.code = m.from_stage
					join account a on a.id = m.moved_by
				where m.uai = :uai order by m.moved_at desc, m.id desc limit 20""")
			.param("uai", establishment.uai())
			.query(Past.class)
			.list();
		List<Person> people = this.jdbc
			.sql("""
					select id, name from account where role <> 'AMBASSADOR' or id = (select owner from pursuit where uai = :uai)
					order by name collate french, id limit 200""")
			.param("uai", establishment.uai())
			.query(Person.class)
			.list();
		List<Stage> all = this.stages.all();
		return new StageView(establishment.uai(), all, (standing != null)
				? all.stream().filter((stage) -> stage.code().equals(standing.stage())).findFirst().orElse(null) : null,
				(standing != null) ? LocalDateTime.ofInstant(standing.since(), establishment.zone()) : null, standing,
				history, people);
	}

	/**
	 * @param current null when nobody has spotted the school
	 * @param since in the school's own time
	 * @param history its moves, the last first
	 */
	record StageView(String uai, List<Stage> stages, @Nullable Stage current, @Nullable LocalDateTime since,
			@Nullable Standing standing, List<Past> history, List<Person> people) {
	}

	record Standing(String stage, Instant since, @Nullable UUID owner, @Nullable String ownerName) {
	}

	/**
	 * A move made.
	 *
	 * @param at in Paris
	 * @param before the label of the stage that it left, null for the first
	 */
	record Past(LocalDateTime at, @Nullable String before, String after, @Nullable String reason, String author,
			@Nullable UUID interactionId) {
	}

	record Person(UUID id, String name) {
	}

}
