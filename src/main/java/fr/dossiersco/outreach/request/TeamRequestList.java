package fr.dossiersco.outreach.request;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requests as they are read. Whoever left sees to nothing: a request of theirs is
 * nobody's.
 */
@Component
class TeamRequestList {

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** How many characters a line tells of a request. */
	private static final int BRIEF = 120;

	private static final String ROWS = """
			select t.id, t.kind, t.words, t.uai, e.name as school, e.town, t.contact_id as contact,
				nullif(concat_ws(' ', c.given_name, c.family_name), '') as person, t.wished_on, t.asked_at, t.asked_by,
				a.name as author, o.id as owner, o.name as owner_name, t.closed_at, t.version,
				coalesce(m.written_by <> t.asked_by, false) as asked_back,
				(select r.read_at from team_request_reading r where r.request_id = t.id and r.account_id = t.asked_by) as read_at,
				case when t.asked_by = :me then t.answered_at when t.owner = :me and m.written_by <> :me then m.written_at end
					> coalesce((select r.read_at from team_request_reading r where r.request_id = t.id and r.account_id = :me),
						'-infinity') as unread,
				t.answered_at, m.written_at as last_at, cast(:today as date) as today
			from team_request t join account a on a.id = t.asked_by
				left join account o on o.id = t.owner and o.deactivated_at is null
				left join establishment e on e.uai = t.uai
				left join contact c on c.id = t.contact_id
				left join lateral (select written_by, written_at from team_request_message m where m.request_id = t.id
					order by written_at desc, id desc limit 1) m on true
			""";

	private static final String WHERE = """
			where (:state = 'ALL' or (t.closed_at is not null) = (:state = 'CLOSED'))
				and (not :nobody or not exists (select from account n where n.id = t.owner and n.deactivated_at is null))
				and (:owner::uuid is null or t.owner = :owner::uuid)
				and (:kind::text is null or t.kind = :kind)
				and (:academie::text is null or t.academie = :academie or (t.academie is null and exists (
					select from account_academie s where s.account_id = t.asked_by and s.academie = :academie)))
			""";

