package fr.dossiersco.outreach.contact;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of a seat.
 *
 * @param place the school, as typed: its UAI or words of its name
 * @param chosen which one it is, among those that have these words
 */
record SeatForm(@Size(max = 120) @Nullable String place, @Nullable String chosen, @NotNull @Nullable Board board,
		@Nullable LocalDate startedOn) {

	static final SeatForm EMPTY = new SeatForm(null, null, null, null);

}
