package fr.dossiersco.outreach.playbook;

/**
 * What to remember of a profile during a call, as safe HTML.
 *
 * @param sensitivities what they react to
 * @param dos what works with them
 * @param donts what to avoid
 * @param bestMoments when to call
 * @param usualChannel how they like to be reached
 */
public record GuideEssentials(String sensitivities, String dos, String donts, String bestMoments, String usualChannel) {
}
