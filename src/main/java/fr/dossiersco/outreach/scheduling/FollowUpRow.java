package fr.dossiersco.outreach.scheduling;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

import fr.dossiersco.outreach.availability.HalfDay;
import org.jspecify.annotations.Nullable;

/**
 * A next step as lists show it.
 *
 * @param late whether its day has passed
 * @param today whether it is for today
 * @param dueTime on the clock of the school
 * @param agreed whether the contact agreed to that hour
 * @param overrideReason why a closed moment was chosen all the same
 */
public record FollowUpRow(UUID id, FollowUpKind kind, LocalDate dueOn, @Nullable String note, @Nullable String uai,
		@Nullable String school, @Nullable String town, @Nullable UUID contactId, @Nullable String contact,
		String owner, boolean late, boolean today, @Nullable HalfDay dueHalf, @Nullable LocalTime dueTime,
		boolean agreed, @Nullable String overrideReason) {
}
