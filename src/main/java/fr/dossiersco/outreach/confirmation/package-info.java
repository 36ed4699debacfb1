/**
 * « Toujours en poste ? »: people whose post nobody has confirmed for months, one at a
 * time, what was answered of each, and how that is taken back.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "web", "territory", "account", "export", "establishment", "contact", "pipeline" })
package fr.dossiersco.outreach.confirmation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
