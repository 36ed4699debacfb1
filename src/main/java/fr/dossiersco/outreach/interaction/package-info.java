/**
 * What was said, to whom, by whom and with what effect: the form that logs it and keeps
 * its draft, the timeline, and today's work. « Échange » on the screens.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "account", "establishment", "contact", "playbook", "availability",
		"scheduling", "pipeline", "introduction", "calling", "appointment" })
package fr.dossiersco.outreach.interaction;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
