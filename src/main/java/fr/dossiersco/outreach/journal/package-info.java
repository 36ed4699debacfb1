/**
 * The journal: everything that happened, read from wherever it is written down, and the
 * same as a feed to subscribe to.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "establishment" })
package fr.dossiersco.outreach.journal;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
