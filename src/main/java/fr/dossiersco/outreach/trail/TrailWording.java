package fr.dossiersco.outreach.trail;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.contact.PhoneNumber;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.trail.Trail.Named;
import fr.dossiersco.outreach.trail.Trail.Trace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells traces in French. */
@Component
class TrailWording {

	/** What ties rows together, and tells nobody anything. */
	static final Set<String> SILENT = Set.of("follow_up_id", "next_follow_up_id", "document_follow_up_id",
			"interaction_id", "campaign_id", "position", "vacated_post");

	/** Of a row that comes or goes, the trace itself says whose it is. */
	private static final Set<String> WHOSE = Set.of("contact_id", "one", "other", "kept_id", "dropped_id",
			"introducer_id", "account_id");

	/** Of a row that comes, the trace itself says who wrote it, and when. */
	private static final Pattern STAMP = Pattern
		.compile(".+_by|author|(created|recorded|noted|declared|opened|asked|set|merged|offered)_at");

	/** The values that have names, and where these begin. */
	static final Map<String, String> NAMES = Map.ofEntries(Map.entry("profile", "contact.profile."),
			Map.entry("attitude", "contact.attitude."), Map.entry("board", "contact.seat.board."),
			Map.entry("channel", "interaction.channel."), Map.entry("direction", "interaction.direction."),
			Map.entry("approach", "interaction.approach."), Map.entry("role", "account.role."),
			Map.entry("interaction.outcome", "interaction.outcome."),
			Map.entry("introduction.outcome", "introduction.outcome."), Map.entry("follow_up.kind", "scheduling.kind."),
			Map.entry("due_half", "trail.due_half."), Map.entry("follow_up.closure", "trail.closure."),
			Map.entry("acquaintance.kind", "introduction.acquaintance.kind."),
			Map.entry("appointment.status", "trail.status."), Map.entry("team_request.kind", "request.kind."));

	/** What the sentence names already when it changes alone. */
	private static final Set<String> PLAIN = Set.of("contact_phone.number", "contact_email.address");

	private static final Set<String> REACH = Set.of("contact_phone", "contact_email");

