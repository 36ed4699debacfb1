package fr.dossiersco.outreach.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.calling.CallQueue;
import fr.dossiersco.outreach.contact.ContactSelection;
import fr.dossiersco.outreach.establishment.SchoolSelection;
import fr.dossiersco.outreach.web.ListQuestion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom a list holds for a campaign, and who of them it leaves alone:
 * <ul>
 * <li>whoever asked not to be contacted, whatever the rest;
 * <li>a closed school, or a person who has left their last post;
 * <li>by e-mail, whoever has no address, by telephone whoever has no number; of a school,
 * when neither it nor anyone there who may be contacted has one;
 * <li>whoever another campaign that goes one by one, or another phone campaign, is busy
 * with: launched, not closed, and not leaving them alone itself;
 * <li>whoever was reached within {@value #RECENT_DAYS} days;
 * <li>whoever was called or written to as often as is fair within thirty days.
 * </ul>
 * A campaign that does not go one by one is for the schools of its list, and leaves none
 * alone but closed ones.
 */
@Component
class Segments {

	/** How long whoever was reached is left in peace. */
	static final int RECENT_DAYS = 7;

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final String SCHOOLS = """
			select false as of_person, e.uai, null::uuid as contact_id, e.academie, %s as held
			from (%s) picked join establishment e on e.uai = picked.key""";

	private static final String SCHOOLS_OF_PEOPLE = """
			select false as of_person, e.uai, null::uuid as contact_id, e.academie,
				case when e.state = 'FERME' then 'FERME' end as held
			from establishment e where e.uai in (select c.uai from (%s) picked join contact c on c.id = picked.key)""";

	private static final String PEOPLE = """
			select true as of_person, c.uai, c.id as contact_id,
				coalesce(e.academie, case when cardinality(c.academies) = 1 then c.academies[1] end) as academie,
				%s as held
			from (%s) picked join contact c on c.id = picked.key left join establishment e on e.uai = c.uai""";

	private static final String SCHOOL_HELD = """
			case when e.state = 'FERME' then 'FERME'
				when :thisWay = 'MEL' and e.email is null and not exists (
					select from post p join contact c on c.id = p.contact_id join contact_email m on m.contact_id = c.id
					where p.uai = e.uai and (p.ended_on is null or p.ended_on >= :thisDay) and not c.opposed) then 'SANS_ADRESSE'
				when :thisWay = 'APPELS' and e.phone is null and not exists (
					select from post p join contact c on c.id = p.contact_id
					where p.uai = e.uai and (p.ended_on is null or p.ended_on >= :thisDay) and not c.opposed and c.has_phone) then 'SANS_NUMERO'
				when exists (select from campaign_recipient r join campaign k on k.id = r.campaign_id
						where r.uai = e.uai and r.held is null and k.id is distinct from :thisCampaign::uuid
							and k.channel in ('APPELS', 'MEL') and k.launched_at is not null and k.closed_at is null)
					or exists (select from follow_up f join phone_campaign k on k.id = f.campaign_id
						where f.uai = e.uai and f.closed_at is null and k.closed_at is null
							and (k.outreach_id is null or k.outreach_id is distinct from :thisCampaign::uuid)) then 'AUTRE_CAMPAGNE'
				when exists (select from interaction i where i.uai = e.uai and i.outcome = 'JOINT' and i.occurred_at > :thisWeek) then 'RECENT'
				when (select count(*) from interaction i where i.uai = e.uai and i.direction = 'SORTANT' and i.occurred_at > :thisMonth)
					>= :thisCap then 'PRESSION' end""";

	private static final String PERSON_HELD = """
			case when c.opposed then 'OPPOSITION'
				when e.state = 'FERME' then 'FERME'
				when not exists (select from post p where p.contact_id = c.id and (p.ended_on is null or p.ended_on >= :thisDay)) then 'PARTI'
				when :thisWay = 'MEL' and not exists (select from contact_email m where m.contact_id = c.id) then 'SANS_ADRESSE'
				when :thisWay = 'APPELS' and not c.has_phone and e.phone is null then 'SANS_NUMERO'
				when exists (select from campaign_recipient r join campaign k on k.id = r.campaign_id
						where (r.contact_id = c.id or (r.uai = c.uai and not r.of_person)) and r.held is null
							and k.id is distinct from :thisCampaign::uuid
							and k.channel in ('APPELS', 'MEL') and k.launched_at is not null and k.closed_at is null)
					or exists (select from follow_up f join phone_campaign k on k.id = f.campaign_id
						where (f.contact_id = c.id or (f.uai = c.uai and f.contact_id is null)) and f.closed_at is null and k.closed_at is null
							and (k.outreach_id is null or k.outreach_id is distinct from :thisCampaign::uuid)) then 'AUTRE_CAMPAGNE'
				when c.last_reached_at > :thisWeek then 'RECENT'
				when (select count(*) from interaction i where i.contact_id = c.id and i.direction = 'SORTANT' and i.occurred_at > :thisMonth)
					>= :thisCap then 'PRESSION' end""";

	private final JdbcClient jdbc;

	private final SchoolSelection schools;

	private final ContactSelection people;

	private final CallQueue calls;

	private final Clock clock;

	Segments(JdbcClient jdbc, SchoolSelection schools, ContactSelection people, CallQueue calls, Clock clock) {
		this.jdbc = jdbc;
		this.schools = schools;
		this.people = people;
		this.calls = calls;
		this.clock = clock;
	}

	/** What the list is narrowed by, as a person reads it. */
	List<String> words(Segment segment) {
		return segment.people() ? this.people.words(segment.address()) : this.schools.words(segment.address());
	}

	/** How many a list holds, whatever a campaign would do with them. */
	@Transactional(readOnly = true)
	long size(Segment segment) {
		ListQuestion asked = asked(segment);
		return this.jdbc.sql("select count(*) from (" + asked.sql() + ") listed")
			.params(asked.values())
			.query(Long.class)
			.single();
	}

	private ListQuestion asked(Segment segment) {
		return (segment.people() ? this.people.question(segment.address()) : this.schools.question(segment.address()))
			.orElseThrow();
	}

	/**
	 * How many a campaign would be for if it were launched now.
	 * @param campaign the campaign itself, null while there is none
	 */
	@Transactional(readOnly = true)
	Preview preview(Segment segment, Channel channel, @Nullable UUID campaign) {
		Candidates candidates = candidates(segment, channel, campaign);
		Map<HeldBack, Long> held = new EnumMap<>(HeldBack.class);
		long[] kept = new long[1];
		candidates.ask(this.jdbc, "select held, count(*) as size from (" + candidates.sql() + ") r group by held")
			.query((row) -> {
				String reason = row.getString("held");
				if (reason == null) {
					kept[0] = row.getLong("size");
				}
				else {
					held.put(HeldBack.valueOf(reason), row.getLong("size"));
				}
			});
		return new Preview(kept[0], held, channel.most());
	}

	/**
	 * Writes down whom a campaign is for.
	 * @throws TooLongException when its list holds more than its way allows
	 */
	void write(Campaign campaign, Segment segment) {
		Candidates candidates = candidates(segment, campaign.channel(), campaign.id());
		int written = candidates.ask(this.jdbc,
				"insert into campaign_recipient (id, campaign_id, of_person, uai, contact_id, academie, held)"
						+ " select gen_random_uuid(), :thisCampaign, of_person, uai, contact_id, academie, held from ("
						+ candidates.sql() + ") r")
			.update();
		if (written > campaign.channel().most()) {
			throw new TooLongException();
		}
	}

	/** All of a list as a campaign sees them, one row each, at most one too many. */
	Candidates candidates(Segment segment, Channel channel, @Nullable UUID campaign) {
		ListQuestion asked = asked(segment);
		String picked = (channel.most() < Integer.MAX_VALUE)
				? "select key from (" + asked.sql() + ") listed limit " + (channel.most() + 1) : asked.sql();
		String sql = segment.isOfPersons(channel) ? PEOPLE.formatted(PERSON_HELD, picked)
				: segment.people() ? SCHOOLS_OF_PEOPLE.formatted(picked) : SCHOOLS.formatted(
						channel.isOneByOne() ? SCHOOL_HELD : "case when e.state = 'FERME' then 'FERME' end", picked);
		Instant now = this.clock.instant();
		return new Candidates(sql, asked.values(), channel, campaign, now, this.calls.monthlyCap());
	}

	/**
	 * Rows to be asked about: {@code of_person}, {@code uai}, {@code contact_id},
	 * {@code academie}, {@code held}.
	 */
	record Candidates(String sql, Map<String, Object> values, Channel channel, @Nullable UUID campaign, Instant now,
			int cap) {

		JdbcClient.StatementSpec ask(JdbcClient jdbc, String statement) {
			return jdbc.sql(statement)
				.params(this.values)
				.param("thisWay", this.channel.name())
				.param("thisCampaign", this.campaign, java.sql.Types.OTHER)
				.param("thisDay", LocalDate.ofInstant(this.now, PARIS))
				.param("thisWeek", this.now.minus(Duration.ofDays(RECENT_DAYS)).atOffset(ZoneOffset.UTC))
				.param("thisMonth", this.now.minus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC))
				.param("thisCap", this.cap);
		}

	}

	/**
	 * Whom a list holds for a campaign.
	 *
	 * @param kept how many it would be for
	 * @param held how many it would leave alone, by reason
	 * @param most how many it may hold
	 */
	record Preview(long kept, Map<HeldBack, Long> held, int most) {

		/** How many the list holds; when it is too long, the most and one. */
		public long total() {
			return this.kept + heldBack();
		}

		public long heldBack() {
			return this.held.values().stream().mapToLong(Long::longValue).sum();
		}

		public boolean isTooLong() {
			return total() > this.most;
		}

	}

	/** The list holds more than the way of the campaign allows. */
	static class TooLongException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
