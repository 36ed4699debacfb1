/**
 * What an ambassador finds on the page that they start from: their académie at a glance,
 * and what came of what they did. Read in SQL; other features add to that page by
 * {@link fr.dossiersco.outreach.account.HomePanel}s of their own.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account" })
package fr.dossiersco.outreach.home;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
