/**
 * When a school or a person may be called: weekly hours, public and school holidays,
 * exceptional closures, each in the school's own time zone.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "establishment", "contact" })
package fr.dossiersco.outreach.availability;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
