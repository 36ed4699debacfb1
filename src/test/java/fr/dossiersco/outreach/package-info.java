/**
 * What every test shares: the database, the people who act, and the architecture's own
 * tests.
 */
@org.jspecify.annotations.NullMarked
package fr.dossiersco.outreach;
