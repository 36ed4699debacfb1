package fr.dossiersco.outreach.contact;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of someone's attitude.
 *
 * @param interaction the exchange that showed it
 */
record AttitudeForm(@NotNull @Nullable Attitude attitude, @NotBlank @Size(max = 500) @Nullable String reason,
		@Nullable UUID interaction) {
}
