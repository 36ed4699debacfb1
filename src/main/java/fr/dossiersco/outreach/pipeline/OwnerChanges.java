package fr.dossiersco.outreach.pipeline;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
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
class OwnerChanges {

	private final JdbcClient jdbc;

	private final Clock clock;

	OwnerChanges(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Hands schools over; those that nobody has spotted, or that they lead already, stay.
	 * @param to who leads them from now on, null for nobody
	 * @throws NotFoundException when that is nobody of the team
	 */
	@Transactional
	Change handOver(Collection<String> uais, @Nullable UUID to, CurrentAccount by) {
		if (to != null && !this.jdbc.sql("select exists (select from account where id = ? and role <> 'AMBASSADOR')")
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
		return new Change(batch, changed);
	}

	/**
	 * Gives schools back to those who led them; one that was handed over again since
	 * stays.
	 * @return how many came back
	 */
	@Transactional
	int takeBack(UUID batch, CurrentAccount by) {
		return this.jdbc.sql("""
				with mine as (select o.id, o.uai, o.from_owner from owner_change o join pursuit p on p.uai = o.uai
						where o.batch = :batch and o.changed_by = :by and o.undone_at is null
							and p.owner is not distinct from o.to_owner
						order by o.uai for update),
					marked as (update owner_change o set undone_at = :now from mine m where o.id = m.id),
					told as (update owner_handover set undone_at = :now where id = :batch and exists (select from mine))
				update pursuit p set owner = m.from_owner, version = p.version + 1 from mine m where p.uai = m.uai""")
			.param("batch", batch)
			.param("by", by.id())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
	}

	/**
	 * @param batch what was handed over at once
	 * @param schools how many
	 */
	record Change(UUID batch, int schools) {
	}

}
