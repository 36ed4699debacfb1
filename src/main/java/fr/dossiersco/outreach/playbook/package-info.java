/**
 * What to say and what to answer: arguments, and objections with their answers, each with
 * the profiles that it fits.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "account", "contact" })
package fr.dossiersco.outreach.playbook;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
