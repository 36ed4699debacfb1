/**
 * Who can open a door for us: who knows whom, who could introduce us to a school or to a
 * person, what we asked them and what came of it. Reads the exchanges in SQL, because who
 * introduced whom is told there.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "establishment", "contact",
		"scheduling", "pipeline" })
package fr.dossiersco.outreach.introduction;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
