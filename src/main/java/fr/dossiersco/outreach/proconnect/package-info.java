/**
 * Signing in by ProConnect, the State's federation of professional identities, where it
 * is configured. It lets in only who has an account here, and opens none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "account", "mail" })
package fr.dossiersco.outreach.proconnect;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
