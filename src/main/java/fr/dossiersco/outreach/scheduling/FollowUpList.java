package fr.dossiersco.outreach.scheduling;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open next steps, earliest first. Days are counted in Paris, where the team works. */
@Component
public class FollowUpList {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final String ROWS = """
			select f.id, f.kind, f.due_on, f.note, f.uai, e.name school, e.town, f.contact_id,
				nullif(concat_ws(' ', c.given_name, c.family_name), '') contact, a.name as owner,
				f.due_on < :today late, f.due_on = :today today,
				f.due_half, f.due_time, f.agreed, f.override_reason
			from follow_up f
				left join establishment e on e.uai = f.uai
				left join contact c on c.id = f.contact_id
				join account a on a.id = f.owner
			where f.closed_at is null
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	FollowUpList(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Those of one person that are late or for today. */
	public List<FollowUpRow> dueFor(UUID owner, int most) {
		return this.jdbc
			.sql(ROWS + " and f.owner = :owner and f.due_on <= :today order by f.due_on, f.starts_at, f.id limit :most")
			.param("today", today())
			.param("owner", owner)
			.param("most", most)
			.query(FollowUpRow.class)
			.list();
	}

	/** Those open at a school, whoever's they are. */
	public List<FollowUpRow> at(String uai) {
		return this.jdbc.sql(ROWS + " and f.uai = :uai order by f.due_on, f.starts_at, f.id limit 20")
			.param("today", today())
			.param("uai", uai)
			.query(FollowUpRow.class)
			.list();
	}

	/** Those open with a person. */
	public List<FollowUpRow> with(UUID contact) {
		return this.jdbc.sql(ROWS + " and f.contact_id = :contact order by f.due_on, f.starts_at, f.id limit 20")
			.param("today", today())
			.param("contact", contact)
			.query(FollowUpRow.class)
			.list();
	}

	/** One, empty when it is closed or not there. */
	Optional<FollowUpRow> find(UUID id) {
		return this.jdbc.sql(ROWS + " and f.id = :id")
			.param("today", today())
			.param("id", id)
			.query(FollowUpRow.class)
			.optional();
	}

	List<FollowUpRow> rows(FollowUpFilter filter, SchoolScope scope, UUID me, PageRequest page) {
		Map<String, Object> values = new HashMap<>();
		String condition = condition(filter, scope, me, values);
		return scope
			.bind(this.jdbc.sql(ROWS + condition + " order by f.due_on, f.starts_at, f.id limit :size offset :offset"))
			.params(values)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(FollowUpRow.class)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<FollowUpRow> all(FollowUpFilter filter, SchoolScope scope, UUID me) {
		Map<String, Object> values = new HashMap<>();
		String condition = condition(filter, scope, me, values);
		return Cursor.over(
				scope.bind(this.jdbc.sql(ROWS + condition + " order by f.due_on, f.starts_at, f.id")).params(values),
				new SimplePropertyRowMapper<>(FollowUpRow.class));
	}

	/** Whose next steps are asked for, null for everyone's. */
	@Nullable String ownerName(FollowUpFilter filter, CurrentAccount me) {
		UUID owner = filter.owner(me.id());
		if (owner == null || owner.equals(me.id())) {
			return (owner != null) ? me.name() : null;
		}
		return this.jdbc.sql("select name from account where id = ?")
			.param(owner)
			.query(String.class)
			.optional()
			.orElse(owner.toString());
	}

	long count(FollowUpFilter filter, SchoolScope scope, UUID me) {
		Map<String, Object> values = new HashMap<>();
		String condition = condition(filter, scope, me, values);
		return scope.bind(this.jdbc
			.sql("select count(*) from follow_up f where f.closed_at is null and (:today::date is not null)"
					+ condition))
			.params(values)
			.query(Long.class)
			.single();
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), PARIS);
	}

	private String condition(FollowUpFilter filter, SchoolScope scope, UUID me, Map<String, Object> values) {
		StringBuilder sql = new StringBuilder(" and " + scope.rowsOf("f"));
		values.put("today", today());
		UUID owner = filter.owner(me);
		if (owner != null) {
			sql.append(" and f.owner = :owner");
			values.put("owner", owner);
		}
		if (filter.quand() != null) {
			sql.append(switch (filter.quand()) {
				case "retard" -> " and f.due_on < :today";
				case "aujourdhui" -> " and f.due_on = :today";
				case "semaine" -> " and f.due_on > :today and f.due_on <= :today::date + 7";
				default -> " and f.due_on > :today::date + 7";
			});
		}
		return sql.toString();
	}

}
