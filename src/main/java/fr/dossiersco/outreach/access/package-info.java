/**
 * Who comes in, with which rights, and who leaves: invitations, and accounts as the
 * coordinator keeps them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "mail", "pipeline", "scheduling" })
package fr.dossiersco.outreach.access;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
