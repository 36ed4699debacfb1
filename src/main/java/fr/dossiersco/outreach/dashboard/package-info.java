/**
 * The coordinator's questions, in SQL and read-only: where schools stand, what moved,
 * what is overdue, how far each place has come.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "contact", "establishment",
		"pipeline", "review" })
package fr.dossiersco.outreach.dashboard;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
