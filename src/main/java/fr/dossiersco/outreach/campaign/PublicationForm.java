package fr.dossiersco.outreach.campaign;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A publication as it is typed.
 *
 * @param place the forum, the review, the event
 * @param address where it can be read
 * @param readers how many read it, when that is known
 * @param version the version that the form started from, null for a new one
 */
record PublicationForm(@NotBlank @Size(max = 160) @Nullable String place, @NotNull @Nullable LocalDate publishedOn,
		@Size(max = 500) @Pattern(regexp = "https?://\\S+") @Nullable String address,
		@NotNull @Nullable UUID publishedBy, @PositiveOrZero @Max(100_000_000) @Nullable Integer readers,
		@Nullable Integer version) {

	static PublicationForm blank(LocalDate today, UUID by) {
		return new PublicationForm(null, today, null, by, null, null);
	}

	static PublicationForm of(Publication publication) {
		return new PublicationForm(publication.place(), publication.publishedOn(), publication.address(),
				publication.publishedBy(), publication.readers(), publication.version());
	}

	PublicationForm over(int version) {
		return new PublicationForm(this.place, this.publishedOn, this.address, this.publishedBy, this.readers, version);
	}

}
