/**
 * Becoming an ambassador: who is willing, invited, accompanied step by step, active, in
 * which académie nobody is and who could be. « Ambassade » on the screens; a « parcours »
 * is a path. Nobody is counted, compared or ranked.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "access", "export", "contact", "scheduling" })
package fr.dossiersco.outreach.ambassador;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
