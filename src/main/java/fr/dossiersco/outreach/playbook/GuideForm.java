package fr.dossiersco.outreach.playbook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A guide as it is typed, in Markdown.
 *
 * @param number the version that it started from
 */
record GuideForm(@NotNull @Nullable Integer number, @NotBlank @Size(max = 5_000) @Nullable String portrait,
		@NotBlank @Size(max = 5_000) @Nullable String stakes,
		@NotBlank @Size(max = 5_000) @Nullable String sensitivities, @NotBlank @Size(max = 5_000) @Nullable String dos,
		@NotBlank @Size(max = 5_000) @Nullable String donts, @NotBlank @Size(max = 5_000) @Nullable String bestMoments,
		@NotBlank @Size(max = 5_000) @Nullable String usualChannel) {

	static GuideForm of(Guide guide) {
		return new GuideForm(guide.number(), guide.portrait(), guide.stakes(), guide.sensitivities(), guide.dos(),
				guide.donts(), guide.bestMoments(), guide.usualChannel());
	}

	/** The same text, to be written over another version. */
	GuideForm over(int number) {
		return new GuideForm(number, this.portrait, this.stakes, this.sensitivities, this.dos, this.donts,
				this.bestMoments, this.usualChannel);
	}

}
