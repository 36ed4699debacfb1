package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.interaction.Told.Detail;

import org.springframework.context.MessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects exchanges, and keeps what was said before. What an exchange brought about, a
 * stage or a next step, stays as it is.
 */
@Component
class Corrections {

	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.FRENCH);

	private final InteractionRepository interactions;

	private final JdbcClient jdbc;

	private final MessageSource messages;

	private final Clock clock;

	Corrections(InteractionRepository interactions, JdbcClient jdbc, MessageSource messages, Clock clock) {
		this.interactions = interactions;
		this.jdbc = jdbc;
		this.messages = messages;
		this.clock = clock;
	}

	/** An exchange as its form would have it. */
	@Transactional(readOnly = true)
	public InteractionForm read(UUID id) {
		return InteractionForm.of(this.interactions.require(id));
	}

	/** Whether someone may correct an exchange: its author, and the coordination. */
	@Transactional(readOnly = true)
	public boolean isOpenTo(UUID id, CurrentAccount me) {
		return me.isCoordinator() || this.interactions.require(id).isBy(me.id());
	}

	/**
	 * Corrects an exchange as a valid form says.
	 * @return whether anything changed
	 * @throws OptimisticLockingFailureException when somebody corrected it meanwhile
	 */
	@Transactional
	public boolean correct(UUID id, InteractionForm form, CurrentAccount me) {
		Interaction interaction = this.interactions.require(id);
		if (!Objects.equals(form.version(), interaction.version())) {
			throw new OptimisticLockingFailureException("interaction " + id);
		}
		Told before = Told.of(interaction);
		Told after = Told.of(form);
		List<Detail> differences = after.differencesFrom(before);
		if (differences.isEmpty()) {
			return false;
		}
		interaction.correct(form.how(), InteractionLog.occurredAt(form), form.contact(), form.notes());
		interaction.tookPart(form.participants());
		interaction.promised(form.handouts());
		interaction.mentioned(form.argumentsUsed(), form.objectionsHeard());
		this.interactions.saveAndFlush(interaction);
		Instant now = this.clock.instant();
		for (Detail detail : differences) {
			this.jdbc.sql(
					"insert into interaction_correction (id, interaction_id, corrected_at, corrected_by, detail, before, after) values (?, ?, ?, ?, ?, ?, ?)")
				.params(UUID.randomUUID(), id, now.atOffset(ZoneOffset.UTC), me.id(), detail.name(), before.of(detail),
						after.of(detail))
				.update();
		}
		return true;
	}

	/** What was corrected, the last first. */
	List<Correction> of(UUID id) {
		List<Row> rows = this.jdbc.sql("""
				select c.corrected_at at time zone 'Europe/Paris' as at, a.name as by, c.detail, c.before, c.after
				from interaction_correction c join account a on a.id = c.corrected_by
				where c.interaction_id = ? order by c.corrected_at desc, c.id""").param(id).query(Row.class).list();
		Map<String, String> names = names(rows.stream().flatMap((row) -> Stream.of(row.before(), row.after())));
		return rows.stream()
			.map((row) -> new Correction(row.at(), row.by(), row.detail(), told(row.detail(), row.before(), names),
					told(row.detail(), row.after(), names)))
			.toList();
	}

	/** Both versions, when two people correct one exchange. */
	List<Comparison> compare(Told written, Told typed) {
		Map<String, String> names = names(
				Stream.of(written, typed).flatMap((told) -> told.details().values().stream()));
		return Arrays.stream(Detail.values())
			.map((detail) -> new Comparison(detail, told(detail, written.of(detail), names),
					told(detail, typed.of(detail), names)))
			.toList();
	}

	/** What the ids in some texts stand for; nothing for those that are gone. */
	private Map<String, String> names(Stream<String> texts) {
		Set<UUID> ids = new HashSet<>();
		texts.forEach(
				(text) -> ID.matcher(text).results().map(MatchResult::group).map(UUID::fromString).forEach(ids::add));
		Map<String, String> names = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("""
					select id, concat_ws(' ', given_name, family_name) as name from contact where id = any (:ids)
					union all select id, title from argument where id = any (:ids)
					union all select id, label from objection where id = any (:ids)""")
				.param("ids", ids.toArray(UUID[]::new))
				.query((row) -> {
					names.put(row.getString("id"), row.getString("name"));
				});
		}
		return names;
	}

	private String told(Detail detail, String value, Map<String, String> names) {
		if (value.isEmpty()) {
			return text("interaction.correction.nothing");
		}
		return switch (detail) {
			case QUAND -> LocalDateTime.ofInstant(Instant.parse(value), InteractionLog.PARIS).format(WHEN);
			case MOYEN -> text("interaction.channel." + value);
			case SENS -> text("interaction.direction." + value);
			case RESULTAT -> text("interaction.outcome." + value);
			case APPROCHE -> text("interaction.approach." + value);
			case AVEC, PRESENTS -> lines(value, (line) -> name(line, names));
			case INTRODUCTION -> ID.matcher(value).matches() ? name(value, names) : value;
			case DOCUMENTS -> lines(value, (line) -> text("interaction.document." + line));
			case ARGUMENTS -> lines(value, (line) -> {
				String[] parts = line.split(" ", 2);
				return text("interaction.correction.with", name(parts[0], names),
						text("interaction.reaction." + parts[1]).toLowerCase(Locale.FRENCH));
			});
			case OBJECTIONS -> lines(value, (line) -> {
				String[] parts = line.split(" ", 4);
				return text("interaction.correction.with", name(parts[0], names),
						text(parts[1].equals("true") ? "interaction.objection.lifted"
								: "interaction.objection.standing"))
						+ (parts[3].equals("-") ? "" : " " + text("interaction.correction.verbatim", parts[3]));
			});
			case NOTES -> value;
		};
	}

	private static String lines(String value, UnaryOperator<String> told) {
		return value.lines().map(told).collect(Collectors.joining("\n"));
	}

	private String name(String id, Map<String, String> names) {
		return names.getOrDefault(id, text("interaction.correction.gone"));
	}

	private String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	private record Row(LocalDateTime at, String by, Detail detail, String before, String after) {
	}

	/**
	 * One detail corrected.
	 *
	 * @param at in Paris
	 */
	record Correction(LocalDateTime at, String by, Detail detail, String before, String after) {
	}

	/**
	 * One detail in both versions.
	 *
	 * @param written what someone else wrote
	 * @param typed what was typed here
	 */
	record Comparison(Detail detail, String written, String typed) {

		public boolean isDifferent() {
			return !this.written.equals(this.typed);
		}

	}

}
