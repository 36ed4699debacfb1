package fr.dossiersco.outreach.playbook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is typed.
 *
 * @param proof the document that supports it
 * @param proofLink where that document is
 * @param version the version that the form started from, null for a new one
 */
record AnswerForm(@NotBlank @Size(max = 1_000) @Nullable String text, @Size(max = 200) @Nullable String proof,
		@Size(max = 500) @Pattern(regexp = ArgumentForm.LINK) @Nullable String proofLink, @Nullable Integer version) {

	static final AnswerForm EMPTY = new AnswerForm(null, null, null, null);

	AnswerForm over(int version) {
		return new AnswerForm(this.text, this.proof, this.proofLink, version);
	}

}
