package fr.dossiersco.outreach.introduction;

/**
 * Someone who could introduce us, with the reason in one sentence.
 *
 * @param ask where to ask them
 */
public record Candidate(Introducer introducer, String reason, String ask) {
}
