/** Next steps promised to a school or a person: when, by whom, and how each ended. */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "web", "territory", "account", "export", "establishment", "contact", "availability" })
package fr.dossiersco.outreach.scheduling;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