	private static final RowMapper<Row> mapper = new SimplePropertyRowMapper<>(Row.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	TeamRequestList(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	long count(TeamRequestFilter filter, CurrentAccount me) {
		return asked("select count(*) from team_request t " + WHERE, filter, me).query(Long.class).single();
	}

	/**
	 * Open ones that nobody sees to first, then the longest asked; closed ones, the last
	 * closed first.
	 */
	List<Row> page(TeamRequestFilter filter, PageRequest page, CurrentAccount me) {
		return asked(ROWS + WHERE + """
				order by t.closed_at is not null, t.closed_at desc, o.id is not null, t.asked_at, t.id
				limit :size offset :offset""", filter, me).param("me", me.id())
			.param("today", today())
			.param("size", page.size())
			.param("offset", page.offset())
			.query(mapper)
			.list();
	}

	private JdbcClient.StatementSpec asked(String sql, TeamRequestFilter filter, CurrentAccount me) {
		return this.jdbc.sql(sql)
			.param("state", filter.state().name())
			.param("nobody", filter.isOfNobody())
			.param("owner", filter.ownerId(me), Types.OTHER)
			.param("kind", (filter.kind() != null) ? filter.kind().name() : null, Types.VARCHAR)
			.param("academie", filter.academie(), Types.VARCHAR);
	}

	Optional<Row> find(UUID id, CurrentAccount me) {
		return this.jdbc.sql(ROWS + "where t.id = :id")
			.param("id", id)
			.param("me", me.id())
			.param("today", today())
			.query(mapper)
			.optional();
	}

	/** What was written and decided, in order; what was taken back is not told. */
	List<Entry> thread(UUID id) {
		return this.jdbc.sql("""
				select x.id, x.at, x.what, x.words, a.id as account, a.name as who, o.name as to_name
				from (select id, written_at as at, 'MESSAGE' as what, words, written_by as by, null::uuid as to_owner
						from team_request_message where request_id = :id
					union all
					select id, decided_at, kind, null, decided_by, to_owner
						from team_request_decision where request_id = :id and undone_at is null) x
					join account a on a.id = x.by left join account o on o.id = x.to_owner
				order by x.at, x.id""").param("id", id).query(Entry.class).list();
	}

	/** Who may see to requests: the team, by id. */
	Map<String, String> owners() {
		Map<String, String> owners = new LinkedHashMap<>();
		this.jdbc.sql("""
				select id::text, name from account where role <> 'AMBASSADOR' and deactivated_at is null
				order by name collate french, id""").query((row) -> {
			owners.put(row.getString("id"), row.getString("name"));
		});
		return owners;
	}

	/**
	 * What the team starts from: the open ones that nobody sees to, and one's own, the
	 * longest asked first; some of each, and how many there are.
	 */
	List<Waiting> waiting(int most, CurrentAccount me) {
		return this.jdbc
			.sql("""
					select * from (
						select t.id, t.kind, a.name as author, coalesce(e.name, '') as school, t.asked_at, o.id is not null as mine,
							o.id is not null and coalesce(m.written_at > coalesce(r.read_at, '-infinity'), false) as unread, false as closed,
							count(*) over (partition by o.id) as size,
							row_number() over (partition by o.id order by t.asked_at, t.id) as place, cast(:today as date) as today
						from team_request t join account a on a.id = t.asked_by
							left join account o on o.id = t.owner and o.deactivated_at is null
							left join establishment e on e.uai = t.uai
							left join team_request_reading r on r.request_id = t.id and r.account_id = :me
							left join lateral (select max(written_at) as written_at from team_request_message m
								where m.request_id = t.id and m.written_by <> :me) m on true
						where t.closed_at is null and (o.id is null or o.id = :me)) w
					where place <= :most order by mine, place""")
			.param("me", me.id())
			.param("most", most)
			.param("today", today())
			.query(Waiting.class)
			.list();
	}

	/** One's own: answers that one has not read first, then what is open. */
	List<Waiting> asked(int most, CurrentAccount me) {
		return this.jdbc
			.sql("""
					select t.id, t.kind, '' as author, coalesce(e.name, '') as school, t.asked_at, true as mine, u.unread,
						t.closed_at is not null as closed, count(*) over () as size, 0 as place, cast(:today as date) as today
					from team_request t
						left join establishment e on e.uai = t.uai
						left join team_request_reading r on r.request_id = t.id and r.account_id = :me
						cross join lateral (select coalesce(t.answered_at > coalesce(r.read_at, '-infinity'), false) as unread) u
					where t.asked_by = :me and (t.closed_at is null or u.unread)
					order by u.unread desc, t.asked_at desc, t.id limit :most""")
			.param("me", me.id())
			.param("most", most)
			.param("today", today())
			.query(Waiting.class)
			.list();
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), PARIS);
	}

	/** How many days lie between an instant and a day, in Paris. */
	static long age(Instant at, LocalDate today) {
		return Math.max(0, ChronoUnit.DAYS.between(LocalDate.ofInstant(at, PARIS), today));
	}

	/** What waits for whom. */
	enum Standing {

		/** Nobody sees to it. */
		LIBRE,
		/** Somebody sees to it. */
		PRISE,
		/** The team has written last and waits for its author. */
		RETOUR,
		/** Nothing remains to be done. */
		CLOSE

	}

