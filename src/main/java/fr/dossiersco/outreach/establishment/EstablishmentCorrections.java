package fr.dossiersco.outreach.establishment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.EstablishmentRecords.Correction;
import fr.dossiersco.outreach.establishment.EstablishmentRecords.Statement;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects a school by hand. A correction is a row that says who, when and why; it wins
 * over the directory until it is withdrawn, and the directory's own value stays beside
 * it.
 */
@Component
class EstablishmentCorrections {

	private final JdbcClient jdbc;

	private final EstablishmentRecords records;

	private final Clock clock;

	EstablishmentCorrections(JdbcClient jdbc, EstablishmentRecords records, Clock clock) {
		this.jdbc = jdbc;
		this.records = records;
		this.clock = clock;
	}

	/**
	 * Keeps what differs from the directory, and gives back to the directory what no
	 * longer does.
	 * @return whether anything changed
	 * @throws OptimisticLockingFailureException if the school is no longer as the person
	 * saw it
	 */
	@Transactional
	boolean correct(EstablishmentRecord school, Map<CorrectableField, String> typed, String reason, int seen,
			CurrentAccount by) {
		lock(school.uai(), seen);
		Uai uai = new Uai(school.uai());
		Map<CorrectableField, Correction> inForce = inForce(uai);
		Map<CorrectableField, String> directory = directory(uai, school, inForce);
		boolean changed = false;
		for (CorrectableField field : CorrectableField.values()) {
			Correction correction = inForce.get(field);
			String wanted = typed.get(field);
			if (wanted != null && wanted.equals(directory.get(field))) {
				wanted = null;
			}
			if (Objects.equals(wanted, (correction != null) ? correction.value() : null)) {
				continue;
			}
			if (correction != null) {
				withdrawRow(correction.id(), by);
			}
			if (wanted != null) {
				addRow(uai, field, wanted, directory.get(field), reason, by);
			}
			changed = true;
		}
		if (changed) {
			merge(uai, directory, by);
		}
		return changed;
	}

	/** Gives one field back to the directory; twice is once. */
	@Transactional
	void withdraw(EstablishmentRecord school, CorrectableField field, CurrentAccount by) {
		lock(school.uai(), null);
		Uai uai = new Uai(school.uai());
		Map<CorrectableField, Correction> inForce = inForce(uai);
		Correction correction = inForce.get(field);
		if (correction != null) {
			Map<CorrectableField, String> directory = directory(uai, school, inForce);
			withdrawRow(correction.id(), by);
			merge(uai, directory, by);
		}
	}

	private void lock(String uai, @Nullable Integer seen) {
		int version = this.jdbc.sql("select version from establishment where uai = ? for update")
			.param(uai)
			.query(Integer.class)
			.single();
		if (seen != null && version != seen) {
			throw new OptimisticLockingFailureException("Establishment " + uai + " is at version " + version);
		}
	}

	private Map<CorrectableField, Correction> inForce(Uai uai) {
		return this.records.corrections(uai)
			.stream()
			.collect(Collectors.toMap((correction) -> field(correction.field()), (correction) -> correction,
					(first, second) -> second, () -> new EnumMap<>(CorrectableField.class)));
	}

	/**
	 * What the directory says: the newest extract that has a value, as its import merges
	 * them. What no extract says is what was there.
	 */
	private Map<CorrectableField, String> directory(Uai uai, EstablishmentRecord school,
			Map<CorrectableField, Correction> inForce) {
		List<Statement> statements = this.records.statements(uai);
		Map<CorrectableField, String> directory = new EnumMap<>(CorrectableField.class);
		for (CorrectableField field : CorrectableField.values()) {
			Correction correction = inForce.get(field);
			String otherwise = (correction != null) ? correction.replaced() : field.of(school);
			statements.stream()
				.filter((statement) -> statement.field().equals(field.key()))
				.map(Statement::value)
				.findFirst()
				.or(() -> Stream.ofNullable(otherwise).findFirst())
				.ifPresent((value) -> directory.put(field, value));
		}
		return directory;
	}

	private void withdrawRow(UUID id, CurrentAccount by) {
		this.jdbc.sql("update establishment_correction set withdrawn_at = ?, withdrawn_by = ? where id = ?")
			.params(now(), by.id(), id)
			.update();
	}

	private void addRow(Uai uai, CorrectableField field, String value, @Nullable String replaced, String reason,
			CurrentAccount by) {
		this.jdbc.sql(
				"insert into establishment_correction (id, uai, field, value, replaced, reason, corrected_at, corrected_by) "
						+ "values (?, ?, ?, ?, ?, ?, ?, ?)")
			.params(UUID.randomUUID(), uai.value(), field.key(), value)
			.param(replaced)
			.params(reason, now(), by.id())
			.update();
	}

	/** What is in force becomes the dataset MANUEL, and the school shows it. */
	private void merge(Uai uai, Map<CorrectableField, String> directory, CurrentAccount by) {
		this.jdbc.sql("delete from establishment_source where uai = ? and site = '' and dataset = 'MANUEL'")
			.param(uai.value())
			.update();
		this.jdbc.sql("""
				insert into establishment_source (uai, site, dataset, extract_date, recorded_at, account_id, payload)
				select uai, '', 'MANUEL', :today, :now, :account, jsonb_object_agg(field, value)
				from establishment_correction where uai = :uai and withdrawn_at is null group by uai""")
			.param("today", LocalDate.now(this.clock))
			.param("now", now())
			.param("account", by.id())
			.param("uai", uai.value())
			.update();
		Map<CorrectableField, String> values = new EnumMap<>(directory);
		inForce(uai).forEach((field, correction) -> values.put(field, correction.value()));
		JdbcClient.StatementSpec update = this.jdbc
			.sql("""
					update establishment set name = :name, address = :address, postcode = :postcode, town = :town, phone = :phone,
						email = :email, web = :web, version = version + 1
					where uai = :uai""")
			.param("uai", uai.value());
		for (CorrectableField field : CorrectableField.values()) {
			update = update.param(field.key(), values.get(field));
		}
		update.update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	private static CorrectableField field(String key) {
		return CorrectableField.valueOf(key.toUpperCase(java.util.Locale.ROOT));
	}

}