	private static final Set<String> ANSWERED = Set.of("appointment", "follow_up");

	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH'\u00a0h\u00a0'mm",
			Locale.FRENCH);

	private final MessageSource messages;

	private final Territory territory;

	private final JsonMapper json;

	TrailWording(MessageSource messages, Territory territory, JsonMapper json) {
		this.messages = messages;
		this.territory = territory;
		this.json = json;
	}

	/** Everybody whom these traces name. */
	Set<UUID> named(List<Trace> traces) {
		Set<UUID> ids = new LinkedHashSet<>();
		for (Trace trace : traces) {
			for (UUID id : new @Nullable UUID[] { trace.byId(), trace.contactId(), trace.otherId(),
					trace.accountId() }) {
				if (id != null) {
					ids.add(id);
				}
			}
			for (JsonNode state : List.of(read(trace.before()), read(trace.after()))) {
				state.values().forEach((value) -> {
					if (value.isString() && ID.matcher(value.asString()).matches()) {
						ids.add(UUID.fromString(value.asString()));
					}
				});
			}
		}
		return ids;
	}

	/** Whether it shows, or showed, how to reach someone. */
	static boolean tellsHowToReach(Trace trace) {
		return trace.tableName() != null && REACH.contains(trace.tableName())
				&& (trace.before() != null || trace.after() != null);
	}

	Told tell(Trace trace, Map<UUID, Named> names) {
		LocalDateTime at = LocalDateTime.ofInstant(trace.at(), Trail.PARIS);
		Named by = (trace.byId() != null) ? names.get(trace.byId()) : null;
		String who = (by != null) ? by.name() : text(nobody(trace));
		if (trace.isReading()) {
			return new Told(trace.id(), at, true, false, who, trace.byId(),
					text("trail.reading." + trace.place(), trace.times()), List.of(person(trace.contactId(), names)),
					null, List.of(), false);
		}
		String table = Objects.requireNonNull(trace.tableName());
		List<Change> changes = changes(trace, table, names);
		boolean alone = "UPDATE".equals(trace.operation()) && changes.size() == 1 && changes.getFirst().plain();
		boolean erased = trace.before() == null && trace.after() == null;
		List<Person> people = new ArrayList<>();
		if (trace.contactId() != null) {
			people.add(person(trace.contactId(), names));
		}
		if (trace.otherId() != null && !trace.otherId().equals(trace.contactId())) {
			Person other = person(trace.otherId(), names);
			if (other.contact() == null || people.stream().noneMatch((one) -> other.contact().equals(one.contact()))) {
				people.add(other);
			}
		}
		Named account = (trace.accountId() != null && table.startsWith("account")) ? names.get(trace.accountId())
				: null;
		if (account != null) {
			people.add(new Person(null, account.name()));
		}
		return new Told(trace.id(), at, false, "UPDATE".equals(trace.operation()), who, trace.byId(),
				text("trail." + table + "." + trace.operation()), people, alone ? changes.getFirst() : null,
				alone ? List.of() : changes, erased);
	}

	/** Who acts without an account; a contact answers an offer by the link in a mail. */
	private static String nobody(Trace trace) {
		if (trace.byId() != null) {
			return "trail.someone";
		}
		return ANSWERED.contains(Objects.requireNonNullElse(trace.tableName(), "")) ? "trail.link" : "trail.system";
	}

	private Person person(@Nullable UUID id, Map<UUID, Named> names) {
		Named named = (id != null) ? names.get(id) : null;
		return (named != null) ? new Person(named.contact(), named.name()) : new Person(null, text("trail.erased"));
	}

	private List<Change> changes(Trace trace, String table, Map<UUID, Named> names) {
		JsonNode before = read(trace.before());
		JsonNode after = read(trace.after());
		Set<String> columns = new LinkedHashSet<>(before.propertyNames());
		columns.addAll(after.propertyNames());
		boolean update = "UPDATE".equals(trace.operation());
		return columns.stream()
			.filter((column) -> !SILENT.contains(column) && (update || !WHOSE.contains(column))
					&& !("INSERT".equals(trace.operation()) && STAMP.matcher(column).matches()))
			.map((column) -> new Change(label(table, column),
					(update || before.has(column)) ? value(table, column, before.path(column), names) : null,
					(update || after.has(column)) ? value(table, column, after.path(column), names) : null,
					PLAIN.contains(table + "." + column)))
			.toList();
	}

	private String label(String table, String column) {
		return Objects.requireNonNull(this.messages.getMessage("trail.field." + table + "." + column, null,
				this.messages.getMessage("trail.field." + column, null, column, Locale.FRENCH), Locale.FRENCH));
	}

	private String value(String table, String column, JsonNode value, Map<UUID, Named> names) {
		if (value.isMissingNode() || value.isNull()) {
			return text("trail.nothing");
		}
		if (value.isBoolean()) {
			return text("trail." + value.booleanValue());
		}
		if (value.isArray()) {
			List<String> values = new ArrayList<>();
			value.forEach((one) -> values.add(value(table, column, one, names)));
			return String.join(" ; ", values);
		}
		String raw = value.asString();
		String prefix = NAMES.getOrDefault(table + "." + column, NAMES.get(column));
		if (prefix != null) {
			return Objects.requireNonNull(this.messages.getMessage(prefix + raw, null, raw, Locale.FRENCH));
		}
		if (column.equals("number")) {
			return new PhoneNumber(raw).shown();
		}
		if (column.equals("academie")) {
			Academie academie = this.territory.academie(raw);
			return (academie != null) ? academie.name() : raw;
		}
		if (ID.matcher(raw).matches()) {
			Named named = names.get(UUID.fromString(raw));
			return (named != null) ? named.name() : text("trail.erased");
		}
		return (column.endsWith("_at") || column.endsWith("_on") || column.equals("offered")) ? moment(raw) : raw;
	}

	private static String moment(String raw) {
		try {
			String text = raw.contains("T") ? MOMENT.format(OffsetDateTime.parse(raw).atZoneSameInstant(Trail.PARIS))
					: DAY.format(LocalDate.parse(raw));
			return text.replaceFirst("^1 ", "1er ");
		}
		catch (DateTimeException ex) {
			return raw;
		}
	}

	private JsonNode read(@Nullable String state) {
		return (state != null) ? this.json.readTree(state) : this.json.createObjectNode();
	}

	String text(String key, @Nullable Object... values) {
		return Objects.requireNonNull(this.messages.getMessage(key, values, Locale.FRENCH));
	}

	/** « Mardi 24 novembre 2026 ». */
	static String heading(LocalDate day) {
		String weekday = DateTimeFormatter.ofPattern("EEEE", Locale.FRENCH).format(day);
		return weekday.substring(0, 1).toUpperCase(Locale.FRENCH) + weekday.substring(1) + " " + day(day);
	}

	/** « 24 novembre 2026 ». */
	static String day(LocalDate day) {
		return DAY.format(day).replaceFirst("^1 ", "1er ");
	}

	/**
	 * A trace, told.
	 *
	 * @param update whether each change has a before and an after
	 * @param who who did it
	 * @param whoId their account, null for the system
	 * @param people of whom
	 * @param alone the one change that the sentence itself says
	 * @param changes the others
	 * @param erased whether what it said went with the person's record
	 */
	record Told(UUID id, LocalDateTime at, boolean reading, boolean update, String who, @Nullable UUID whoId,
			String sentence, List<Person> people, @Nullable Change alone, List<Change> changes, boolean erased) {
	}

	/**
	 * Someone whom a trace is about.
	 *
	 * @param contact their record, null for accounts and for whoever was erased
	 */
	record Person(@Nullable UUID contact, String name) {
	}

	/**
	 * A column that changed.
	 *
	 * @param before null where the row is new
	 * @param after null where the row is gone
	 * @param plain whether the sentence says which column it is
	 */
	record Change(String label, @Nullable String before, @Nullable String after, boolean plain) {
	}

}
