package fr.dossiersco.outreach.availability;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.HolidayFile.Reading;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings files of school holidays in: each replaces what was known of the zones and
 * school years that it tells, and leaves the rest.
 */
@Component
class HolidayImports {

	private final JdbcClient jdbc;

	private final Territory territory;

	private final CommonCalendar common;

	private final TransactionTemplate transaction;

	private final Clock clock;

	HolidayImports(JdbcClient jdbc, Territory territory, CommonCalendar common, TransactionTemplate transaction,
			Clock clock) {
		this.jdbc = jdbc;
		this.territory = territory;
		this.common = common;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * @throws HolidayFileRefusedException when it is no calendar at all
	 */
	Reading bring(Path file, String name, CurrentAccount by) {
		Reading reading = HolidayFile.read(file, zones());
		if (!reading.periods().isEmpty()) {
			this.transaction.executeWithoutResult((status) -> write(reading, name, by));
			this.common.changed();
		}
		return reading;
	}

	/** Those of the Ministry's map. */
	Set<String> zones() {
		return Stream
			.concat(this.territory.academies().stream().map(Academie::zone),
					this.territory.departements().stream().map(Departement::zone))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	List<HolidayImport> latest() {
		return this.jdbc
			.sql("""
					select i.id, i.file_name, i.imported_at, a.name as imported_by, i.periods, i.refused
					from holiday_import i join account a on a.id = i.imported_by order by i.imported_at desc, i.id limit 5""")
			.query(HolidayImport.class)
			.list();
	}

	private void write(Reading reading, String name, CurrentAccount by) {
		UUID id = UUID.randomUUID();
		this.jdbc.sql("insert into holiday_import values (?, ?, ?, ?, ?, ?)")
			.params(id, name, this.clock.instant().atOffset(ZoneOffset.UTC), by.id(), reading.periods().size(),
					reading.refusals().size())
			.update();
		Set<List<String>> told = reading.periods()
			.stream()
			.map((period) -> List.of(period.zone(), period.schoolYear()))
			.collect(Collectors.toSet());
		for (List<String> zoneAndYear : told) {
			this.jdbc.sql("delete from school_holiday where zone = ? and school_year = ?").params(zoneAndYear).update();
		}
		for (SchoolHoliday period : reading.periods()) {
			this.jdbc.sql("insert into school_holiday values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
				.params(UUID.randomUUID(), period.zone(), period.departements().toArray(String[]::new),
						period.teachers(), period.name(), period.firstDay(), period.lastDay(), period.openEnded(),
						period.summer(), period.schoolYear(), period.fromPress(), id)
				.update();
		}
	}

	/** A file brought in. */
	record HolidayImport(UUID id, String fileName, Instant importedAt, String importedBy, int periods, int refused) {
	}

}
