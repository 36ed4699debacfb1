package fr.dossiersco.outreach.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A stage of the way.
 *
 * @param code its stable name, as in addresses
 * @param label as shown
 * @param category {@code EN_COURS}, {@code GAGNE} or {@code A_PART}
 * @param reasonRequired whether a school that comes there must say why
 * @param expectedDays after how many open days without anything happening a school is to
 * be taken up again, null for never
 * @param resumes whether a school that comes there gets a day when it is taken up again
 */
public record Stage(String code, String label, int position, String category, boolean reasonRequired,
		@Nullable Integer expectedDays, boolean resumes) {

	/** Hyphens: no stage has a code with one. */
	public static final String AT_LEAST = "AU-MOINS-";

	/** On the way, neither won nor set aside. */
	public boolean isUnderWay() {
		return this.category.equals("EN_COURS");
	}

	public boolean isAside() {
		return this.category.equals("A_PART");
	}

	/**
	 * What the list of schools is asked, as {@code etape}, for those that are at this
	 * stage or further on the way.
	 */
	public String orFurther() {
		return AT_LEAST + this.code;
	}

	/** What {@link #orFurther()} is called. */
	public String orFurtherLabel() {
		return this.label + " ou plus loin";
	}

}
