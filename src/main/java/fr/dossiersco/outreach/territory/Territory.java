package fr.dossiersco.outreach.territory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The Ministry's map. Asked for once, since only a migration changes it; public, so that
 * whoever asks first gives it to all.
 */
@Component
public class Territory {

	private final Supplier<Map<String, RegionAcademique>> regions;

	private final Supplier<Map<String, Academie>> academies;

	private final Supplier<Map<String, Departement>> departements;

	Territory(JdbcClient jdbc) {
		this.regions = SingletonSupplier.of(() -> byCode(regions(jdbc), RegionAcademique::code));
		this.academies = SingletonSupplier.of(() -> byCode(academies(jdbc), Academie::code));
		this.departements = SingletonSupplier.of(() -> byCode(departements(jdbc), Departement::code));
	}

	/** In the order of a French dictionary. */
	public List<RegionAcademique> regions() {
		return List.copyOf(this.regions.get().values());
	}

	/** In the order of a French dictionary. */
	public List<Academie> academies() {
		return List.copyOf(this.academies.get().values());
	}

	public Optional<Academie> academie(String code) {
		return Optional.ofNullable(this.academies.get().get(code));
	}

	/** In the order of their codes, by which people know them. */
	public List<Departement> departements() {
		return List.copyOf(this.departements.get().values());
	}

	public Optional<Departement> departement(String code) {
		return Optional.ofNullable(this.departements.get().get(code));
	}

	private static List<RegionAcademique> regions(JdbcClient jdbc) {
		return jdbc.sql("select code, name from region_academique")
			.query(RegionAcademique.class)
			.stream()
			.sorted(inFrench(RegionAcademique::name))
			.toList();
	}

	private static List<Academie> academies(JdbcClient jdbc) {
		return jdbc
			.sql("""
					select code, name, kind, region_academique as region, zone, time_zone, mail_domain, seat, directory_label,
						calendar_label
					from academie""")
			.query((row, number) -> academie(row))
			.stream()
			.sorted(inFrench(Academie::name))
			.toList();
	}

	private static Academie academie(ResultSet row) throws SQLException {
		return new Academie(row.getString("code"), row.getString("name"), Academie.Kind.valueOf(row.getString("kind")),
				row.getString("region"), row.getString("zone"), ZoneId.of(row.getString("time_zone")),
				row.getString("mail_domain"), row.getString("seat"), row.getString("directory_label"),
				row.getString("calendar_label"));
	}

	private static List<Departement> departements(JdbcClient jdbc) {
		return jdbc.sql("""
				select code, insee_code, name, academie, zone, time_zone, uai_prefixes, local_holidays
				from departement order by code""").query((row, number) -> departement(row)).list();
	}

	private static Departement departement(ResultSet row) throws SQLException {
		return new Departement(row.getString("code"), row.getString("insee_code"), row.getString("name"),
				row.getString("academie"), row.getString("zone"), ZoneId.of(row.getString("time_zone")),
				texts(row, "uai_prefixes"), texts(row, "local_holidays"));
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		return List.of((String[]) row.getArray(column).getArray());
	}

	private static <T> Comparator<T> inFrench(Function<T, String> name) {
		Collator french = Collator.getInstance(Locale.FRENCH);
		return (one, other) -> french.compare(name.apply(one), name.apply(other));
	}

	private static <T> Map<String, T> byCode(List<T> all, Function<T, String> code) {
		Map<String, T> byCode = new LinkedHashMap<>();
		all.forEach((each) -> byCode.put(code.apply(each), each));
		return byCode;
	}

}
