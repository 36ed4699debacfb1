package fr.dossiersco.outreach.scheduling;

import java.util.Collection;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands open next steps over together with the schools they are at, and gives them back
 * with them. One with an hour stays where it is if whoever would have to do it is taken
 * then.
 */
@Component
public class FollowUpHandovers {

	private final JdbcClient jdbc;

	FollowUpHandovers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Hands over what the former leads of schools have to do there.
	 * @param batch by which they are given back
	 * @param from the former lead of each school
	 * @param to who has to do it from now on
	 */
	@Transactional
	public Handed handOver(UUID batch, Collection<Led> from, UUID to) {
		return this.jdbc
			.sql("""
					with open as (select f.id, f.owner, f.starts_at from follow_up f
							join unnest(:uais::text[], :owners::text[]::uuid[]) as l (uai, owner) on l.uai = f.uai and l.owner = f.owner
							where f.closed_at is null and f.owner <> :to order by f.id for update of f),
						tried as materialized (select id, owner, follow_up_give(id, :to) as given from open order by starts_at, id),
						kept as (insert into follow_up_handover (batch, follow_up_id, from_owner, to_owner)
							select :batch, id, owner, :to from tried where given)
					select count(*) filter (where given) as given, count(*) filter (where not given) as left_behind from tried""")
			.param("uais", from.stream().map(Led::uai).toArray(String[]::new))
			.param("owners", from.stream().map((led) -> led.owner().toString()).toArray(String[]::new))
			.param("to", to)
			.param("batch", batch)
			.query(Handed.class)
			.single();
	}

	/** Hands over whatever someone has still to do, wherever that is: they have left. */
	@Transactional
	public Handed handOverAll(UUID from, UUID to) {
		return this.jdbc
			.sql("""
					with open as (select id, starts_at from follow_up where owner = :from and closed_at is null order by id for update),
						tried as materialized (select follow_up_give(id, :to) as given from open order by starts_at, id)
					select count(*) filter (where given) as given, count(*) filter (where not given) as left_behind from tried""")
			.param("from", from)
			.param("to", to)
			.query(Handed.class)
			.single();
	}

	/**
	 * Gives back the next steps at schools that came back; one that is closed or was
	 * handed over again since stays.
	 * @return how many came back
	 */
	@Transactional
	public int takeBack(UUID batch, Collection<String> uais) {
		return this.jdbc
			.sql("""
					with mine as (select h.follow_up_id, h.from_owner from follow_up_handover h join follow_up f on f.id = h.follow_up_id
							where h.batch = :batch and f.uai = any (:uais) and f.closed_at is null and f.owner = h.to_owner
							order by f.id for update of f),
						tried as materialized (select follow_up_give(follow_up_id, from_owner) as given from mine)
					select count(*) from tried where given""")
			.param("batch", batch)
			.param("uais", uais.toArray(String[]::new))
			.query(Integer.class)
			.single();
	}

	/**
	 * @param owner who led the school
	 */
	public record Led(String uai, UUID owner) {
	}

	/**
	 * @param given how many have someone else to do them now
	 * @param leftBehind how many stay, because their hour is taken
	 */
	public record Handed(int given, int leftBehind) {
	}

}
