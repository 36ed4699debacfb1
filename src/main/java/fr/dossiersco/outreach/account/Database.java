package fr.dossiersco.outreach.account;

import org.jspecify.annotations.Nullable;

/**
 * Where the database is, and how the program signs in there.
 *
 * @param owner for migrations and sessions
 * @param program for all the rest: a role that owns nothing
 * @param embedded whether this program started it
 * @param fresh whether it was empty of everything when the program started it
 */
public record Database(String url, Login owner, Login program, boolean embedded, boolean fresh) {

	/** A role and its password, null where the server asks for none. */
	record Login(@Nullable String username, @Nullable String password) {
	}

}
