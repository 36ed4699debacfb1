package fr.dossiersco.outreach.playbook;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that people object.
 *
 * @param verbatim as heard
 * @param answers the few to try first; empty when nobody has written one yet
 * @param fitting whether it comes from the profile asked for
 */
public record Objection(UUID id, String label, @Nullable String verbatim, List<Answer> answers, boolean fitting) {

	/**
	 * What can be answered.
	 *
	 * @param proof the document that supports it
	 * @param proofLink where that document is
	 */
	public record Answer(UUID id, String text, @Nullable String proof, @Nullable String proofLink) {
	}

}
