package fr.dossiersco.outreach.territory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The map of the Ministry. Read once: it changes by law, hence by migration, hence with a
 * new start of the program.
 */
@Component
public class Territory {

	private final Map<String, RegionAcademique> regions;

	private final Map<String, Academie> academies;

	private final Map<String, Departement> departements;

	Territory(JdbcClient jdbc) {
		this.regions = byCode(jdbc.sql("select * from region_academique order by name collate french")
			.query((row, number) -> new RegionAcademique(row.getString("code"), row.getString("name")))
			.list(), RegionAcademique::code);
		this.academies = byCode(jdbc.sql("select * from academie order by name collate french")
			.query((row, number) -> academie(row))
			.list(), Academie::code);
		this.departements = byCode(
				jdbc.sql("select * from departement order by code").query((row, number) -> departement(row)).list(),
				Departement::code);
	}

	/** In the French order of their names. */
	public List<RegionAcademique> regions() {
		return List.copyOf(this.regions.values());
	}

	/** Null when there is none of this code. */
	public @Nullable RegionAcademique region(String code) {
		return this.regions.get(code);
	}

	/** In the French order of their names. */
	public List<Academie> academies() {
		return List.copyOf(this.academies.values());
	}

	/** Null when there is none of this code. */
	public @Nullable Academie academie(String code) {
		return this.academies.get(code);
	}

	/** In the order of their numbers, as the French know them. */
	public List<Departement> departements() {
		return List.copyOf(this.departements.values());
	}

	/** Null when there is none of this code. */
	public @Nullable Departement departement(String code) {
		return this.departements.get(code);
	}

	private static Academie academie(ResultSet row) throws SQLException {
		return new Academie(row.getString("code"), row.getString("name"), Academie.Kind.valueOf(row.getString("kind")),
				row.getString("region_academique"), row.getString("zone"), ZoneId.of(row.getString("time_zone")),
				row.getString("mail_domain"), row.getString("seat"), row.getString("directory_label"),
				row.getString("calendar_label"));
	}

	private static Departement departement(ResultSet row) throws SQLException {
		return new Departement(row.getString("code"), row.getString("insee_code"), row.getString("name"),
				row.getString("academie"), row.getString("zone"), ZoneId.of(row.getString("time_zone")),
				List.of((String[]) row.getArray("uai_prefixes").getArray()),
				List.of((String[]) row.getArray("local_holidays").getArray()));
	}

	private static <T> Map<String, T> byCode(List<T> rows, Function<T, String> code) {
		Map<String, T> byCode = new LinkedHashMap<>();
		rows.forEach((row) -> byCode.put(code.apply(row), row));
		return Collections.unmodifiableMap(byCode);
	}

}
