package fr.dossiersco.outreach.campaign;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What came of a campaign, as far as whoever asks may see.
 * <p>
 * Of its recipients, those whom it does not leave alone:
 * <ul>
 * <li>« contactés »: at least one exchange of the campaign was with them, in either
 * direction: with the person, named first or among those who took part; with anyone of
 * the school when the recipient is a school;
 * <li>« joints »: at least one of these has the outcome « Joint », as on the dashboard;
 * <li>« ont répondu »: one of these was their doing ({@code ENTRANT}), or they came to us
 * within thirty days (720 hours) of the first of these, in an exchange that belongs to no
 * other campaign;
 * <li>« ont avancé »: their school moved up by the campaign.
 * </ul>
 * A move is the campaign's when an exchange of the campaign made it, or when whoever
 * moved the school by hand said so. « Up » means to a higher stage, not aside, and not
 * the move to « Repéré » or « Contacté » that logging an exchange makes by itself.
 */
@Component
class Results {

	/** How many campaigns are compared at once. */
	private static final int COMPARED = 10;

	private final JdbcClient jdbc;

	Results(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All figures of one campaign, in six statements. */
	@Transactional(readOnly = true)
	Figures of(CampaignList.Row campaign) {
		UUID id = campaign.id();
		// What came of the few who were contacted is counted apart from all of them: a
		// campaign may be for the whole country.
		List<Group> groups = this.jdbc.sql("""
				with everybody as (
					select academie, count(*) as recipients from campaign_recipient
					where campaign_id = :thisCampaign and held is null group by academie),
				came as (
					select r.academie, count(*) as contacted, count(*) filter (where x.reached) as reached,
						count(*) filter (where x.replied) as replied
					from campaign_result x join campaign_recipient r on r.id = x.recipient_id
					where x.campaign_id = :thisCampaign group by r.academie),
				moved as (
					select r.academie, count(*) as advanced
					from (select distinct uai from campaign_move where campaign_id = :thisCampaign and up) v
						join campaign_recipient r on r.campaign_id = :thisCampaign and r.uai = v.uai
					where r.held is null group by r.academie)
				select grouping(b.academie) = 1 as everyone, b.academie as code,
					case when grouping(b.academie) = 0 then min(a.name) end as label, sum(b.recipients) as recipients,
					coalesce(sum(c.contacted), 0) as contacted, coalesce(sum(c.reached), 0) as reached,
					coalesce(sum(c.replied), 0) as replied, coalesce(sum(m.advanced), 0) as advanced
				from everybody b left join came c on c.academie is not distinct from b.academie
					left join moved m on m.academie is not distinct from b.academie
					left join academie a on a.code = b.academie
				group by grouping sets ((), (b.academie)) having count(*) > 0
				order by 1 desc, min(a.name) collate french nulls last""")
			.param("thisCampaign", id)
			.query(Group.class)
			.list();
		Map<HeldBack, Long> held = new EnumMap<>(HeldBack.class);
		this.jdbc.sql("""
				select held, count(*) as size from campaign_recipient
				where campaign_id = ? and held is not null group by held""").param(id).query((row) -> {
			held.put(HeldBack.valueOf(row.getString("held")), row.getLong("size"));
		});
		List<Exchanges> exchanges = this.jdbc
			.sql("""
					select grouping(p.profile) = 1 as everyone, p.profile, count(*) as exchanges,
						count(*) filter (where p.outcome = 'JOINT') as reached, count(*) filter (where p.direction = 'ENTRANT') as incoming,
						count(*) filter (where p.outside) as outside, coalesce(sum(p.heard), 0) as heard, coalesce(sum(p.lifted), 0) as lifted,
						count(*) filter (where p.up) as advanced
					from (
						select coalesce((select c.profile from contact c where c.id = i.contact_id), 'INCONNU') as profile, i.outcome, i.direction,
							i.id not in (select t.interaction_id from campaign_touch t where t.campaign_id = :thisCampaign) as outside,
							o.heard, o.lifted,
							i.id in (select m.interaction_id from campaign_move m where m.campaign_id = :thisCampaign and m.up) as up
						from interaction i cross join lateral (select count(*) as heard, count(*) filter (where o.lifted) as lifted
							from interaction_objection o where o.interaction_id = i.id) o
						where i.campaign_id = :thisCampaign) p
					group by grouping sets ((), (p.profile)) having count(*) > 0 order by 1 desc, 3 desc, 2""")
			.param("thisCampaign", id)
			.query(Exchanges.class)
			.list();
		List<Objection> objections = this.jdbc
			.sql("""
					select b.id, b.label, count(distinct i.id) as heard, count(distinct i.id) filter (where o.lifted) as lifted
					from interaction i join interaction_objection o on o.interaction_id = i.id
						join kept_objection k on k.id = o.objection_id join objection b on b.id = k.kept
					where i.campaign_id = ? group by b.id, b.label order by 3 desc, b.label collate french, b.id""")
			.param(id)
			.query(Objection.class)
			.list();
		List<Moved> moves = this.jdbc.sql("""
				select s.code, s.label, count(*) as moves, count(*) filter (where m.up) as up
				from campaign_move m join stage s on s.code = m.to_stage
				where m.campaign_id = ? group by s.code, s.label, s.position order by s.position""")
			.param(id)
			.query(Moved.class)
			.list();
		List<PhoneCampaign> calls = this.jdbc.sql("""
				select k.id, k.name, k.closed_at is not null as closed,
					(select count(*) from follow_up f where f.campaign_id = k.id and f.closed_at is null) as open
				from phone_campaign k where k.outreach_id = ? order by k.starts_on desc, k.id""")
			.param(id)
			.query(PhoneCampaign.class)
			.list();
		return new Figures(groups.stream().filter(Group::everyone).findFirst().orElse(Group.NOBODY),
				groups.stream().filter((group) -> !group.everyone()).toList(), held,
				exchanges.stream().filter(Exchanges::everyone).findFirst().orElse(Exchanges.NONE),
				exchanges.stream().filter((group) -> !group.everyone()).toList(), objections, moves, calls);
	}

	/** This campaign and the others that went the same way, the last launched first. */
	@Transactional(readOnly = true)
	List<Compared> compared(CampaignList.Row campaign) {
		List<Counted> all = this.jdbc
			.sql("""
					with chosen as (
						select id, name, launched_at, id = :thisCampaign as current from campaign
						where channel = :channel and launched_at is not null order by id = :thisCampaign desc, launched_at desc, id limit :most)
					select k.id, k.name, (k.launched_at at time zone 'Europe/Paris')::date as launched_on, k.current, n.recipients,
						coalesce(x.reached, 0) as reached, coalesce(x.replied, 0) as replied, coalesce(a.advanced, 0) as advanced
					from chosen k
						cross join lateral (select count(*) as recipients from campaign_recipient r
							where r.campaign_id = k.id and r.held is null) n
						cross join lateral (select count(*) filter (where x.reached) as reached, count(*) filter (where x.replied) as replied
							from campaign_result x where x.campaign_id = k.id) x
						cross join lateral (select count(*) as advanced
							from (select distinct m.uai from campaign_move m where m.campaign_id = k.id and m.up) v
								join campaign_recipient r on r.campaign_id = k.id and r.uai = v.uai
							where r.held is null) a
					order by k.launched_at desc, k.id""")
			.param("thisCampaign", campaign.id())
			.param("channel", campaign.channel().name())
			.param("most", COMPARED)
			.query(Counted.class)
			.list();
		Proportion mine = all.stream()
			.filter(Counted::current)
			.map(Counted::reach)
			.findFirst()
			.orElse(new Proportion(0, 0));
		List<Compared> compared = new ArrayList<>();
		for (Counted each : all) {
			compared.add(new Compared(compared.size() + 1, each, each.current() ? null : mine.against(each.reach())));
		}
		return compared;
	}

	/**
	 * @param everyone whether it is all of them
	 * @param code the académie's, null where we know none
	 */
	record Group(boolean everyone, @Nullable String code, @Nullable String label, long recipients, long contacted,
			long reached, long replied, long advanced) {

		static final Group NOBODY = new Group(true, null, null, 0, 0, 0, 0, 0);

		public Proportion contact() {
			return new Proportion(this.contacted, this.recipients);
		}

		public Proportion reach() {
			return new Proportion(this.reached, this.recipients);
		}

		public Proportion reply() {
			return new Proportion(this.replied, this.recipients);
		}

		public Proportion advance() {
			return new Proportion(this.advanced, this.recipients);
		}

	}

	/**
	 * Exchanges of the campaign, by the profile of whom they were with.
	 *
	 * @param everyone whether it is all of them
	 * @param outside how many of them were with none of its recipients
	 * @param heard how many objections were heard in them
	 * @param advanced how many moves up they made
	 */
	record Exchanges(boolean everyone, @Nullable String profile, long exchanges, long reached, long incoming,
			long outside, long heard, long lifted, long advanced) {

		static final Exchanges NONE = new Exchanges(true, null, 0, 0, 0, 0, 0, 0, 0);

		public Proportion reach() {
			return new Proportion(this.reached, this.exchanges);
		}

	}

	/**
	 * @param heard in how many exchanges
	 * @param lifted in how many of these it was lifted
	 */
	record Objection(UUID id, String label, long heard, long lifted) {
	}

	/**
	 * @param up how many of the moves were up
	 */
	record Moved(String code, String label, long moves, long up) {
	}

	/**
	 * @param open how many of its calls are not made
	 */
	record PhoneCampaign(UUID id, String name, boolean closed, long open) {
	}

	/**
	 * @param academies the recipients of each académie
	 * @param profiles the exchanges with each profile
	 */
	record Figures(Group all, List<Group> academies, Map<HeldBack, Long> held, Exchanges exchanges,
			List<Exchanges> profiles, List<Objection> objections, List<Moved> moves, List<PhoneCampaign> calls) {

		public long heldBack() {
			return this.held.values().stream().mapToLong(Long::longValue).sum();
		}

		/** How many moves the campaign made, whichever way. */
		public long moved() {
			return this.moves.stream().mapToLong(Moved::moves).sum();
		}

	}

	record Counted(UUID id, String name, LocalDate launchedOn, boolean current, long recipients, long reached,
			long replied, long advanced) {

		public Proportion reach() {
			return new Proportion(this.reached, this.recipients);
		}

		public Proportion reply() {
			return new Proportion(this.replied, this.recipients);
		}

		public Proportion advance() {
			return new Proportion(this.advanced, this.recipients);
		}

	}

	/**
	 * @param number by which the chart names it, from 1
	 * @param verdict how this campaign compares with it, null for this campaign
	 */
	record Compared(int number, Counted campaign, Proportion.@Nullable Verdict verdict) {
	}

}
