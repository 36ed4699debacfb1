/**
 * The Ministry's map: régions académiques, académies and départements, with their holiday
 * zones, time zones and local days off.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package fr.dossiersco.outreach.territory;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
