package fr.dossiersco.outreach.establishment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of one school, and who says so. */
@Component
class EstablishmentRecords {

	private final JdbcClient jdbc;

	EstablishmentRecords(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<EstablishmentRecord> find(Uai uai) {
		return this.jdbc
			.sql("""
					select e.uai, e.name, e.kind, e.nature_label, e.sector, e.contract, e.address, e.address_extra, e.postcode,
						e.town, e.departement, d.name as departement_name, e.academie, a.name as academie_name,
						d.zone as holiday_zone, d.time_zone as zone, e.phone, e.email, e.web, e.priority_education, e.pupils,
						e.opened_on, e.state, e.other_sites, e.version
					from establishment e
					join departement d on d.code = e.departement
					join academie a on a.code = e.academie
					where e.uai = ?""")
			.param(uai.value())
			.query(EstablishmentRecord.class)
			.optional();
	}

	List<Site> sites(Uai uai) {
		return this.jdbc.sql("""
				select site, name, kind, nature_label, address, postcode, town, phone, email
				from establishment_site where uai = ? order by name collate french, site""")
			.param(uai.value())
			.query(Site.class)
			.list();
	}

	/**
	 * What each extract says of the main site, the one that counts first: a value that an
	 * extract itself gives before one carried over from an older extract.
	 */
	List<Statement> statements(Uai uai) {
		return this.jdbc
			.sql("""
					select s.dataset, coalesce((v.since ->> p.key)::date, s.extract_date) as extract_date, p.key as field, p.value
					from establishment_source s
					cross join lateral (values (0, s.payload, '{}'::jsonb), (1, s.carried, s.carried_dates)) v (rank, said, since)
					cross join lateral jsonb_each_text(v.said) p
					where s.uai = ? and s.site = '' and s.dataset <> 'MANUEL' and p.value is not null
					order by v.rank, s.extract_date desc, s.dataset""")
			.param(uai.value())
			.query(Statement.class)
			.list();
	}

	/** The corrections by hand in force. */
	List<Correction> corrections(Uai uai) {
		return this.jdbc.sql("""
				select c.id, c.field, c.value, c.replaced, c.reason, c.corrected_at, a.name as corrected_by
				from establishment_correction c join account a on a.id = c.corrected_by
				where c.uai = ? and c.withdrawn_at is null
				order by c.corrected_at, c.field""").param(uai.value()).query(Correction.class).list();
	}

	/**
	 * Another site of the same school: an annexe, or the other half of a cité scolaire.
	 */
	record Site(String site, String name, String kind, @Nullable String natureLabel, @Nullable String address,
			@Nullable String postcode, @Nullable String town, @Nullable String phone, @Nullable String email) {
	}

	/** One value as one extract gives it. */
	record Statement(String dataset, LocalDate extractDate, String field, String value) {
	}

	/** A value that someone put in place of the directory's. */
	record Correction(UUID id, String field, String value, @Nullable String replaced, String reason,
			Instant correctedAt, String correctedBy) {
	}

}
