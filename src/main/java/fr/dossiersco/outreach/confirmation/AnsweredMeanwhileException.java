package fr.dossiersco.outreach.confirmation;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Someone touched the post after its card was shown: nothing was written. */
class AnsweredMeanwhileException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Told told;

	/**
	 * @param told what was answered, null when the post was changed otherwise
	 */
	AnsweredMeanwhileException(@Nullable Told told) {
		super("The post was touched meanwhile");
		this.told = told;
	}

	@Nullable Told told() {
		return this.told;
	}

	/** What the first one said. */
	record Told(UUID by, String name, Answer answer, Instant at) {
	}

}
