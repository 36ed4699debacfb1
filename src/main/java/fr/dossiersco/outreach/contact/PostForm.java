package fr.dossiersco.outreach.contact;

import java.time.LocalDate;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of one more post.
 *
 * @param uai the school, as typed
 */
record PostForm(@Nullable String uai, @Nullable ContactProfile profile, @Size(max = 120) @Nullable String title,
		@Nullable LocalDate startedOn, @Nullable LocalDate endedOn) {

	static final PostForm EMPTY = new PostForm(null, null, null, null, null);

}
