package fr.dossiersco.outreach.playbook;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something to say in favour of Dossiersco.
 *
 * @param pitch how to say it
 * @param caution when to hold it back
 * @param proof the document that supports it
 * @param proofLink where that document is
 * @param fitting whether it suits the profile asked for
 */
public record Argument(UUID id, String title, String pitch, @Nullable String caution, @Nullable String proof,
		@Nullable String proofLink, boolean fitting) {
}
