/**
 * Where each school stands on its way to Dossiersco, every move that brought it there,
 * and who leads it.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "web", "account", "export", "establishment", "contact", "availability", "scheduling" })
package fr.dossiersco.outreach.pipeline;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
