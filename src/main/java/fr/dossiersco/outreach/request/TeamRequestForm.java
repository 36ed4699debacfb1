package fr.dossiersco.outreach.request;

import java.time.LocalDate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the team.
 *
 * @param sujet what it is about: a UAI, a person's id, or {@value #NOTHING}
 * @param mots words by which a school or a person is looked for
 * @param wishedOn by when it would help
 */
record TeamRequestForm(@NotNull @Nullable RequestKind besoin,
		@NotBlank @Size(max = TeamRequests.LONGEST) @Nullable String words, @Nullable String sujet,
		@Size(max = 120) @Nullable String mots, @Nullable LocalDate wishedOn) {

	/** About nothing in particular. */
	static final String NOTHING = "aucun";

	TeamRequestForm {
		words = TeamRequests.tidy(words);
		mots = TeamRequests.tidy(mots);
	}

}
