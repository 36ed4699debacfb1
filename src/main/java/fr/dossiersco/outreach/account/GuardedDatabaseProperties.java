package fr.dossiersco.outreach.account;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the program signs in to the database for whoever acts.
 *
 * @param username a role that may become the team or an ambassador, and nothing else
 * @param password null where the server asks for none
 */
@ConfigurationProperties("outreach.guarded-database")
record GuardedDatabaseProperties(@DefaultValue("outreach_program") String username, @Nullable String password) {

	Database.Login login() {
		return new Database.Login(this.username, this.password);
	}

}
