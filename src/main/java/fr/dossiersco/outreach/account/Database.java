package fr.dossiersco.outreach.account;

import org.jspecify.annotations.Nullable;

/**
 * Where the database is, and how its owner signs in.
 *
 * @param embedded whether this program started it
 * @param fresh whether it was empty of everything when the program started it
 */
public record Database(String url, @Nullable String username, @Nullable String password, boolean embedded,
		boolean fresh) {
}
