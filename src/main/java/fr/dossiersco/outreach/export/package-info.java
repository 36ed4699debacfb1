/**
 * Lists taken away in a file, row by row through a cursor, and the journal of who took
 * away what. It knows none of the lists: each feature hands over its own.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "account" })
package fr.dossiersco.outreach.export;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
