package fr.dossiersco.outreach.scheduling;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A next step as lists show it.
 *
 * @param late whether its day has passed
 * @param today whether it is for today
 */
public record FollowUpRow(UUID id, FollowUpKind kind, LocalDate dueOn, @Nullable String note, @Nullable String uai,
		@Nullable String school, @Nullable String town, @Nullable UUID contactId, @Nullable String contact,
		String owner, boolean late, boolean today) {
}
