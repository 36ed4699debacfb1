package fr.dossiersco.outreach.calling;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.Closed;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.scheduling.ReachRates;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The calls due of one person, with those of the campaigns that they call for, in the
 * order to make them. Nobody is served whose place is closed now, who asked not to be
 * contacted, who was tried this half-day, or who was asked often enough.
 */
@Component
public class CallQueue {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** A call that does not fit before closing time is no call. */
	private static final Duration SHORTEST = Duration.ofMinutes(5);

	/** Far more than a day's work, and what a page can weigh at once. */
	private static final int MOST = 1_000;

	private static final RowMapper<Due> rows = new SimplePropertyRowMapper<>(Due.class);

	private static final String DUE = """
			with due as (
				select f.* from follow_up f
				where f.closed_at is null and f.kind = 'APPEL' and f.due_on <= :today
					and (f.owner = :me or f.campaign_id = any (array(select campaign_id from phone_campaign_caller where account_id = :me)))
					and (:campaign::uuid is null or f.campaign_id = :campaign) and (:one::uuid is null or f.id = :one)
					and not exists (select from phone_campaign k where k.id = f.campaign_id
						and (k.closed_at is not null or k.starts_on > :today))
				order by f.agreed desc, f.due_on, f.id limit :most)
			select f.id, f.uai, f.contact_id, f.academie, e.name, e.town, e.departement,
				nullif(concat_ws(' ', c.given_name, c.family_name), '') as person, coalesce(c.profile, null) as profile,
				coalesce(c.opposed, false) as opposed, c.attitude, f.due_on, f.due_half, f.starts_at, f.agreed, f.note, f.campaign_id,
				k.name as campaign, f.owner = :me as mine, p.stage, t.last_try, t.sent, t.misses,
				exists (select from call_reservation r where r.target = coalesce(f.uai, f.contact_id::text)
					and r.account_id <> :me and r.until > :now) as reserved,
				exists (select from call_skip s where s.follow_up_id = f.id and s.account_id = :me and s.until > :now) as skipped,
				exists (select from introduction n where n.uai = f.uai and n.outcome = 'ACCEPTEE') as introduced
			from due f
				left join establishment e on e.uai = f.uai
				left join contact c on c.id = f.contact_id
				left join phone_campaign k on k.id = f.campaign_id
				left join pursuit p on p.uai = f.uai
				cross join lateral (
					select max(i.occurred_at) filter (where i.channel = 'TELEPHONE') as last_try, count(*) as sent,
						count(*) filter (where i.channel = 'TELEPHONE' and i.outcome in ('SANS_REPONSE', 'OCCUPE', 'MESSAGERIE')) as misses
					from (select i.occurred_at, i.channel, i.outcome from interaction i
							where i.uai = f.uai and i.direction = 'SORTANT' and i.occurred_at > :month
						union all
						select i.occurred_at, i.channel, i.outcome from interaction i
							where f.uai is null and i.contact_id = f.contact_id and i.direction = 'SORTANT' and i.occurred_at > :month) i) t
			""";

	private final JdbcClient jdbc;

	private final Agendas agendas;

	private final ReachRates rates;

	private final RankWording wording;

	private final CallingProperties properties;

	private final Clock clock;

	CallQueue(JdbcClient jdbc, Agendas agendas, ReachRates rates, RankWording wording, CallingProperties properties,
			Clock clock) {
		this.jdbc = jdbc;
		this.agendas = agendas;
		this.rates = rates;
		this.wording = wording;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * All that is due, whether it is served now or held back.
	 * @param campaign one campaign alone, null for everything
	 */
	@Transactional(readOnly = true)
	public Queue of(CurrentAccount me, @Nullable UUID campaign) {
		List<Entry> entries = entries(me, campaign, null);
		Map<Held, Long> held = new EnumMap<>(Held.class);
		entries.forEach((entry) -> {
			if (entry.held() != null) {
				held.merge(entry.held(), 1L, Long::sum);
			}
		});
		return new Queue(entries.stream().filter((entry) -> entry.held() == null).toList(),
				entries.stream().filter((entry) -> entry.held() != null).toList(), held);
	}

	/** The one to call now, empty when nobody is. */
	@Transactional(readOnly = true)
	public Optional<Entry> next(CurrentAccount me, @Nullable UUID campaign) {
		return entries(me, campaign, null).stream().filter((entry) -> entry.held() == null).findFirst();
	}

	/** One entry as it stands, empty when it is closed, not due, or not one's own. */
	@Transactional(readOnly = true)
	public Optional<Entry> find(UUID followUp, CurrentAccount me) {
		return entries(me, null, followUp).stream().findFirst();
	}

	/**
	 * A call that is over, or that is somebody else's, is gone from the queue; one that
	 * whoever acts may not see is not found.
	 */
	public void requireKnown(UUID followUp) {
		if (!this.jdbc.sql("select exists (select from follow_up where id = ?)")
			.param(followUp)
			.query(Boolean.class)
			.single()) {
			throw new NotFoundException("call " + followUp);
		}
	}

	private List<Entry> entries(CurrentAccount me, @Nullable UUID campaign, @Nullable UUID one) {
		Instant now = this.clock.instant();
		List<Due> due = this.jdbc.sql(DUE)
			.param("me", me.id())
			.param("today", LocalDate.ofInstant(now, PARIS))
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("month", now.minus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC))
			.param("campaign", campaign, Types.OTHER)
			.param("one", one, Types.OTHER)
			.param("most", MOST)
			.query(rows)
			.list();
		Map<Whom, Agenda> agenda = this.agendas.of(due.stream().map(Due::whom).collect(Collectors.toSet()));
		ReachRates.Table table = this.rates.now();
		return due.stream()
			.map((row) -> entry(row, Objects.requireNonNull(agenda.get(row.whom())), table, now))
			.sorted(Comparator.comparingDouble((Entry entry) -> -entry.rank())
				.thenComparing(Entry::dueOn)
				.thenComparing(Entry::followUp))
			.toList();
	}

