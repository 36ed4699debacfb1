/**
 * The directory of schools: what the national data sets say of them, how one is found,
 * and the hand that corrects it. A school is named by its UAI. Higher floors show their
 * own things through the slots {@link EstablishmentPanel} (on a school's page) and
 * {@link EstablishmentFacet} (in the list).
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export" })
package fr.dossiersco.outreach.establishment;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
