package fr.dossiersco.outreach.contact;

/**
 * The five kinds of people who open a school's door, each with their own stakes.
 * {@link #INTENDANT} is our word for whoever keeps the school's accounts; what is sent
 * out uses the person's own title, since the old word hurts many.
 */
public enum ContactProfile {

	INTENDANT, SECRETARIAT, PRINCIPAL, TEACHER, PARENT_FEDERATION

}
