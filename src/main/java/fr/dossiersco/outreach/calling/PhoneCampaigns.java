package fr.dossiersco.outreach.calling;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactSelection;
import fr.dossiersco.outreach.establishment.SchoolSelection;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Phone campaigns: made of any list of schools or people, shared out among callers, and
 * followed by what their calls brought.
 */
@Component
class PhoneCampaigns {

	/**
	 * A campaign is called by a few people within weeks: beyond, the list is too wide.
	 */
	static final int MOST = 2_000;

	private static final String ROWS = """
			select k.id, k.name, k.purpose, k.focus, k.done_when, k.starts_on, k.ends_on, k.source, k.closed_at is not null as closed,
				k.outreach_id as outreach, (select o.name from campaign o where o.id = k.outreach_id) as outreach_name,
				(select string_agg(a.name, ', ' order by a.name) from phone_campaign_caller c join account a on a.id = c.account_id
					where c.campaign_id = k.id) as callers,
				(select count(distinct coalesce(f.uai, f.contact_id::text)) from follow_up f where f.campaign_id = k.id) as targets,
				(select count(distinct coalesce(f.uai, f.contact_id::text)) from follow_up f where f.campaign_id = k.id and f.closed_at is null) as open
			from phone_campaign k
			""";

	private final JdbcClient jdbc;

	private final SchoolSelection schools;

	private final ContactSelection contacts;

	private final Clock clock;

	PhoneCampaigns(JdbcClient jdbc, SchoolSelection schools, ContactSelection contacts, Clock clock) {
		this.jdbc = jdbc;
		this.schools = schools;
		this.contacts = contacts;
		this.clock = clock;
	}

