/**
 * Campaigns: what for, by which way, to whom of a list and who of them is left alone, by
 * which messages, and what came of it against its target and against other campaigns. «
 * Campagnes » on the screens.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "establishment", "contact",
		"message", "pipeline", "calling" })
package fr.dossiersco.outreach.campaign;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
