package fr.dossiersco.outreach.playbook;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that people object.
 *
 * @param verbatim as heard
 * @param answer null when nobody has written one yet
 * @param proof the document that supports the answer
 * @param fitting whether it comes from the profile asked for
 */
public record Objection(UUID id, String label, @Nullable String verbatim, @Nullable String answer,
		@Nullable String proof, boolean fitting) {
}
