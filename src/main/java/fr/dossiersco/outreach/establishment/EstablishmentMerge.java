package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes what is shown of a school out of what each source says: for each value the
 * correction by hand, else the newest extract that has one. Whoever writes a source calls
 * it in the same transaction. A school that comes out as it was is not written.
 */
@Component
class EstablishmentMerge {

	/** Of two extracts of one day, the richer data set is the last to speak. */
	private static final String MERGED = """
			with merged as (
				select s.uai, s.site,
					case when bool_or(s.dataset <> 'MANUEL') then '{}'::jsonb
						else coalesce((select to_jsonb(e) from establishment e where e.uai = s.uai and s.site = ''), '{}') end
					|| jsonb_merge(s.carried order by s.extract_date, s.dataset desc)
					|| jsonb_merge(s.payload order by s.dataset = 'MANUEL', s.extract_date, s.dataset desc) as v
				from establishment_source s
				where s.uai = any(:uais)
				group by s.uai, s.site
			)
			""";

	/** The names of the other sites are searched with the school's own. */
	private static final String MAIN = MERGED
			+ """
						, others as (
							select uai, string_agg(concat_ws(' ', v ->> 'name', v ->> 'town'), ' ' order by site) as names
							from merged
							where site <> ''
							group by uai
						), shown as (
							select m.uai, m.v ->> 'name' as name, m.v ->> 'kind' as kind, m.v ->> 'nature_code' as nature_code,
								m.v ->> 'nature_label' as nature_label, m.v ->> 'sector' as sector, m.v ->> 'contract' as contract,
								m.v ->> 'address' as address, m.v ->> 'address_extra' as address_extra, m.v ->> 'postcode' as postcode,
								m.v ->> 'town' as town, m.v ->> 'town_code' as town_code, m.v ->> 'departement' as departement,
								m.v ->> 'academie' as academie, m.v ->> 'phone' as phone, m.v ->> 'email' as email, m.v ->> 'web' as web,
								(m.v ->> 'latitude')::double precision as latitude, (m.v ->> 'longitude')::double precision as longitude,
								m.v ->> 'priority_education' as priority_education, (m.v ->> 'pupils')::integer as pupils, m.v ->> 'siret' as siret,
								m.v ->> 'ministry' as ministry, (m.v ->> 'opened_on')::date as opened_on,
								case when exists (select from establishment_closure c
										where c.uai = m.uai and c.decision = 'CONFIRMEE' and c.reopened_at is null)
									then 'FERME' else m.v ->> 'state' end as state,
								o.names as other_sites
							from merged m left join others o on o.uai = m.uai
							where m.site = ''
						)
						insert into establishment as e (uai,
					name, kind, nature_code, nature_label, sector, contract, address, address_extra, postcode, town, town_code,
							departement, academie, phone, email, web, latitude, longitude, priority_education, pupils, siret, ministry,
							opened_on, state, other_sites)
						select n.*
						from shown n left join establishment b on b.uai = n.uai
						where b.uai is null
							or (b.name, b.kind, b.nature_code, b.nature_label, b.sector, b.contract, b.address, b.address_extra, b.postcode, b.town,
								b.town_code, b.departement, b.academie, b.phone, b.email, b.web, b.latitude, b.longitude, b.priority_education,
								b.pupils, b.siret, b.ministry, b.opened_on, b.state, b.other_sites)
								is distinct from (n.name, n.kind, n.nature_code, n.nature_label, n.sector, n.contract, n.address,
							n.address_extra, n.postcode, n.town,
									n.town_code, n.departement, n.academie, n.phone, n.email, n.web, n.latitude, n.longitude, n.priority_education,
									n.pupils, n.siret, n.ministry, n.opened_on, n.state, n.other_sites)
						on conflict (uai) do update set name = excluded.name, kind = excluded.kind,
					nature_code = excluded.nature_code, nature_label = excluded.nature_label,
							sector = excluded.sector, contract = excluded.contract, address = excluded.address,
							address_extra = excluded.address_extra, postcode = excluded.postcode, town = excluded.town,
							town_code = excluded.town_code, departement = excluded.departement, academie = excluded.academie,
							phone = excluded.phone, email = excluded.email, web = excluded.web, latitude = excluded.latitude,
							longitude = excluded.longitude, priority_education = excluded.priority_education, pupils = excluded.pupils,
							siret = excluded.siret, ministry = excluded.ministry, opened_on = excluded.opened_on, state = excluded.state,
							other_sites = excluded.other_sites,
							version = e.version + 1
						returning e.uai, '' as site, old.uai is null as created
						""";

	private static final String SITES = MERGED
			+ """
						insert into establishment_site as e (uai, site, name, kind, nature_label, address, postcode, town, phone, email)
						select m.uai, m.site, m.v ->> 'name', m.v ->> 'kind', m.v ->> 'nature_label', m.v ->> 'address', m.v ->> 'postcode',
						m.v ->> 'town',
							m.v ->> 'phone', m.v ->> 'email'
						from merged m left join establishment_site b on b.uai = m.uai and b.site = m.site
						where m.site <> '' and (b.uai is null
							or (b.name, b.kind, b.nature_label, b.address, b.postcode, b.town, b.phone, b.email)
								is distinct from (m.v ->> 'name', m.v ->> 'kind', m.v ->> 'nature_label', m.v ->> 'address', m.v ->> 'postcode',
						m.v ->> 'town',
									m.v ->> 'phone', m.v ->> 'email'))
						on conflict (uai, site) do update set name = excluded.name, kind = excluded.kind,
					nature_label = excluded.nature_label, address = excluded.address,
							postcode = excluded.postcode, town = excluded.town, phone = excluded.phone, email = excluded.email
						returning e.uai, e.site, old.uai is null as created
						""";

	private final JdbcClient jdbc;

	EstablishmentMerge(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Brings these schools in line with their sources.
	 * @return the sites that were written, the main one having an empty name
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	List<Written> merge(Collection<String> uais) {
		if (uais.isEmpty()) {
			return List.of();
		}
		String[] keys = uais.toArray(String[]::new);
		List<Written> written = new ArrayList<>(write(MAIN, keys));
		this.jdbc.sql("""
				delete from establishment_site e
				where e.uai = any(:uais)
					and not exists (select from establishment_source s where s.uai = e.uai and s.site = e.site)
				""").param("uais", keys).update();
		written.addAll(write(SITES, keys));
		return written;
	}

	private List<Written> write(String sql, String[] uais) {
		return this.jdbc.sql(sql).param("uais", uais).query(Written.class).list();
	}

	/** A site of a school that was added or changed. */
	record Written(String uai, String site, boolean created) {
	}

}
