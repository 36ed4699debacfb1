package fr.dossiersco.outreach.campaign;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns as they are read, each with how many it is for. */
@Component
class CampaignList {

	/** What the list may be sorted by, and how. */
	static final Map<String, String> ORDERS = Map.of("nom", "k.name collate french", "debut", "k.starts_on",
			"responsable", "o.name collate french", "destinataires", "recipients");

	/** Under way first, then to come, then over, the last begun first. */
	static final String USUAL = "-debut";

	private static final String ROWS = """
			select k.id, k.name, k.purpose, k.channel, k.source, k.starts_on, k.ends_on, k.owner, o.name as owner_name, k.target,
				k.target_unit, %s as state, k.launched_at is not null as launched, k.closed_at is not null as closed,
				k.ends_on < :thisDay as overdue,
				(k.launched_at at time zone 'Europe/Paris')::date as launched_on, l.name as launched_by,
				(k.closed_at at time zone 'Europe/Paris')::date as closed_on, x.name as closed_by,
				(select count(*) from campaign_recipient r where r.campaign_id = k.id and r.held is null) as recipients,
				(select count(*) from interaction i where i.campaign_id = k.id) as exchanges, k.version
			from campaign k join account o on o.id = k.owner left join account l on l.id = k.launched_by
				left join account x on x.id = k.closed_by
			"""
		.formatted(State.SQL);

	private static final String WHERE = "where (:state::text is null or " + State.SQL
			+ " = :state) and (:channel::text is null or k.channel = :channel)";

	private static final RowMapper<Row> mapper = new SimplePropertyRowMapper<>(Row.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	CampaignList(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** How many there are in each state, whatever the state asked for. */
	Map<State, Long> counts(@Nullable Channel channel) {
		Map<State, Long> counts = new LinkedHashMap<>();
		for (State state : State.values()) {
			counts.put(state, 0L);
		}
		this.jdbc
			.sql("select " + State.SQL + " as state, count(*) as size from campaign k"
					+ " where (:channel::text is null or k.channel = :channel) group by 1")
			.param("thisDay", today())
			.param("channel", (channel != null) ? channel.name() : null, Types.VARCHAR)
			.query((row) -> {
				counts.put(State.valueOf(row.getString("state")), row.getLong("size"));
			});
		return counts;
	}

	List<Row> page(@Nullable State state, @Nullable Channel channel, Sorting sorting, PageRequest page) {
		String order = ORDERS.get(sorting.column()) + (sorting.descending() ? " desc" : "");
		String first = sorting.code().equals(USUAL)
				? "array_position(array['EN_COURS', 'A_VENIR', 'TERMINEE'], " + State.SQL + "), " : "";
		return this.jdbc.sql(ROWS + WHERE + " order by " + first + order + ", k.id limit :size offset :offset")
			.param("thisDay", today())
			.param("state", (state != null) ? state.name() : null, Types.VARCHAR)
			.param("channel", (channel != null) ? channel.name() : null, Types.VARCHAR)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(mapper)
			.list();
	}

	Optional<Row> find(UUID id) {
		return this.jdbc.sql(ROWS + "where k.id = :id")
			.param("thisDay", today())
			.param("id", id)
			.query(mapper)
			.optional();
	}

	/** Who may lead a campaign: everyone who signs in but ambassadors. */
	Map<String, String> owners() {
		Map<String, String> owners = new LinkedHashMap<>();
		this.jdbc.sql("select id::text, name from account where role <> 'AMBASSADOR' order by name collate french, id")
			.query((row) -> {
				owners.put(row.getString("id"), row.getString("name"));
			});
		return owners;
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), Segments.PARIS);
	}

	/**
	 * A campaign.
	 *
	 * @param overdue whether its last day is past, null when it has none
	 * @param recipients how many it is for, among those that one may see; 0 before it is
	 * launched
	 */
	record Row(UUID id, String name, String purpose, Channel channel, String source, LocalDate startsOn,
			@Nullable LocalDate endsOn, UUID owner, String ownerName, @Nullable Integer target,
			@Nullable TargetUnit targetUnit, State state, boolean launched, boolean closed, @Nullable Boolean overdue,
			@Nullable LocalDate launchedOn, @Nullable String launchedBy, @Nullable LocalDate closedOn,
			@Nullable String closedBy, long recipients, long exchanges, int version) {

		/** Whether each of its recipients is a person, else a school. */
		public boolean isOfPersons() {
			return segment().isOfPersons(this.channel);
		}

		Segment segment() {
			return Segment.read(this.source).orElseThrow();
		}

		/** Whether it goes on although its last day is past. */
		public boolean isLate() {
			return Boolean.TRUE.equals(this.overdue) && !this.closed;
		}

	}

}
