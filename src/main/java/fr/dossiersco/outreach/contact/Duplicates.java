package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pairs of records that may be one person: the same address; the same number and a near
 * name, since a school's people share its switchboard; or a near name at one place. An
 * address or a number that many people have tells nothing of any of them.
 */
@Component
class Duplicates {

	private static final RowMapper<Pair> pairs = new SimplePropertyRowMapper<>(Pair.class);

	/** More than the team goes through in a month. */
	static final int MOST = 500;

	/**
	 * Names that are near share their start or their given name: joining on these keeps
	 * it fast.
	 */
	private static final String SUSPECTED = """
			with worker as (
				select p.contact_id, coalesce(p.uai, p.organisation_id::text) as place, left(fold(c.family_name), 3) as start,
					fold(c.given_name) as given, c.search, fold(c.family_name) as family
				from post p join contact c on c.id = p.contact_id
			), address as (
				select address from contact_email group by address having count(*) between 2 and 5
			), number as (
				select number from contact_phone group by number having count(*) between 2 and 5
			), clue as (
				select a.contact_id as one, b.contact_id as other, 'EMAIL' as reason, 3 as weight
				from address join contact_email a on a.address = address.address
					join contact_email b on b.address = a.address and b.contact_id > a.contact_id
				union all
				select a.contact_id, b.contact_id, 'PHONE', 2
				from number join contact_phone a on a.number = number.number
					join contact_phone b on b.number = a.number and b.contact_id > a.contact_id
					join contact x on x.id = a.contact_id
					join contact y on y.id = b.contact_id
				where similarity(x.search, y.search) > 0.4
				union all
				select a.contact_id, b.contact_id, 'NAME', 2
				from worker a join worker b on b.place = a.place and b.start = a.start and b.contact_id > a.contact_id
				where similarity(a.search, b.search) > 0.6
				union all
				select a.contact_id, b.contact_id, 'NAME', 2
				from worker a join worker b on b.place = a.place and b.given = a.given and b.contact_id > a.contact_id
				where similarity(a.family, b.family) > 0.5
			), pair as (
				select one, other, array_agg(distinct reason order by reason) as reasons, sum(distinct weight) as weight
				from clue
				where not exists (select from contact_distinction d where d.one = clue.one and d.other = clue.other)
				group by one, other
			)
			""";

	/** Looking at everyone costs seconds at the scale of the nation. */
	private final Cache<Integer, List<Pair>> known = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	private final JdbcClient jdbc;

	private final Clock clock;

	Duplicates(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * The surest first, {@link #MOST} at most; what others did may take a minute to show.
	 */
	List<Pair> suspected() {
		return this.known.get(MOST, (most) -> look());
	}

	/** Forgets what was found, once a pair is dealt with. */
	void lookAgain() {
		this.known.invalidateAll();
	}

	private List<Pair> look() {
		return this.jdbc
			.sql(SUSPECTED
					+ """
							select s.one, concat_ws(' ', a.given_name, a.family_name) as one_name, s.other,
								concat_ws(' ', b.given_name, b.family_name) as other_name, array_to_string(s.reasons, ',') as reasons,
								(select coalesce(e.name || coalesce(', ' || e.town, ''), g.name) from post p
									left join establishment e on e.uai = p.uai left join organisation g on g.id = p.organisation_id
									where p.contact_id = a.id order by p.ended_on desc nulls first, p.main desc, p.id limit 1) as place
							from (select * from pair order by weight desc, one, other limit :most) s
								join contact a on a.id = s.one
								join contact b on b.id = s.other
							order by s.weight desc, s.one, s.other""")
			.param("most", MOST)
			.query(pairs)
			.list();
	}

	/** Someone has looked: these are two people. Twice is once. */
	@Transactional
	public void tellApart(UUID one, UUID other, CurrentAccount by) {
		this.jdbc.sql("""
				insert into contact_distinction (one, other, noted_at, noted_by)
				values (least(:one, :other), greatest(:one, :other), :now, :me) on conflict do nothing""")
			.param("one", one)
			.param("other", other)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.update();
		lookAgain();
	}

	@Transactional
	public void suspectAgain(UUID one, UUID other) {
		this.jdbc
			.sql("delete from contact_distinction where one = least(:one, :other) and other = greatest(:one, :other)")
			.param("one", one)
			.param("other", other)
			.update();
		lookAgain();
	}

	/**
	 * Two records that may be one person.
	 *
	 * @param place where the first works
	 */
	record Pair(UUID one, String oneName, UUID other, String otherName, String reasons, @Nullable String place) {

		/** {@code EMAIL}, {@code NAME} and {@code PHONE}. */
		public List<String> clues() {
			return Arrays.asList(this.reasons.split(","));
		}

	}

}
