package fr.dossiersco.outreach.contact;

import java.time.LocalDate;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of one more post, or of one to be corrected.
 *
 * @param place the school or the organisation, as typed: a UAI or words of its name
 * @param chosen which one it is, among those that have these words
 */
record PostForm(@Size(max = 120) @Nullable String place, @Nullable String chosen, @Nullable ContactProfile profile,
		@Size(max = 120) @Nullable String title, @Nullable LocalDate startedOn, @Nullable LocalDate endedOn) {

	static final PostForm EMPTY = new PostForm(null, null, null, null, null, null);

}
