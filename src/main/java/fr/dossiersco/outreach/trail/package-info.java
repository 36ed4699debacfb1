/**
 * The trail: every write on people and accounts, and every reading of how to reach
 * someone, for coordinators alone; kept as long as it serves and no longer. Writes are
 * noted by the database itself, readings by whatever shows them, through
 * {@link fr.dossiersco.outreach.contact.Readings}. It is no
 * {@link fr.dossiersco.outreach.contact.PersonalData}: what is counted there keeps a
 * person from being erased, while the trail empties itself when they are.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "contact" })
package fr.dossiersco.outreach.trail;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
