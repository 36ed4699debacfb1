package fr.dossiersco.outreach.pipeline;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.FollowUpHandovers;
import fr.dossiersco.outreach.scheduling.FollowUpHandovers.Handed;
import fr.dossiersco.outreach.scheduling.FollowUpHandovers.Led;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands schools over from one lead to another, one or many at once; each time is written
 * down, and can be taken back.
 */
@Component
public class OwnerChanges {

	private final JdbcClient jdbc;

	private final FollowUpHandovers steps;

	private final Clock clock;

	OwnerChanges(JdbcClient jdbc, FollowUpHandovers steps, Clock clock) {
		this.jdbc = jdbc;
		this.steps = steps;
		this.clock = clock;
	}

	/**
	 * Hands schools over; those that nobody has spotted, or that they lead already, stay.
	 * @param to who leads them from now on, null for nobody
	 * @param withSteps whether what the former leads have to do there goes along; nobody
	 * has nothing to do
	 * @throws NotFoundException when that is nobody of the team
	 */
	@Transactional
	public Change handOver(Collection<String> uais, @Nullable UUID to, boolean withSteps, CurrentAccount by) {
		if (to != null && !this.jdbc.sql("""
				select exists (select from account
					where id = ? and role <> 'AMBASSADOR' and deactivated_at is null)""")
			.param(to)
			.query(Boolean.class)
			.single()) {
			throw new NotFoundException("account " + to);
		}
		UUID batch = UUID.randomUUID();
		int changed = this.jdbc
			.sql("""
					with before as (select uai, academie, owner from pursuit
							where uai = any (:uais) and owner is distinct from :to::uuid order by uai for update),
						changed as (update pursuit p set owner = :to::uuid, version = p.version + 1 from before b where p.uai = b.uai),
						met as (select count(*) as schools, count(distinct owner) + count(distinct owner is null) filter (where owner is null) as leads,
							min(owner::text)::uuid as owner from before),
						at_once as (insert into owner_handover (id, to_owner, from_owner, from_several, schools, changed_at, changed_by)
							select :batch, :to::uuid, case when leads = 1 then owner end, leads > 1, schools, :now, :by from met where schools > 0)
					insert into owner_change (id, batch, uai, academie, from_owner, to_owner, changed_at, changed_by, alone)
					select gen_random_uuid(), :batch, b.uai, b.academie, b.owner, :to::uuid, :now, :by, m.schools = 1 from before b, met m""")
			.param("uais", uais.toArray(String[]::new))
			.param("to", to, Types.OTHER)
			.param("batch", batch)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("by", by.id())
			.update();
		Handed handed = (to != null && withSteps && changed > 0) ? this.steps.handOver(batch, led(batch), to)
				: new Handed(0, 0);
		return new Change(batch, changed, handed);
	}

	private List<Led> led(UUID batch) {
		return this.jdbc
			.sql("select uai, from_owner as owner from owner_change where batch = ? and from_owner is not null")
			.param(batch)
			.query(Led.class)
			.list();
	}

	/**
	 * Gives schools back to those who led them, with the next steps that went along; one
	 * that was handed over again since stays.
	 */
	@Transactional
	Back takeBack(UUID batch, CurrentAccount by) {
		List<String> uais = this.jdbc.sql("""
				with mine as (select o.id, o.uai, o.from_owner from owner_change o join pursuit p on p.uai = o.uai
						where o.batch = :batch and o.changed_by = :by and o.undone_at is null
							and p.owner is not distinct from o.to_owner
						order by o.uai for update),
					marked as (update owner_change o set undone_at = :now from mine m where o.id = m.id),
					told as (update owner_handover set undone_at = :now where id = :batch and exists (select from mine))
				update pursuit p set owner = m.from_owner, version = p.version + 1 from mine m where p.uai = m.uai
				returning p.uai""")
			.param("batch", batch)
			.param("by", by.id())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.query(String.class)
			.list();
		return new Back(uais.size(), uais.isEmpty() ? 0 : this.steps.takeBack(batch, uais));
	}

	/**
	 * @param batch what was handed over at once
	 * @param schools how many
	 * @param steps the next steps there
	 */
	public record Change(UUID batch, int schools, Handed steps) {

		/** What the message « pipeline.handedOver » tells. */
		Object[] told() {
			return new Object[] { this.schools, this.steps.given(), this.steps.leftBehind() };
		}

	}

	/**
	 * @param schools how many came back
	 * @param steps how many next steps came back with them
	 */
	record Back(int schools, int steps) {
	}

}
