package fr.dossiersco.outreach.establishment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import fr.dossiersco.outreach.establishment.DirectoryReader.NumberedRecord;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection.Reason;
import fr.dossiersco.outreach.establishment.DirectoryReader.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Makes a clean row of one line, or says why it can't. What a spreadsheet spoiled is put
 * right where it can be known (a lost zero), left out elsewhere (the end of a SIRET), and
 * counted in both cases.
 */
class DirectoryRowReader {

	private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[T ].*)?");

	private static final Pattern FRENCH_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?: .*)?");

	private static final Pattern SAME_DIGITS = Pattern.compile("(\\d)\\1{7,}");

	private static final Pattern MAIL = Pattern.compile("[^@\\s;,<>\"]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+");

	private static final Pattern WEB = Pattern.compile("(?i)(https?://)?([\\w-]+(\\.[\\w-]+)+)(:\\d+)?([/?#]\\S*)?");

	private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

	private static final Pattern LATITUDE_IN_POSITION = Pattern.compile("\"?lat\"?\\s*:\\s*(-?[\\d.]+)");

	private static final Pattern LONGITUDE_IN_POSITION = Pattern.compile("\"?lon\"?\\s*:\\s*(-?[\\d.]+)");

	/** The telephone regions of what lies overseas; elsewhere it is FR. */
	private static final Map<String, String> REGIONS = Map.ofEntries(Map.entry("971", "GP"), Map.entry("972", "MQ"),
			Map.entry("973", "GF"), Map.entry("974", "RE"), Map.entry("975", "PM"), Map.entry("976", "YT"),
			Map.entry("977", "BL"), Map.entry("978", "MF"), Map.entry("986", "WF"), Map.entry("987", "PF"),
			Map.entry("988", "NC"));

	/** Years given when nobody knows (2099-01-01). */
	private static final int LAST_YEAR = 2090;

	private final DirectoryHeader header;

	private final Map<String, String> academies;

	private final Consumer<Warning> warnings;

	private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

	DirectoryRowReader(DirectoryHeader header, Map<String, String> academies, Consumer<Warning> warnings) {
		this.header = header;
		this.academies = academies;
		this.warnings = warnings;
	}

	DirectoryRow read(NumberedRecord record) {
		Uai uai = uai(record);
		checkFieldCount(record, uai.value());
		String departement = departement(record, uai);
		String academie = academie(record, departement);
		String natureCode = text(record, DirectoryColumn.NATURE_CODE);
		String natureLabel = text(record, DirectoryColumn.NATURE_LABEL);
		String town = text(record, DirectoryColumn.TOWN);
		Set<String> damaged = new HashSet<>();
		double[] position = position(record, damaged);
		return new DirectoryRow(record.line(), uai, name(record, uai, natureLabel, town), kind(record, natureCode),
				natureCode, natureLabel, sector(record), contract(record), text(record, DirectoryColumn.ADDRESS),
				addressExtra(record), padded(record, DirectoryColumn.POSTCODE, 5), town,
				padded(record, DirectoryColumn.TOWN_CODE, 5), departement, academie,
				phone(record, departement, damaged), email(record, damaged), web(record, damaged),
				(position != null) ? position[0] : null, (position != null) ? position[1] : null,
				priorityEducation(record), pupils(record, damaged), siret(record, damaged),
				text(record, DirectoryColumn.MINISTRY), openedOn(record, damaged), state(record), Set.copyOf(damaged));
	}

	private Uai uai(NumberedRecord record) {
		String text = text(record, DirectoryColumn.UAI);
		if (text == null) {
			checkFieldCount(record, null);
			throw new RejectedException(record, null, Reason.UAI_MISSING, null);
		}
		String tidy = Uai.tidy(text);
		return Uai.parse(tidy).orElseThrow(() -> {
			checkFieldCount(record, shorten(text));
			Reason reason = Uai.isShaped(tidy) ? Reason.UAI_KEY : Reason.UAI_SHAPE;
			return new RejectedException(record, shorten(text), reason, null);
		});
	}

	/**
	 * A line too short was cut; one too long has shifted, unless what exceeds is empty.
	 */
	private void checkFieldCount(NumberedRecord record, @Nullable String uai) {
		int count = record.getFieldCount();
		boolean wrong = count < this.header.size();
		for (int i = this.header.size(); i < count; i++) {
			wrong |= !record.getField(i).isBlank();
		}
		if (wrong) {
			throw new RejectedException(record, uai, Reason.FIELD_COUNT, count + " / " + this.header.size());
		}
	}

	private String departement(NumberedRecord record, Uai uai) {
		String text = text(record, DirectoryColumn.DEPARTEMENT);
		if (text == null) {
			throw new RejectedException(record, uai.value(), Reason.DEPARTEMENT_MISSING, null);
		}
		String code = text.toUpperCase(Locale.ROOT);
		if (code.length() < 3) {
			code = "0".repeat(3 - code.length()) + code;
			this.warnings.accept(Warning.CODE_PADDED);
		}
		if (!this.academies.containsKey(code)) {
			throw new RejectedException(record, uai.value(), Reason.DEPARTEMENT_UNKNOWN, shorten(text));
		}
		return code;
	}

	/** The département knows better: files still circulate with merged académies. */
	private String academie(NumberedRecord record, String departement) {
		String academie = this.academies.get(departement);
		String text = text(record, DirectoryColumn.ACADEMIE);
		if (text != null && text.length() == 1) {
			this.warnings.accept(Warning.CODE_PADDED);
			text = "0" + text;
		}
		if (text != null && !text.equals(academie)) {
			this.warnings.accept(Warning.ACADEMIE_CORRECTED);
		}
		if (academie == null) {
			throw new IllegalStateException("A département without académie: " + departement);
		}
		return academie;
	}

	private String name(NumberedRecord record, Uai uai, @Nullable String nature, @Nullable String town) {
		String name = text(record, DirectoryColumn.NAME);
		if (name != null) {
			return name;
		}
		String denomination = text(record, DirectoryColumn.DENOMINATION);
		String patronym = text(record, DirectoryColumn.PATRONYM);
		String first = (denomination != null) ? denomination : nature;
		String second = (patronym != null) ? patronym : town;
		if (first == null || second == null) {
			throw new RejectedException(record, uai.value(), Reason.NAME_MISSING, null);
		}
		this.warnings.accept(Warning.NAME_DERIVED);
		return first + " " + second;
	}

	private EstablishmentKind kind(NumberedRecord record, @Nullable String natureCode) {
		String type = text(record, DirectoryColumn.KIND);
		if (type != null) {
			switch (type) {
				case "Collège":
					return EstablishmentKind.COLLEGE;
				case "Lycée":
					return EstablishmentKind.LYCEE;
				case "Ecole", "École":
					return EstablishmentKind.ECOLE;
				case "EREA":
					return EstablishmentKind.EREA;
				case "Médico-social":
					return EstablishmentKind.MEDICO_SOCIAL;
				case "Service Administratif":
					return EstablishmentKind.SERVICE_ADMINISTRATIF;
				case "Information et orientation":
					return EstablishmentKind.INFORMATION_ORIENTATION;
				case "Autre":
					return EstablishmentKind.AUTRE;
				default:
					this.warnings.accept(Warning.KIND_UNKNOWN);
			}
		}
		return kindOf(natureCode);
	}

	/** The first digits of a nature's code tell what it is. */
	private static EstablishmentKind kindOf(@Nullable String nature) {
		if (nature == null || nature.length() != 3) {
			return EstablishmentKind.AUTRE;
		}
		return switch (nature.charAt(0)) {
			case '1' -> EstablishmentKind.ECOLE;
			case '2' -> EstablishmentKind.MEDICO_SOCIAL;
			case '3' -> switch (nature.charAt(1)) {
				case '0', '1', '2', '3' -> EstablishmentKind.LYCEE;
				case '4', '5' -> EstablishmentKind.COLLEGE;
				case '7' -> EstablishmentKind.EREA;
				default -> EstablishmentKind.AUTRE;
			};
			case '8' -> (nature.charAt(1) == '4') ? EstablishmentKind.INFORMATION_ORIENTATION
					: EstablishmentKind.SERVICE_ADMINISTRATIF;
			default -> EstablishmentKind.AUTRE;
		};
	}

	private @Nullable Sector sector(NumberedRecord record) {
		String text = text(record, DirectoryColumn.SECTOR);
		if (text == null) {
			return null;
		}
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "public" -> Sector.PUBLIC;
			case "privé", "prive" -> Sector.PRIVE;
			default -> {
				this.warnings.accept(Warning.SECTOR_UNKNOWN);
				yield null;
			}
		};
	}

	private @Nullable String contract(NumberedRecord record) {
		String text = text(record, DirectoryColumn.CONTRACT);
		if (text == null || text.equals("SANS OBJET") || text.equals("INCONNU DU GESTIONNAIRE")) {
			return null;
		}
		if (text.startsWith("C0NTRAT")) {
			this.warnings.accept(Warning.CONTRACT_TYPO);
			return "CONTRAT" + text.substring(7);
		}
		return text;
	}

	private @Nullable String addressExtra(NumberedRecord record) {
		String extra = text(record, DirectoryColumn.ADDRESS_EXTRA);
		String box = text(record, DirectoryColumn.POST_BOX);
		if (box == null) {
			return extra;
		}
		String boxLine = box.chars().allMatch(Character::isDigit) ? "BP " + box : box;
		return (extra != null) ? extra + " " + boxLine : boxLine;
	}

	/** A code of which a spreadsheet may have eaten the first zero. */
	private @Nullable String padded(NumberedRecord record, DirectoryColumn column, int length) {
		String text = text(record, column);
		if (text != null && text.length() == length - 1 && text.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			this.warnings.accept(Warning.CODE_PADDED);
			return "0" + text;
		}
		return text;
	}

	private @Nullable String phone(NumberedRecord record, String departement, Set<String> damaged) {
		String text = text(record, DirectoryColumn.PHONE);
		if (text == null) {
			return null;
		}
		String digits = text.replaceAll("[\\s.\\-/\\u00a0\\u202f]", "");
		if (SAME_DIGITS.matcher(digits).matches()) {
			this.warnings.accept(Warning.PHONE_PLACEHOLDER);
			return null;
		}
		String region = REGIONS.getOrDefault(departement, "FR");
		boolean zeroLost = digits.length() == 9 && digits.chars().allMatch((c) -> c >= '0' && c <= '9')
				&& digits.charAt(0) != '0';
		String number = zeroLost ? "0" + digits : digits;
		String international = international(number, region);
		if (international == null && !region.equals("FR")) {
			international = international(number, "FR");
		}
		if (international == null) {
			this.warnings.accept(Warning.PHONE_UNREADABLE);
			damaged.add("phone");
		}
		else if (zeroLost) {
			this.warnings.accept(Warning.PHONE_ZERO_RESTORED);
		}
		return international;
	}

	private @Nullable String international(String number, String region) {
		try {
			PhoneNumber parsed = this.phones.parse(number, region);
			return this.phones.isValidNumber(parsed) ? this.phones.format(parsed, PhoneNumberFormat.E164) : null;
		}
		catch (NumberParseException ex) {
			return null;
		}
	}

	private @Nullable String email(NumberedRecord record, Set<String> damaged) {
		String text = text(record, DirectoryColumn.EMAIL);
		if (text == null) {
			return null;
		}
		String address = text.toLowerCase(Locale.ROOT);
		if (!MAIL.matcher(address).matches()) {
			this.warnings.accept(Warning.EMAIL_UNREADABLE);
			damaged.add("email");
			return null;
		}
		return address;
	}

	/** Nothing but a web address ever becomes a link. */
	private @Nullable String web(NumberedRecord record, Set<String> damaged) {
		String text = text(record, DirectoryColumn.WEB);
		if (text == null) {
			return null;
		}
		Matcher web = WEB.matcher(text);
		if (!web.matches()) {
			this.warnings.accept(Warning.WEB_UNREADABLE);
			damaged.add("web");
			return null;
		}
		return (web.group(1) != null) ? text : "http://" + text;
	}

	private double @Nullable [] position(NumberedRecord record, Set<String> damaged) {
		String latitude = text(record, DirectoryColumn.LATITUDE);
		String longitude = text(record, DirectoryColumn.LONGITUDE);
		String position = text(record, DirectoryColumn.POSITION);
		if ((latitude == null || longitude == null) && position != null) {
			Matcher lat = LATITUDE_IN_POSITION.matcher(position);
			Matcher lon = LONGITUDE_IN_POSITION.matcher(position);
			if (lat.find() && lon.find()) {
				latitude = lat.group(1);
				longitude = lon.group(1);
			}
			else if (position.indexOf(',') > 0) {
				latitude = position.substring(0, position.indexOf(',')).strip();
				longitude = position.substring(position.indexOf(',') + 1).strip();
			}
		}
		if (latitude == null || longitude == null) {
			return null;
		}
		Double north = coordinate(latitude, 90);
		Double east = coordinate(longitude, 180);
		if (north == null || east == null) {
			this.warnings.accept(Warning.COORDINATES_UNREADABLE);
			damaged.addAll(List.of("latitude", "longitude"));
			return null;
		}
		return new double[] { north, east };
	}

	private static @Nullable Double coordinate(String text, double most) {
		String number = text.replace(',', '.');
		if (!NUMBER.matcher(number).matches()) {
			return null;
		}
		double value = Double.parseDouble(number);
		return (Math.abs(value) <= most) ? value : null;
	}

	private @Nullable String priorityEducation(NumberedRecord record) {
		String text = text(record, DirectoryColumn.PRIORITY_EDUCATION);
		return ("REP".equals(text) || "REP+".equals(text)) ? text : null;
	}

	private @Nullable Integer pupils(NumberedRecord record, Set<String> damaged) {
		String text = text(record, DirectoryColumn.PUPILS);
		if (text == null) {
			return null;
		}
		String number = text.replaceFirst("[.,]0+$", "");
		if (!number.matches("\\d{1,6}")) {
			this.warnings.accept(Warning.NUMBER_UNREADABLE);
			damaged.add("pupils");
			return null;
		}
		return Integer.valueOf(number);
	}

	private @Nullable String siret(NumberedRecord record, Set<String> damaged) {
		String text = text(record, DirectoryColumn.SIRET);
		if (text == null) {
			return null;
		}
		String digits = text.replaceAll("[\\s\\u00a0\\u202f]", "");
		if (!digits.matches("\\d{9}|\\d{14}")) {
			this.warnings.accept(Warning.SIRET_LOST);
			damaged.add("siret");
			return null;
		}
		return digits;
	}

	private @Nullable LocalDate openedOn(NumberedRecord record, Set<String> damaged) {
		String text = text(record, DirectoryColumn.OPENED_ON);
		if (text == null) {
			return null;
		}
		LocalDate date = date(text);
		if (date == null) {
			this.warnings.accept(Warning.DATE_UNREADABLE);
			damaged.add("opened_on");
		}
		else if (date.getYear() >= LAST_YEAR) {
			this.warnings.accept(Warning.DATE_PLACEHOLDER);
			return null;
		}
		else if (text.indexOf('/') >= 0) {
			this.warnings.accept(Warning.DATE_FRENCH);
		}
		return date;
	}

	/** A date in the international or the French order, else null. */
	static @Nullable LocalDate date(String text) {
		try {
			Matcher iso = ISO_DATE.matcher(text.strip());
			if (iso.matches()) {
				return LocalDate.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)),
						Integer.parseInt(iso.group(3)));
			}
			Matcher french = FRENCH_DATE.matcher(text.strip());
			if (french.matches()) {
				return LocalDate.of(Integer.parseInt(french.group(3)), Integer.parseInt(french.group(2)),
						Integer.parseInt(french.group(1)));
			}
			return null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private EstablishmentState state(NumberedRecord record) {
		String text = text(record, DirectoryColumn.STATE);
		if (text == null) {
			return EstablishmentState.OUVERT;
		}
		return switch (text.toUpperCase(Locale.ROOT)) {
			case "OUVERT", "1" -> EstablishmentState.OUVERT;
			case "A FERMER", "À FERMER" -> EstablishmentState.A_FERMER;
			case "A OUVRIR", "À OUVRIR", "3" -> EstablishmentState.A_OUVRIR;
			default -> {
				this.warnings.accept(Warning.STATE_UNKNOWN);
				yield EstablishmentState.OUVERT;
			}
		};
	}

	/** The text of a column, its spaces put right; null when there is none. */
	private @Nullable String text(NumberedRecord record, DirectoryColumn column) {
		Integer position = this.header.positions().get(column);
		if (position == null || position >= record.getFieldCount()) {
			return null;
		}
		return tidy(record.getField(position));
	}

	private static @Nullable String tidy(String field) {
		StringBuilder tidy = new StringBuilder(field.length());
		boolean space = false;
		for (int i = 0; i < field.length(); i++) {
			char c = field.charAt(i);
			if (c <= ' ' || c == '\u00a0' || c == '\u202f' || c == '\u007f') {
				space = true;
			}
			else {
				if (space && !tidy.isEmpty()) {
					tidy.append(' ');
				}
				tidy.append(c);
				space = false;
			}
		}
		return tidy.isEmpty() ? null : tidy.toString();
	}

	private static String shorten(String text) {
		return (text.length() <= 40) ? text : text.substring(0, 40) + "…";
	}

	/** A line that can't be kept. */
	static class RejectedException extends RuntimeException {

		private final Rejection rejection;

		RejectedException(NumberedRecord record, @Nullable String uai, Reason reason, @Nullable String detail) {
			super(reason.name(), null, false, false);
			this.rejection = new Rejection(record.line(), uai, reason, detail);
		}

		Rejection rejection() {
			return this.rejection;
		}

	}

}
