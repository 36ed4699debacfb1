/**
 * People who sign in, their roles and the académies they serve; sign-in itself; and the
 * guarded data source, through which every request sees only what the person acting may
 * see.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory" })
package fr.dossiersco.outreach.account;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
