package fr.dossiersco.outreach.web;

import org.jspecify.annotations.Nullable;

/**
 * The part of a list that is asked for. A controller that takes one as an argument gets
 * it from {@code ?page=…&taille=…}; what can't be read is the default, never an error.
 *
 * @param number from 1
 * @param size how many rows, within {@value #LARGEST}
 */
public record PageRequest(int number, int size) {

	/** The rows of a page when nothing is asked for. */
	public static final int DEFAULT_SIZE = 25;

	/** The most rows that a page may have. */
	public static final int LARGEST = 100;

	static final int FURTHEST = 1_000_000;

	public PageRequest {
		number = Math.clamp(number, 1, FURTHEST);
		size = Math.clamp(size, 1, LARGEST);
	}

	/** A page of the usual size. */
	public static PageRequest of(@Nullable Integer number) {
		return new PageRequest((number != null) ? number : 1, DEFAULT_SIZE);
	}

	/** How many rows come before. */
	public long offset() {
		return (this.number - 1L) * this.size;
	}

	/** The last page at most, once the number of rows is known. */
	public PageRequest within(long total) {
		return new PageRequest((int) Math.min(this.number, Math.max(1, Math.ceilDiv(total, this.size))), this.size);
	}

}
