/**
 * The coordinator's questions, in SQL: where schools stand, what moved, what is overdue,
 * how far each place has come, what can still be done before families enrol. It owns the
 * dates of that.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "contact", "establishment",
		"availability", "pipeline", "review" })
package fr.dossiersco.outreach.dashboard;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
