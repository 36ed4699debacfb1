package fr.dossiersco.outreach.availability;

/**
 * What a change of everyone's hours would upset: a bean of a higher floor, asked before
 * the change is made.
 */
public interface HoursImpact {

	/** The message key that tells how many there are. */
	String label();

	/** How many would fall outside the hours proposed, and don't today. */
	long count(WeeklyHours today, WeeklyHours proposed);

}
