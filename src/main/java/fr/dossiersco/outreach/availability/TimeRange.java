package fr.dossiersco.outreach.availability;

import java.time.LocalTime;

/**
 * A part of a day, on the clock of the place.
 *
 * @param from included
 * @param to excluded, and later
 */
public record TimeRange(LocalTime from, LocalTime to) {

	public TimeRange {
		if (!from.isBefore(to)) {
			throw new IllegalArgumentException("A range begins before it ends");
		}
	}

	boolean contains(TimeRange other) {
		return !other.from.isBefore(this.from) && !other.to.isAfter(this.to);
	}

	boolean overlaps(TimeRange other) {
		return this.from.isBefore(other.to) && other.from.isBefore(this.to);
	}

}
