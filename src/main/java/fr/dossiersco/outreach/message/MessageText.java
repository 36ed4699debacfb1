package fr.dossiersco.outreach.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The words of a message and the fields between them, in the order of the text. Read by
 * our own few lines: a template language would bring sections, includes and ways into
 * Java that whoever writes a message must not have, and would stop at the first fault.
 *
 * @param parts put together, they are the text again, to the letter
 * @param faults what can't be read as a field; an empty list for a text that can be used
 */
record MessageText(List<Part> parts, List<Fault> faults) {

	private static final String OPENING = "{{";

	private static final String CLOSING = "}}";

	/** The most that is quoted of what was not closed. */
	private static final int QUOTED = 30;

	/**
	 * What is sent out uses the person's own title: the old word hurts many. The name of
	 * the site « Intendance zones » is another word.
	 */
	private static final Pattern OLD_WORD = Pattern.compile("\\bintendant(?:[.·-]?\\p{L}+)*",
			Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

	static MessageText parse(@Nullable String text) {
		return (text != null) ? new Reader(text).read() : new MessageText(List.of(), List.of());
	}

	/** The first time that a text says « intendant ». */
	static Optional<Fault> oldWord(@Nullable String text) {
		if (text == null) {
			return Optional.empty();
		}
		Matcher found = OLD_WORD.matcher(text);
		return found.find()
				? Optional.of(new Fault(Fault.Kind.OLD_WORD, found.group(), Reader.line(text, found.start())))
				: Optional.empty();
	}

	/** The text that this was read from. */
	String source() {
		return this.parts.stream().map(Part::source).collect(Collectors.joining());
	}

	Set<MergeField> fields() {
		Set<MergeField> fields = EnumSet.noneOf(MergeField.class);
		for (Part part : this.parts) {
			if (part.field() != null) {
				fields.add(part.field());
			}
		}
		return fields;
	}

	/**
	 * Puts values in the place of fields. A field without a value that can be seen stays
	 * as it is written, so that it is never sent blank. A text with faults stays as it
	 * is: a value could close what was left open.
	 */
	Merged merge(Map<MergeField, String> values) {
		List<Piece> pieces = new ArrayList<>();
		for (Part part : this.parts) {
			String value = (part.field() != null && this.faults.isEmpty()) ? visible(values.get(part.field())) : null;
			pieces.add(new Piece((value != null) ? value : part.source(), part.field(), value != null));
		}
		return new Merged(List.copyOf(pieces));
	}

	/**
	 * A value on one line, null when there is nothing to be seen; a brace would be read
	 * as the beginning of a field when the text comes back.
	 */
	private static @Nullable String visible(@Nullable String value) {
		if (value == null) {
			return null;
		}
		String line = value.replaceAll("[{}]", "").replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
		boolean seen = line.codePoints()
			.anyMatch((sign) -> !Character.isWhitespace(sign) && !Character.isSpaceChar(sign)
					&& Character.getType(sign) != Character.FORMAT);
		return seen ? line : null;
	}

	/**
	 * A stretch of words, or a field.
	 *
	 * @param field null for words
	 */
	record Part(String source, @Nullable MergeField field) {
	}

	/**
	 * Something between braces that is no field.
	 *
	 * @param named what was written
	 * @param line from 1
	 */
	record Fault(Kind kind, String named, int line) {

		enum Kind {

			/** No field has this name. */
			UNKNOWN,
			/** Two braces with nothing between. */
			EMPTY,
			/** Two braces open and nothing closes them on their line. */
			UNCLOSED,
			/** Two braces close what was never opened. */
			UNOPENED,
			/** « Intendant », which is not sent out. */
			OLD_WORD

		}

	}

	/**
	 * A stretch of a message to someone.
	 *
	 * @param text the words, the value, or the field as it is written
	 * @param field null for words
	 * @param filled whether the field has a value
	 */
	record Piece(String text, @Nullable MergeField field, boolean filled) {

		public boolean isMissing() {
			return this.field != null && !this.filled;
		}

	}

	/** A message to someone. */
	record Merged(List<Piece> pieces) {

		public String text() {
			return this.pieces.stream().map(Piece::text).collect(Collectors.joining());
		}

		Set<MergeField> missing() {
			Set<MergeField> missing = EnumSet.noneOf(MergeField.class);
			for (Piece piece : this.pieces) {
				if (piece.field() != null && !piece.filled()) {
					missing.add(piece.field());
				}
			}
			return missing;
		}

	}

	/** Walks once through the text. */
	private static final class Reader {

		private final String text;

		private final List<Part> parts = new ArrayList<>();

		private final List<Fault> faults = new ArrayList<>();

		/** Where the words begin that are no part yet. */
		private int words;

		Reader(String text) {
			this.text = text;
		}

		MessageText read() {
			int at = 0;
			while (at < this.text.length()) {
				if (this.text.startsWith(OPENING, at)) {
					at = field(at);
				}
				else if (this.text.startsWith(CLOSING, at)) {
					fault(Fault.Kind.UNOPENED, CLOSING, at);
					at += CLOSING.length();
				}
				else {
					at++;
				}
			}
			keepWords(at);
			return new MessageText(List.copyOf(this.parts), List.copyOf(this.faults));
		}

		/** Reads what opens there, and says where to go on. */
		private int field(int at) {
			int inside = at + OPENING.length();
			int end = endOfLine(inside);
			int close = this.text.indexOf(CLOSING, inside);
			int next = this.text.indexOf(OPENING, inside);
			if (close < 0 || close > end || (next >= 0 && next < close)) {
				int last = (next >= 0) ? Math.min(next, end) : end;
				fault(Fault.Kind.UNCLOSED, this.text.substring(at, Math.min(last, at + QUOTED)).strip(), at);
				return inside;
			}
			int after = close + CLOSING.length();
			String name = this.text.substring(inside, close);
			MergeField field = MergeField.named(name).orElse(null);
			if (field == null) {
				String quoted = name.substring(0, Math.min(name.length(), QUOTED)).strip();
				fault(quoted.isEmpty() ? Fault.Kind.EMPTY : Fault.Kind.UNKNOWN, OPENING + quoted + CLOSING, at);
				return after;
			}
			keepWords(at);
			this.parts.add(new Part(this.text.substring(at, after), field));
			this.words = after;
			return after;
		}

		private void keepWords(int until) {
			if (until > this.words) {
				this.parts.add(new Part(this.text.substring(this.words, until), null));
			}
			this.words = until;
		}

		private void fault(Fault.Kind kind, String named, int at) {
			this.faults.add(new Fault(kind, named, line(this.text, at)));
		}

		static int line(String text, int at) {
			return (int) text.substring(0, at).replace("\r\n", "\n").chars().filter(Reader::endsLine).count() + 1;
		}

		private int endOfLine(int from) {
			for (int at = from; at < this.text.length(); at++) {
				if (endsLine(this.text.charAt(at))) {
					return at;
				}
			}
			return this.text.length();
		}

		private static boolean endsLine(int sign) {
			return sign == '\n' || sign == '\r';
		}

	}

}
