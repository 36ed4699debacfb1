package fr.dossiersco.outreach.availability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the official calendar of school holidays (data set
 * {@code fr-en-calendrier-scolaire}, under either of its headers, or the same reduced to
 * zones and dates). What can't be right is refused line by line, with its reason; a zone
 * with a refused line is left as it was, for half a calendar would pass for a whole one.
 */
final class HolidayFile {

	/** Of whatever zone: the data set writes midnights in Paris, overseas too. */
	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** The longest summer has some seventy days; beyond, the source erred. */
	private static final int LONGEST = 75;

	/** Only a summer lasts longer: shown to be checked. */
	private static final int LONG = 35;

	private static final Map<String, String> COLUMNS = Map.ofEntries(Map.entry("description", "name"),
			Map.entry("population", "population"), Map.entry("start_date", "start"),
			Map.entry("date de debut", "start"), Map.entry("debut", "start"), Map.entry("end_date", "end"),
			Map.entry("date de fin", "end"), Map.entry("reprise", "end"), Map.entry("zones", "zone"),
			Map.entry("zone", "zone"), Map.entry("annee_scolaire", "year"), Map.entry("fiabilite", "reliability"));

	/**
	 * Whom a period is for, by the file's own words; null when no collège is concerned.
	 */
	private static final Map<String, Population> POPULATIONS = populations();

	private final Set<String> zones;

	private final Map<Key, SchoolHoliday> periods = new LinkedHashMap<>();

	private final List<Refusal> refusals = new ArrayList<>();

	private final List<Key> openEnded = new ArrayList<>();

	private HolidayFile(Set<String> zones) {
		this.zones = zones;
	}

	/**
	 * @param zones those that there are
	 * @throws HolidayFileRefusedException when it is no calendar at all
	 */
	static Reading read(Path file, Set<String> zones) {
		HolidayFile reader = new HolidayFile(zones);
		try (CsvReader<CsvRecord> csv = CsvReader.builder()
			.fieldSeparator(separator(file))
			.detectBomHeader(true)
			.ofCsvRecord(file, StandardCharsets.UTF_8)) {
			Map<String, Integer> columns = null;
			for (CsvRecord line : csv) {
				if (columns == null) {
					columns = header(line);
				}
				else {
					reader.line(line, columns);
				}
			}
			if (columns == null || (reader.periods.isEmpty() && reader.refusals.isEmpty())) {
				throw new HolidayFileRefusedException("EMPTY");
			}
		}
		catch (CsvParseException ex) {
			throw new HolidayFileRefusedException("UNREADABLE");
		}
		catch (UncheckedIOException ex) {
			throw new HolidayFileRefusedException("UNREADABLE");
		}
		catch (CharacterCodingException ex) {
			throw new HolidayFileRefusedException("UNREADABLE");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return reader.reading();
	}

	private static char separator(Path file) throws IOException {
		try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			String first = lines.readLine();
			return (first != null && !first.contains(";") && first.contains(",")) ? ',' : ';';
		}
	}

	private static Map<String, Integer> header(CsvRecord line) {
		Map<String, Integer> columns = new HashMap<>();
		for (int i = 0; i < line.getFieldCount(); i++) {
			String known = COLUMNS.get(fold(line.getField(i)));
			if (known != null) {
				columns.putIfAbsent(known, i);
			}
		}
		if (!columns.keySet().containsAll(Set.of("name", "start", "end", "zone", "year"))) {
			throw new HolidayFileRefusedException("HEADER");
		}
		return columns;
	}

	private void line(CsvRecord line, Map<String, Integer> columns) {
		Map<String, String> fields = new HashMap<>();
		columns.forEach(
				(name, index) -> fields.put(name, (index < line.getFieldCount()) ? line.getField(index).strip() : ""));
		String zone = Objects.requireNonNull(fields.get("zone"));
		try {
			period(fields, zone);
		}
		catch (LineRefusedException ex) {
			this.refusals.add(new Refusal(line.getStartingLineNumber(), this.zones.contains(zone) ? zone : null,
					ex.reason(), ex.detail()));
		}
	}

	private void period(Map<String, String> fields, String zone) {
		Population population = population(fields.getOrDefault("population", ""));
		if (!this.zones.contains(zone)) {
			throw new LineRefusedException("ZONE", zone);
		}
		if (!population.inColleges()) {
			return;
		}
		String name = Objects.requireNonNull(fields.get("name")).replace('\'', '’');
		LocalDate start = date(Objects.requireNonNull(fields.get("start")));
		LocalDate end = date(Objects.requireNonNull(fields.get("end")));
		String year = Objects.requireNonNull(fields.get("year"));
		if (end.isBefore(start)) {
			throw new LineRefusedException("REVERSED", start + " – " + end);
		}
		// The second date is the morning of return, but a single day is itself off.
		LocalDate last = end.equals(start) ? start : end.minusDays(1);
		if (ChronoUnit.DAYS.between(start, last) > LONGEST) {
			throw new LineRefusedException("TOO_LONG", start + " – " + end);
		}
		if (name.isEmpty() || !year.matches("20[0-9]{2}(-20[0-9]{2})?")) {
			throw new LineRefusedException("INCOMPLETE", (name + " " + year).strip());
		}
		String folded = fold(name);
		boolean openEnded = end.equals(start) && folded.startsWith("debut des");
		boolean summer = folded.matches(".*\\bete\\b.*|.*grandes vacances.*");
		Key key = new Key(zone, population, start, last, openEnded);
		if (this.periods.containsKey(key)) {
			return;
		}
		for (Map.Entry<Key, SchoolHoliday> other : this.periods.entrySet()) {
			if (!openEnded && !other.getKey().openEnded() && other.getKey().overlaps(key)) {
				throw new LineRefusedException("OVERLAP", other.getValue().name() + ", " + start + " – " + end);
			}
		}
		if (openEnded) {
			this.openEnded.add(key);
		}
		this.periods.put(key,
				new SchoolHoliday(zone, population.departements(), population.teachers(),
						openEnded ? name.replaceFirst("(?i)^Début des ", "") : name, start, last, openEnded, summer,
						year, fold(fields.getOrDefault("reliability", "")).equals("presse")));
	}

