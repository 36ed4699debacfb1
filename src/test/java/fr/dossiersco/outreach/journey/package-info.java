/**
 * Each persona's day in a real browser: few journeys, and axe on every page that they
 * cross.
 */
@NullMarked
package fr.dossiersco.outreach.journey;

import org.jspecify.annotations.NullMarked;