	/**
	 * A request.
	 *
	 * @param school the name of the school that it is about, or of the person's
	 * @param person null also for someone whom one does not see (any more)
	 * @param owner who sees to it, null for nobody
	 * @param askedBack whether the last word is not its author's
	 * @param readAt when its author looked at it last
	 * @param unread whether there is something new to whoever looks
	 * @param answeredAt when the team wrote or closed last
	 * @param lastAt when somebody wrote last
	 */
	record Row(UUID id, RequestKind kind, String words, @Nullable String uai, @Nullable String school,
			@Nullable String town, @Nullable UUID contact, @Nullable String person, @Nullable LocalDate wishedOn,
			Instant askedAt, UUID askedBy, String author, @Nullable UUID owner, @Nullable String ownerName,
			@Nullable Instant closedAt, int version, boolean askedBack, @Nullable Instant readAt,
			@Nullable Boolean unread, @Nullable Instant answeredAt, @Nullable Instant lastAt, LocalDate today) {

		public boolean isClosed() {
			return this.closedAt != null;
		}

		public Standing standing() {
			if (this.closedAt != null) {
				return Standing.CLOSE;
			}
			if (this.owner == null) {
				return Standing.LIBRE;
			}
			return this.askedBack ? Standing.RETOUR : Standing.PRISE;
		}

		/** For how many days it has been asked, in Paris. */
		public long age() {
			return TeamRequestList.age(this.askedAt, this.today);
		}

		/** In Paris. */
		public LocalDateTime askedOn() {
			return LocalDateTime.ofInstant(this.askedAt, PARIS);
		}

		/** In Paris. */
		public @Nullable LocalDateTime closedOn() {
			return (this.closedAt != null) ? LocalDateTime.ofInstant(this.closedAt, PARIS) : null;
		}

		/** Whether the day by which it would have helped is past. */
		public boolean isLate() {
			return !isClosed() && this.wishedOn != null && this.wishedOn.isBefore(this.today);
		}

		/** Whether there is something new to whoever looks. */
		public boolean isNews() {
			return Boolean.TRUE.equals(this.unread);
		}

		/** Whether its author has looked since the team wrote or closed last. */
		public boolean isRead() {
			return this.readAt != null && this.answeredAt != null && !this.readAt.isBefore(this.answeredAt);
		}

		/** When the last of what this shows was written or decided. */
		Instant until() {
			return Stream.of(this.askedAt, this.answeredAt, this.lastAt)
				.filter(Objects::nonNull)
				.max(Comparator.naturalOrder())
				.orElse(this.askedAt);
		}

		/** The page of what it is about, null for nothing in particular. */
		public @Nullable String place() {
			if (this.contact != null) {
				return (this.person != null) ? "/contacts/" + this.contact : null;
			}
			return (this.uai != null) ? "/etablissements/" + this.uai : null;
		}

		/** Its words in one line. */
		public String brief() {
			String line = this.words.replaceAll("\\s+", " ");
			int end = line.lastIndexOf(' ', BRIEF);
			return (line.length() > BRIEF) ? line.substring(0, (end > 0) ? end : BRIEF) + "…" : line;
		}

	}

	/**
	 * Something written or decided.
	 *
	 * @param what a {@link Decision}, or MESSAGE
	 * @param toName whom it was given to
	 */
	record Entry(UUID id, Instant at, String what, @Nullable String words, UUID account, String who,
			@Nullable String toName) {

		public boolean isMessage() {
			return this.what.equals("MESSAGE");
		}

		/** In Paris. */
		public LocalDateTime on() {
			return LocalDateTime.ofInstant(this.at, PARIS);
		}

	}

	/**
	 * A request on the page that one starts from.
	 *
	 * @param school empty for none
	 * @param mine whether it is one's own business already
	 * @param size how many there are of its sort
	 */
	record Waiting(UUID id, RequestKind kind, String author, String school, Instant askedAt, boolean mine,
			boolean unread, boolean closed, long size, long place, LocalDate today) {

		/** For how many days it has been asked, in Paris. */
		public long age() {
			return TeamRequestList.age(this.askedAt, this.today);
		}

		/** The day in Paris. */
		public LocalDate askedOn() {
			return LocalDate.ofInstant(this.askedAt, PARIS);
		}

	}

}
