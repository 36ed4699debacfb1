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

	private static final String MAIN = MERGED
			+ """
					insert into establishment as e (uai, name, kind, nature_code, nature_label, sector, contract, address, address_extra,
						postcode, town, town_code, departement, academie, phone, email, web, latitude, longitude, priority_education,
						pupils, siret, ministry, opened_on, state, other_sites)
					select uai, v ->> 'name', v ->> 'kind', v ->> 'nature_code', v ->> 'nature_label', v ->> 'sector', v ->> 'contract',
						v ->> 'address', v ->> 'address_extra', v ->> 'postcode', v ->> 'town', v ->> 'town_code', v ->> 'departement',
						v ->> 'academie', v ->> 'phone', v ->> 'email', v ->> 'web', (v ->> 'latitude')::double precision,
						(v ->> 'longitude')::double precision, v ->> 'priority_education', (v ->> 'pupils')::integer, v ->> 'siret',
						v ->> 'ministry', (v ->> 'opened_on')::date,
						case when exists (select from establishment_closure c
								where c.uai = m.uai and c.decision = 'CONFIRMEE' and c.reopened_at is null)
							then 'FERME' else v ->> 'state' end,
						(select string_agg(concat_ws(' ', o.v ->> 'name', o.v ->> 'town'), ' ' order by o.site)
							from merged o where o.uai = m.uai and o.site <> '')
					from merged m
					where site = ''
					on conflict (uai) do update set name = excluded.name, kind = excluded.kind, nature_code = excluded.nature_code,
						nature_label = excluded.nature_label, sector = excluded.sector, contract = excluded.contract,
						address = excluded.address, address_extra = excluded.address_extra, postcode = excluded.postcode,
						town = excluded.town, town_code = excluded.town_code, departement = excluded.departement,
						academie = excluded.academie, phone = excluded.phone, email = excluded.email, web = excluded.web,
						latitude = excluded.latitude, longitude = excluded.longitude,
						priority_education = excluded.priority_education, pupils = excluded.pupils, siret = excluded.siret,
						ministry = excluded.ministry, opened_on = excluded.opened_on, state = excluded.state,
						other_sites = excluded.other_sites, version = e.version + 1
					where (e.name, e.kind, e.nature_code, e.nature_label, e.sector, e.contract, e.address, e.address_extra, e.postcode,
							e.town, e.town_code, e.departement, e.academie, e.phone, e.email, e.web, e.latitude, e.longitude,
							e.priority_education, e.pupils, e.siret, e.ministry, e.opened_on, e.state, e.other_sites)
						is distinct from (excluded.name, excluded.kind, excluded.nature_code, excluded.nature_label, excluded.sector,
							excluded.contract, excluded.address, excluded.address_extra, excluded.postcode, excluded.town,
							excluded.town_code, excluded.departement, excluded.academie, excluded.phone, excluded.email,
							excluded.web, excluded.latitude, excluded.longitude, excluded.priority_education, excluded.pupils,
							excluded.siret, excluded.ministry, excluded.opened_on, excluded.state, excluded.other_sites)
					returning e.uai, '' as site, old.uai is null as created
					""";

	private static final String SITES = MERGED
			+ """
					insert into establishment_site as e (uai, site, name, kind, nature_label, address, postcode, town, phone, email)
					select uai, site, v ->> 'name', v ->> 'kind', v ->> 'nature_label', v ->> 'address', v ->> 'postcode',
						v ->> 'town', v ->> 'phone', v ->> 'email'
					from merged
					where site <> ''
					on conflict (uai, site) do update set name = excluded.name, kind = excluded.kind,
						nature_label = excluded.nature_label, address = excluded.address, postcode = excluded.postcode,
						town = excluded.town, phone = excluded.phone, email = excluded.email
					where (e.name, e.kind, e.nature_label, e.address, e.postcode, e.town, e.phone, e.email)
						is distinct from (excluded.name, excluded.kind, excluded.nature_label, excluded.address, excluded.postcode,
							excluded.town, excluded.phone, excluded.email)
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