	/** Those that one calls for now. */
	List<Row> openOf(CurrentAccount me) {
		return this.jdbc
			.sql(ROWS
					+ """
							where k.closed_at is null and exists (select from phone_campaign_caller c where c.campaign_id = k.id and c.account_id = ?)
							order by k.starts_on desc, k.id limit 20""")
			.param(me.id())
			.query(Row.class)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<Row> whole() {
		return Cursor.over(this.jdbc.sql(ROWS + " order by k.closed_at is not null, k.starts_on desc, k.id"),
				new SimplePropertyRowMapper<>(Row.class));
	}

	/** Every call of a campaign, one after the other. To be called in a transaction. */
	Stream<Call> calls(UUID id) {
		return Cursor.over(this.jdbc
			.sql("""
					select f.uai, e.name as school, e.town, nullif(concat_ws(' ', c.given_name, c.family_name), '') as person, a.name as caller,
						f.due_on, (f.closed_at at time zone 'Europe/Paris')::date as closed_on, f.closure, l.outcome
					from follow_up f
						join account a on a.id = f.owner
						left join establishment e on e.uai = f.uai
						left join contact c on c.id = f.contact_id
						left join (select distinct on (i.follow_up_id) i.follow_up_id, i.outcome
							from interaction i join follow_up o on o.id = i.follow_up_id where o.campaign_id = :id
							order by i.follow_up_id, i.occurred_at desc, i.id) l on l.follow_up_id = f.id
					where f.campaign_id = :id order by f.closed_at is not null, f.due_on, f.id""")
			.param("id", id), new SimplePropertyRowMapper<>(Call.class));
	}

	List<Row> all() {
		return this.jdbc.sql(ROWS + " order by k.closed_at is not null, k.starts_on desc, k.id limit 100")
			.query(Row.class)
			.list();
	}

	Optional<Row> find(UUID id) {
		return this.jdbc.sql(ROWS + " where k.id = ?").param(id).query(Row.class).optional();
	}

	/**
	 * The launched campaign for calls that a phone campaign may be a part of. Campaigns
	 * live on a higher floor, which reads what is written here.
	 */
	Optional<Outreach> outreach(@Nullable UUID id) {
		return (id == null) ? Optional.empty()
				: this.jdbc
					.sql("select id, name, purpose, source, ends_on from campaign"
							+ " where id = ? and channel = 'APPELS' and launched_at is not null")
					.param(id)
					.query(Outreach.class)
					.optional();
	}

	/** Whom a phone campaign is for: the recipients of its campaign, else its list. */
	Targets targets(CampaignForm form) {
		return outreach(form.outreach()).map((whole) -> recipients(whole.id())).orElseGet(() -> targets(form.source()));
	}

	private Targets recipients(UUID outreach) {
		return new Targets(recipients(outreach, "uai", "not of_person", String.class),
				recipients(outreach, "contact_id",
						"exists (select from contact c where c.id = r.contact_id and not c.opposed)", UUID.class));
	}

	private <T> List<T> recipients(UUID outreach, String column, String which, Class<T> type) {
		return this.jdbc
			.sql("select " + column + " from campaign_recipient r where r.campaign_id = ? and r.held is null and "
					+ which + " order by r.academie, r.uai, r.id")
			.param(outreach)
			.query(type)
			.list();
	}

	/** Whom a list holds that may be called: schools, else people. */
	Targets targets(@Nullable String source) {
		return QueryLink.read(source, "/contacts")
			.map((link) -> new Targets(List.of(), this.contacts.contactable(link.criteria(), MOST + 1)))
			.orElseGet(() -> new Targets(this.schools.at(source, MOST + 1), List.of()));
	}

	/**
	 * Opens a call for each target that has none open in this campaign, shared out among
	 * the callers in turn.
	 */
	@Transactional
	UUID create(CampaignForm form, Targets targets, CurrentAccount by) {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into phone_campaign (id, name, purpose, focus, done_when, starts_on, ends_on, source, created_at, created_by, version, outreach_id)
					values (:id, :name, :purpose, :focus, :done, :starts, :ends, :source, :now, :me, 0, :outreach)""")
			.param("id", id)
			.param("name", form.name())
			.param("purpose", form.purpose())
			.param("focus", form.focus(), Types.VARCHAR)
			.param("done", form.doneWhen())
			.param("starts", form.startsOn())
			.param("ends", form.endsOn(), Types.DATE)
			.param("source", form.source())
			.param("outreach", outreach(form.outreach()).map(Outreach::id).orElse(null), Types.OTHER)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.update();
		List<UUID> callers = Objects.requireNonNull(form.callers());
		callers.forEach((caller) -> this.jdbc.sql("insert into phone_campaign_caller values (?, ?)")
			.params(id, caller)
			.update());
		this.jdbc
			.sql("""
					insert into follow_up (id, uai, contact_id, academie, kind, due_on, owner, opened_at, opened_by, version, campaign_id)
					select gen_random_uuid(), t.uai, t.contact, t.academie, 'APPEL', :on, (:callers::uuid[])[1 + (t.place - 1) % :count], :now, :me, 0, :id
					from (
						select e.uai, null::uuid as contact, e.academie, n.place
							from unnest(:schools::text[]) with ordinality n(uai, place) join establishment e on e.uai = n.uai
						union all
						select c.uai, c.id, e.academie, n.place
							from unnest(:people::uuid[]) with ordinality n(id, place) join contact c on c.id = n.id
								left join establishment e on e.uai = c.uai) t""")
			.param("on", form.startsOn())
			.param("callers", callers.toArray(UUID[]::new))
			.param("count", callers.size())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.param("id", id)
			.param("schools", targets.schools().toArray(String[]::new))
			.param("people", targets.people().toArray(UUID[]::new))
			.update();
		return id;
	}

	/** Its calls that are still open are given up: they were its own. */
	@Transactional
	void close(UUID id, CurrentAccount by) {
		int closed = this.jdbc.sql(
				"update phone_campaign set closed_at = :now, closed_by = :me, version = version + 1 where id = :id and closed_at is null")
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.param("id", id)
			.update();
		if (closed == 0) {
			throw new NotFoundException("open campaign " + id);
		}
		this.jdbc
			.sql("""
					update follow_up set closed_at = :now, closed_by = :me, closure = 'ABANDONNE', closure_note = 'Campagne close', version = version + 1
					where campaign_id = :id and closed_at is null and not agreed""")
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.param("id", id)
			.update();
	}

	/**
	 * What its calls brought: the exchanges that answer its next steps, and the moves
	 * that they made.
	 */
	Results results(UUID id) {
		List<OutcomeCount> outcomes = this.jdbc.sql("""
				select i.outcome, count(*) as calls from interaction i join follow_up f on f.id = i.follow_up_id
				where f.campaign_id = ? group by 1 order by 2 desc, 1""").param(id).query(OutcomeCount.class).list();
		List<MoveCount> moves = this.jdbc
			.sql("""
					select s.label as stage, count(*) as schools from stage_move m join interaction i on i.id = m.interaction_id
						join follow_up f on f.id = i.follow_up_id join stage s on s.code = m.to_stage
					where f.campaign_id = ? group by s.label, s.position order by s.position""")
			.param(id)
			.query(MoveCount.class)
			.list();
		List<LastCall> last = this.jdbc
			.sql("""
					select i.id, (i.occurred_at at time zone 'Europe/Paris')::date as on, i.outcome, coalesce(e.name, concat_ws(' ', c.given_name, c.family_name)) as who,
						e.town, a.name as caller
					from interaction i join follow_up f on f.id = i.follow_up_id join account a on a.id = i.author
						left join establishment e on e.uai = i.uai left join contact c on c.id = i.contact_id
					where f.campaign_id = ? order by i.occurred_at desc, i.id limit 15""")
			.param(id)
			.query(LastCall.class)
			.list();
		return new Results(outcomes, moves, last);
	}

	/** Who may call: everyone who signs in but ambassadors. */
	Map<String, String> callers() {
		Map<String, String> callers = new LinkedHashMap<>();
		this.jdbc.sql("""
				select id::text, name from account where role <> 'AMBASSADOR' and deactivated_at is null
				order by name, id""").query((row) -> {
			callers.put(row.getString("id"), row.getString("name"));
		});
		return callers;
	}

	/**
	 * @param targets how many schools or people it is for
	 * @param open how many of them are not done
	 * @param outreach the campaign that it is a part of
	 */
	record Row(UUID id, String name, String purpose, @Nullable String focus, String doneWhen, LocalDate startsOn,
			@Nullable LocalDate endsOn, String source, boolean closed, @Nullable UUID outreach,
			@Nullable String outreachName, @Nullable String callers, long targets, long open) {
	}

	/** A campaign that a phone campaign may be a part of. */
	record Outreach(UUID id, String name, String purpose, String source, @Nullable LocalDate endsOn) {

		private static final int LONGEST = 500;

		/** As much of the purpose as a phone campaign holds. */
		String shortPurpose() {
			return this.purpose.substring(0, Math.min(this.purpose.length(), LONGEST));
		}

	}

	/**
	 * A call of a campaign.
	 *
	 * @param closedOn in Paris, null while it is to be made
	 * @param outcome of the exchange that it led to
	 */
	record Call(@Nullable String uai, @Nullable String school, @Nullable String town, @Nullable String person,
			String caller, LocalDate dueOn, @Nullable LocalDate closedOn, @Nullable String closure,
			@Nullable String outcome) {
	}

	record Targets(List<String> schools, List<UUID> people) {

		int size() {
			return this.schools.size() + this.people.size();
		}

	}

	record OutcomeCount(String outcome, long calls) {
	}

	record MoveCount(String stage, long schools) {
	}

	record LastCall(UUID id, LocalDate on, String outcome, String who, @Nullable String town, String caller) {
	}

	record Results(List<OutcomeCount> outcomes, List<MoveCount> moves, List<LastCall> last) {

		public long calls() {
			return this.outcomes.stream().mapToLong(OutcomeCount::calls).sum();
		}

	}

}
