package fr.dossiersco.outreach.pipeline;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
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
		List<Row> rows = this.jdbc
			.sql("""
					select a.id, a.name, p.stage, p.since, p.owner, o.name owner_name,
						(select count(*) from follow_up f where f.uai = p.uai and f.owner = p.owner and f.closed_at is null) steps,
						(select m.reason from stage_move m where m.uai = p.uai order by m.moved_at desc, m.id desc limit 1) reason
					from account a
						left join pursuit p on p.uai = :uai
						left join account o on o.id = p.owner
					where (a.role <> 'AMBASSADOR' and a.deactivated_at is null) or a.id = p.owner
					order by a.name collate french, a.id limit 200""")
			.param("uai", establishment.uai())
			.query(Row.class)
			.list();
		List<Person> people = rows.stream().map((row) -> new Person(row.id(), row.name())).toList();
		Standing standing = rows.stream().map(Row::standing).filter(Objects::nonNull).findFirst().orElse(null);
		List<Stage> all = this.stages.all();
		return new StageView(establishment.uai(), all, (standing != null)
				? all.stream().filter((stage) -> stage.code().equals(standing.stage())).findFirst().orElse(null) : null,
				(standing != null) ? LocalDateTime.ofInstant(standing.since(), establishment.zone()) : null, standing,
				people);
	}

	/**
	 * @param current null when nobody has spotted the school
	 * @param since in the school's own time
	 */
	record StageView(String uai, List<Stage> stages, @Nullable Stage current, @Nullable LocalDateTime since,
			@Nullable Standing standing, List<Person> people) {
	}

	/**
	 * @param steps how many open next steps there the lead has to do
	 */
	record Standing(String stage, Instant since, @Nullable UUID owner, @Nullable String ownerName,
			@Nullable String reason, int steps) {
	}

	record Person(UUID id, String name) {
	}

	/** Someone who may lead the school, beside how the school stands. */
	record Row(UUID id, String name, @Nullable String stage, @Nullable Instant since, @Nullable UUID owner,
			@Nullable String ownerName, @Nullable String reason, int steps) {

		@Nullable Standing standing() {
			return (this.stage != null && this.since != null)
					? new Standing(this.stage, this.since, this.owner, this.ownerName, this.reason, this.steps) : null;
		}

	}

}
