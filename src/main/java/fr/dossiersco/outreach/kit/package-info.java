/**
 * What someone passes on: messages merged with the figures of a territory and in their
 * own words, the short links that count visits without knowing visitors, the same on
 * paper, and what came of it. Moves of schools are read from the pipeline in SQL.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "web", "territory", "account", "export", "establishment", "contact", "message" })
package fr.dossiersco.outreach.kit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