	/**
	 * A summer whose end is not published closes with the return that another line of its
	 * zone gives, else on 31 August; in the southern summer, at the end of February.
	 */
	private Reading reading() {
		for (Key key : this.openEnded) {
			SchoolHoliday summer = Objects.requireNonNull(this.periods.remove(key));
			boolean published = this.periods.values()
				.stream()
				.anyMatch((other) -> other.zone().equals(summer.zone()) && !other.openEnded()
						&& !other.firstDay().isAfter(summer.firstDay().plusDays(3))
						&& other.lastDay().isAfter(summer.firstDay().plusDays(7)));
			if (!published) {
				this.periods.put(key,
						new SchoolHoliday(summer.zone(), summer.departements(), summer.teachers(), summer.name(),
								summer.firstDay(), end(summer.firstDay()), true, summer.summer(), summer.schoolYear(),
								summer.fromPress()));
			}
		}
		Set<String> spoilt = this.refusals.stream()
			.map(Refusal::zone)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
		List<SchoolHoliday> good = this.periods.values()
			.stream()
			.filter((period) -> !spoilt.contains(period.zone()))
			.toList();
		List<SchoolHoliday> unlikely = good.stream()
			.filter((period) -> !period.summer() && !period.openEnded()
					&& ChronoUnit.DAYS.between(period.firstDay(), period.lastDay()) >= LONG)
			.toList();
		return new Reading(good, List.copyOf(this.refusals), spoilt, unlikely);
	}

	private static LocalDate end(LocalDate start) {
		LocalDate august = LocalDate.of(start.getYear(), Month.AUGUST, 31);
		if (start.getMonthValue() >= 10) {
			return YearMonth.of(start.getYear() + 1, Month.FEBRUARY).atEndOfMonth();
		}
		return start.isAfter(august) ? start : august;
	}

	private static LocalDate date(String text) {
		try {
			return (text.length() == 10) ? LocalDate.parse(text)
					: OffsetDateTime.parse(text).atZoneSameInstant(PARIS).toLocalDate();
		}
		catch (DateTimeException ex) {
			throw new LineRefusedException("DATE", text);
		}
	}

	private static Population population(String text) {
		Population known = POPULATIONS.get(fold(text));
		if (known == null) {
			throw new LineRefusedException("POPULATION", text);
		}
		return known;
	}

	private static Map<String, Population> populations() {
		Map<String, Population> known = new TreeMap<>();
		for (String all : List.of("", "-", "Élèves", "Élèves du second degré", "Élèves des collèges", "Second degré",
				"Premier degré et collèges", "Guadeloupe, Saint-Martin & Saint-Barthélémy")) {
			known.put(fold(all), new Population(true, false, List.of()));
		}
		for (String teachers : List.of("Enseignants", "Enseignants du second degré", "Enseignants des collèges")) {
			known.put(fold(teachers), new Population(true, true, List.of()));
		}
		for (String elsewhere : List.of("Premier degré", "Élèves du premier degré", "Enseignants du premier degré",
				"Élèves des lycées", "Enseignants des lycées")) {
			known.put(fold(elsewhere), new Population(false, false, List.of()));
		}
		known.put(fold("Saint-Martin"), new Population(true, false, List.of("978")));
		known.put(fold("Saint Martin"), new Population(true, false, List.of("978")));
		known.put(fold("Saint-Barthélémy"), new Population(true, false, List.of("977")));
		known.put(fold("Guadeloupe & Saint-Martin"), new Population(true, false, List.of("971", "978")));
		known.put(fold("Guadeloupe & Saint-Barthélémy"), new Population(true, false, List.of("971", "977")));
		known.put(fold("Guadeloupe sauf Saint-Martin"), new Population(true, false, List.of("971", "977")));
		return known;
	}

	/** Small letters without accents, with straight apostrophes. */
	private static String fold(String text) {
		return Normalizer.normalize(text.replace('’', '\''), Normalizer.Form.NFD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT)
			.strip();
	}

	/**
	 * @param periods those of zones without a refused line
	 * @param spoilt the zones left as they were
	 * @param unlikely too long to be likely, to be checked by someone
	 */
	record Reading(List<SchoolHoliday> periods, List<Refusal> refusals, Set<String> spoilt,
			List<SchoolHoliday> unlikely) {
	}

	/**
	 * A line that can't be right.
	 *
	 * @param zone null when it is none
	 * @param reason the message {@code availability.refusal.…}
	 */
	record Refusal(long line, @Nullable String zone, String reason, String detail) {
	}

	private record Population(boolean inColleges, boolean teachers, List<String> departements) {
	}

	private record Key(String zone, Population population, LocalDate first, LocalDate last, boolean openEnded) {

		boolean overlaps(Key other) {
			return this.zone.equals(other.zone) && this.population.equals(other.population)
					&& !this.first.isAfter(other.last) && !other.first.isAfter(this.last);
		}

	}

	private static final class LineRefusedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String reason;

		private final String detail;

		LineRefusedException(String reason, String detail) {
			super(reason, null, false, false);
			this.reason = reason;
			this.detail = detail;
		}

		String reason() {
			return this.reason;
		}

		String detail() {
			return (this.detail.length() > 120) ? this.detail.substring(0, 120) : this.detail;
		}

	}

}
