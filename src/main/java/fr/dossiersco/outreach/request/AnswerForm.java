package fr.dossiersco.outreach.request;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A message about a request.
 *
 * @param seen the version that one saw
 * @param suite {@value #CLOSE} when nothing remains to be done
 */
record AnswerForm(@NotBlank @Size(max = TeamRequests.LONGEST) @Nullable String words, @Nullable Integer seen,
		@Nullable String suite) {

	static final String CLOSE = "clore";

	AnswerForm {
		words = TeamRequests.tidy(words);
	}

	boolean closes() {
		return CLOSE.equals(this.suite);
	}

}