	private Entry entry(Due due, Agenda agenda, ReachRates.Table table, Instant now) {
		ZonedDateTime there = agenda.at(now);
		Optional<Closed> closed = agenda.whyClosed(now, SHORTEST);
		double chance = table.chance(due.profile(), there.getDayOfWeek(), there.toLocalTime());
		Rank rank = Rank.of(due, chance, LocalDate.ofInstant(now, PARIS));
		boolean promised = due.agreed() && due.startsAt() != null;
		Held held = held(due, promised ? Optional.empty() : closed, agenda, there, now);
		return new Entry(due.id(), due.uai(), due.contactId(), due.academie(), due.name(), due.town(), due.person(),
				due.profile(), due.dueOn(), due.note(), due.campaignId(), due.campaign(), held, closed.orElse(null),
				there.toLocalDateTime(), !there.toLocalDateTime().equals(LocalDateTime.ofInstant(now, PARIS)),
				due.misses(), rank.score(), () -> this.wording.why(rank, due, there));
	}

	private @Nullable Held held(Due due, Optional<Closed> closed, Agenda agenda, ZonedDateTime there, Instant now) {
		if (due.opposed()) {
			return Held.OPPOSITION;
		}
		if (due.reserved()) {
			return Held.RESERVE;
		}
		if (due.skipped()) {
			return Held.PASSE;
		}
		if (isLater(due, there, now)) {
			return Held.PLUS_TARD;
		}
		if (closed.isPresent()) {
			return Held.FERME;
		}
		if (due.sent() >= this.properties.monthlyCap()) {
			return Held.PRESSION;
		}
		Instant last = due.lastTry();
		if (last != null) {
			ZonedDateTime tried = agenda.at(last);
			if (tried.toLocalDate().equals(there.toLocalDate())
					&& HalfDay.of(tried.toLocalTime()) == HalfDay.of(there.toLocalTime())) {
				return Held.RECENT;
			}
		}
		return null;
	}

	private static boolean isLater(Due due, ZonedDateTime there, Instant now) {
		if (due.startsAt() != null) {
			return due.startsAt().isAfter(now.plus(Duration.ofMinutes(10)));
		}
		boolean today = due.dueOn().equals(there.toLocalDate());
		return due.dueOn().isAfter(there.toLocalDate())
				|| (today && due.dueHalf() == HalfDay.APRES_MIDI && HalfDay.of(there.toLocalTime()) == HalfDay.MATIN);
	}

	/** Puts an entry off for a while, for oneself. */
	@Transactional
	public void skip(UUID followUp, CurrentAccount me) {
		this.jdbc.sql("""
				insert into call_skip (follow_up_id, account_id, until) values (?, ?, ?)
				on conflict (follow_up_id, account_id) do update set until = excluded.until""")
			.params(followUp, me.id(), this.clock.instant().plus(this.properties.skip()).atOffset(ZoneOffset.UTC))
			.update();
	}

	/** Says why someone is called although the queue holds them back. */
	@Transactional
	public void override(UUID followUp, String reason, CurrentAccount me) {
		this.jdbc.sql("insert into call_override (id, follow_up_id, account_id, reason, at) values (?, ?, ?, ?, ?)")
			.params(UUID.randomUUID(), followUp, me.id(), reason, this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
	}

	/** Why one decided to call all the same, within the hour. */
	public Optional<String> overrideReason(UUID followUp, CurrentAccount me) {
		return this.jdbc.sql(
				"select reason from call_override where follow_up_id = ? and account_id = ? and at > ? order by at desc limit 1")
			.params(followUp, me.id(), this.clock.instant().minus(1, ChronoUnit.HOURS).atOffset(ZoneOffset.UTC))
			.query(String.class)
			.optional();
	}

	/** How often anyone is called or written to within thirty days, at most. */
	public int monthlyCap() {
		return this.properties.monthlyCap();
	}

	/** After how many failed tries someone else is to be found. */
	public int triesBeforeSomeoneElse() {
		return this.properties.triesBeforeSomeoneElse();
	}

	/**
	 * The queue at a moment.
	 *
	 * @param ready those to call now, in order
	 * @param heldBack those that wait, in the order that they would have
	 * @param held how many for each reason
	 */
	public record Queue(List<Entry> ready, List<Entry> heldBack, Map<Held, Long> held) {
	}

	/**
	 * A call due, as the database tells it.
	 *
	 * @param sent how often we called or wrote within thirty days
	 */
	record Due(UUID id, @Nullable String uai, @Nullable UUID contactId, @Nullable String academie,
			@Nullable String name, @Nullable String town, @Nullable String departement, @Nullable String person,
			@Nullable ContactProfile profile, boolean opposed, @Nullable String attitude, LocalDate dueOn,
			@Nullable HalfDay dueHalf, @Nullable Instant startsAt, boolean agreed, @Nullable String note,
			@Nullable UUID campaignId, @Nullable String campaign, boolean mine, @Nullable String stage,
			@Nullable Instant lastTry, long sent, long misses, boolean reserved, boolean skipped, boolean introduced) {

		Whom whom() {
			return new Whom(this.uai, this.contactId, this.departement, this.academie,
					this.profile == ContactProfile.TEACHER);
		}

	}

}
