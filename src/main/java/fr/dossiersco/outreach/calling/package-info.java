/**
 * Whom to call next: the queue with its explained rank, what it holds back and why,
 * reservations, phone campaigns. « Appels » on the screens.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "establishment", "contact",
		"availability", "scheduling", "pipeline" })
package fr.dossiersco.outreach.calling;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
