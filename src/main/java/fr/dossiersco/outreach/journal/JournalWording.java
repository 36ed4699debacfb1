package fr.dossiersco.outreach.journal;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells events in French. */
@Component
class JournalWording {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH'\u00a0h\u00a0'mm",
			Locale.FRENCH);

	private final MessageSource messages;

	JournalWording(MessageSource messages) {
		this.messages = messages;
	}

	String text(String key, @Nullable Object... values) {
		return Objects.requireNonNull(this.messages.getMessage(key, values, Locale.FRENCH));
	}

	/**
	 * What happened.
	 * @param variant which sentence of its kind, null for the usual
	 * @param words the words that it is made with
	 */
	String sentence(Kind kind, @Nullable String variant, List<@Nullable String> words) {
		List<@Nullable Object> said = new ArrayList<>();
		for (int i = 0; i < kind.source().words.size(); i++) {
			String word = words.get(i);
			said.add((word != null) ? said(kind.source().words.get(i), word) : null);
		}
		return text("journal.event." + kind + ((variant != null) ? "." + variant : ""), said.toArray());
	}

	private Object said(Word word, String value) {
		return switch (word.form()) {
			case TEXT -> value;
			case NUMBER -> Long.valueOf(value);
			case LABEL -> text(word.labels() + value);
			case LOWER -> uncapitalized(text(word.labels() + value));
			case DAY -> day(LocalDate.parse(value));
			case MOMENT -> first(MOMENT.format(LocalDateTime.parse(value)));
		};
	}

	/** « 24 novembre 2026 ». */
	static String day(LocalDate day) {
		return first(DAY.format(day));
	}

	/** « Mardi 24 novembre 2026 ». */
	static String heading(LocalDate day) {
		String weekday = DateTimeFormatter.ofPattern("EEEE", Locale.FRENCH).format(day);
		return weekday.substring(0, 1).toUpperCase(Locale.FRENCH) + weekday.substring(1) + " " + day(day);
	}

	private static String first(String day) {
		return day.replaceFirst("^1 ", "1er ");
	}

	private static String uncapitalized(String text) {
		return text.substring(0, 1).toLowerCase(Locale.FRENCH) + text.substring(1);
	}

}
