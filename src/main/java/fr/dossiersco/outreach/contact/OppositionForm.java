package fr.dossiersco.outreach.contact;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why someone is not to be contacted. */
record OppositionForm(@NotBlank @Size(max = 500) @Nullable String reason) {
}
