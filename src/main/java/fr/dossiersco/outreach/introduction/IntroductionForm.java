package fr.dossiersco.outreach.introduction;

import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.establishment.Uai;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of whom.
 *
 * @param etablissement the school to be opened
 * @param contact the person to be introduced to
 * @param par whom we ask, as {@link Introducer#key()}
 * @param lookAgainOn the day to look whether they answered
 */
record IntroductionForm(@Nullable Uai etablissement, @Nullable UUID contact, @NotBlank @Nullable String par,
		@NotBlank @Size(max = 5_000) @Nullable String message, @NotNull @Nullable LocalDate lookAgainOn) {
}
