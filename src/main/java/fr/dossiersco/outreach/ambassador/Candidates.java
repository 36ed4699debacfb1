package fr.dossiersco.outreach.ambassador;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.contact.Attitude;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who could be an ambassador: people who hold a post now, at a school that uses
 * Dossiersco, or who think well of it, or who introduced us somewhere. Nobody who asked
 * not to be contacted, who has doubts, or who is on the way already.
 */
@Component
class Candidates {

	/**
	 * Each post by which a person is found, twice when two reasons find it; asks for
	 * {@code today}.
	 */
	static final String POSTS = """
			select q.*, c.family_name, c.given_name, c.attitude
			from (
				select p.id, p.contact_id, p.academie, p.main, p.started_on, p.ended_on, true as deployed
				from stage s join pursuit u on u.stage = s.code join post p on p.uai = u.uai
				where s.category = 'GAGNE'
				union all
				select p.id, p.contact_id, p.academie, p.main, p.started_on, p.ended_on, false
				from (select id from contact where attitude in ('ALLIE', 'FAVORABLE') and not opposed
						union select introduced_by from interaction where introduced_by is not null
						union select introducer_id from introduction where outcome = 'ACCEPTEE' and introducer_id is not null) k
					join post p on p.contact_id = k.id) q
				join contact c on c.id = q.contact_id and not c.opposed
					and (c.attitude is null or c.attitude not in ('OPPOSE', 'RETICENT'))
			where (q.ended_on is null or q.ended_on >= :today) and (q.started_on is null or q.started_on <= :today)
				and q.academie is not null
				and not exists (select from ambassador_path a where a.contact_id = q.contact_id and a.undone_at is null)
			""";

	private static final String IN_ACADEMIE = " where (:academie::text is null or k.academie = :academie)";

	private static final RowMapper<Candidate> candidates = new SimplePropertyRowMapper<>(Candidate.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	Candidates(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	long count(@Nullable String academie) {
		return this.jdbc.sql("select count(distinct k.contact_id) from (" + POSTS + ") k" + IN_ACADEMIE)
			.param("academie", academie, Types.VARCHAR)
			.param("today", today())
			.query(Long.class)
			.single();
	}

	/** By académie, then by name. */
	List<Candidate> page(@Nullable String academie, PageRequest page) {
		return this.jdbc
			.sql("""
					select k.contact_id as contact, concat_ws(' ', k.given_name, k.family_name) as name, p.profile, p.title, p.uai,
						p.organisation_id as organisation, coalesce(e.name, g.name) as place, e.town, k.name as academie, k.deployed, k.attitude,
						exists (select from interaction i where i.introduced_by = k.contact_id)
							or exists (select from introduction n where n.introducer_id = k.contact_id and n.outcome = 'ACCEPTEE') as introduced
					from (select k.*, d.name from (
								select distinct on (k.contact_id) k.* from (%s) k %s
								order by k.contact_id, k.deployed desc, k.main desc, k.started_on desc nulls last, k.id) k
							join academie d on d.code = k.academie
							order by d.name collate french, k.family_name collate french, k.given_name collate french, k.contact_id
							limit :size offset :offset) k
						join post p on p.id = k.id
						left join establishment e on e.uai = p.uai
						left join organisation g on g.id = p.organisation_id
					order by k.name collate french, k.family_name collate french, k.given_name collate french, k.contact_id"""
				.formatted(POSTS, IN_ACADEMIE))
			.param("academie", academie, Types.VARCHAR)
			.param("today", today())
			.param("size", page.size())
			.param("offset", page.offset())
			.query(candidates)
			.list();
	}

	private LocalDate today() {
		return LocalDate.now(this.clock.withZone(Paths.PARIS));
	}

	/**
	 * Somebody who could be one.
	 *
	 * @param deployed whether their school uses Dossiersco
	 * @param introduced whether they introduced us somewhere
	 */
	record Candidate(UUID contact, String name, @Nullable ContactProfile profile, @Nullable String title,
			@Nullable String uai, @Nullable UUID organisation, @Nullable String place, @Nullable String town,
			String academie, boolean deployed, @Nullable Attitude attitude, boolean introduced) {

		/** Why one may ask them: ends of message keys. */
		public List<String> reasons() {
			List<String> reasons = new ArrayList<>();
			if (this.deployed) {
				reasons.add("DEPLOYE");
			}
			if (this.attitude == Attitude.ALLIE || this.attitude == Attitude.FAVORABLE) {
				reasons.add(this.attitude.name());
			}
			if (this.introduced) {
				reasons.add("INTRODUIT");
			}
			return reasons;
		}

	}

}
