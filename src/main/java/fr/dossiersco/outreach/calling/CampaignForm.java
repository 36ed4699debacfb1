package fr.dossiersco.outreach.calling;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A phone campaign as it is typed.
 *
 * @param source the address of the list, {@code /etablissements?…} or {@code /contacts?…}
 * @param callers the accounts that call
 * @param outreach the campaign that it is a part of; its recipients are then called,
 * whatever the list holds since
 */
record CampaignForm(@NotNull @Nullable String source, @NotNull @Size(max = 120) @Nullable String name,
		@NotNull @Size(max = 500) @Nullable String purpose, @Size(max = 500) @Nullable String focus,
		@NotNull @Size(max = 200) @Nullable String doneWhen, @NotNull @Nullable LocalDate startsOn,
		@Nullable LocalDate endsOn, @Nullable List<UUID> callers, @Nullable UUID outreach) {
}
