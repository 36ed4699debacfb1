package fr.dossiersco.outreach.availability;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A closure as it is typed.
 *
 * @param where {@code zone:…}, {@code academie:…} or {@code departement:…}; not asked on
 * a school's page
 * @param lastDay the same day when empty
 */
record ClosureForm(@Nullable String where, @NotNull @Nullable LocalDate firstDay, @Nullable LocalDate lastDay,
		@Nullable HalfDay half, @NotNull @Size(max = 200) @Nullable String reason) {

	static final ClosureForm BLANK = new ClosureForm(null, null, null, null, null);

	ClosedPeriod at(@Nullable String uai, @Nullable String academie) {
		LocalDate first = Objects.requireNonNull(this.firstDay);
		String place = (this.where != null) ? this.where : "";
		return new ClosedPeriod(UUID.randomUUID(), uai, (uai != null) ? academie : after(place, "academie:"),
				(uai != null) ? null : after(place, "departement:"), (uai != null) ? null : after(place, "zone:"),
				first, (this.lastDay != null) ? this.lastDay : first, this.half, Objects.requireNonNull(this.reason));
	}

	private static @Nullable String after(String text, String start) {
		return text.startsWith(start) ? text.substring(start.length()) : null;
	}

}
