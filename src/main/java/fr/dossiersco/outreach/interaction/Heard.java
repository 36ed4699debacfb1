package fr.dossiersco.outreach.interaction;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * How an objection went, as one choice of the form: {@code true} when it was lifted,
 * {@code false} when it was not, followed by a colon and the answer given, if it is known
 * which.
 */
record Heard(boolean lifted, @Nullable UUID answer) {

	@Override
	public String toString() {
		return (this.answer != null) ? this.lifted + ":" + this.answer : Boolean.toString(this.lifted);
	}

	/**
	 * Reads the choice; none was made when nothing is sent, or what no page of ours
	 * sends.
	 */
	@Component
	static class Reader implements Converter<String, Heard> {

		// The contract allows null, as a type argument that NullAway does not read.
		@Override
		@SuppressWarnings("NullAway")
		public @Nullable Heard convert(String text) {
			int colon = text.indexOf(':');
			String lifted = (colon < 0) ? text : text.substring(0, colon);
			if (!lifted.equals("true") && !lifted.equals("false")) {
				return null;
			}
			try {
				return new Heard(lifted.equals("true"),
						(colon < 0) ? null : UUID.fromString(text.substring(colon + 1)));
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

	}

}
