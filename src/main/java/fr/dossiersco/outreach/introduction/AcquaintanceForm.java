package fr.dossiersco.outreach.introduction;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Who someone knows, and how.
 *
 * @param search what the other person is looked for by, until one is chosen
 */
record AcquaintanceForm(@Nullable String search, @NotNull @Nullable UUID other,
		@NotNull @Nullable AcquaintanceKind kind, @Size(max = 500) @Nullable String note) {
}
