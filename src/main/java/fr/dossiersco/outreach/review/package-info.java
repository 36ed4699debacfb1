/**
 * « À relancer »: the schools on our way where nothing has happened for longer than their
 * stage expects, and the coordinator's reviews of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "establishment", "availability",
		"scheduling", "pipeline" })
package fr.dossiersco.outreach.review;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
