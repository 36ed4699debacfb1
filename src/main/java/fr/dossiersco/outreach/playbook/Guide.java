package fr.dossiersco.outreach.playbook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

/**
 * How to approach a profile, in one version. The texts are Markdown.
 *
 * @param number which version, from 1; the highest is the one in force
 * @param stakes what they have to win or to lose
 * @param sensitivities what they react to
 * @param dos what works with them
 * @param donts what to avoid
 * @param bestMoments when to call
 * @param usualChannel how they like to be reached
 * @param writtenBy the name of whoever wrote it, null for what came with the program
 */
record Guide(ContactProfile profile, int number, String portrait, String stakes, String sensitivities, String dos,
		String donts, String bestMoments, String usualChannel, Instant writtenAt, @Nullable String writtenBy) {

	/** The day, in Paris. */
	public LocalDate writtenOn() {
		return LocalDate.ofInstant(this.writtenAt, ZoneId.of("Europe/Paris"));
	}

}
