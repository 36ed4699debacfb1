/**
 * The coordinator's questions, in SQL and read-only: where schools stand, what moved,
 * what is overdue.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "contact", "pipeline" })
package fr.dossiersco.outreach.dashboard;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
