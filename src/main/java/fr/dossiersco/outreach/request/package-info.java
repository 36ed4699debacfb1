/**
 * « Besoin de l’équipe »: what an ambassador, or a member of the team, asks of the team,
 * who sees to it, what was answered, and every decision on the way. Its author alone and
 * the team read it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "establishment", "contact", "mail" })
package fr.dossiersco.outreach.request;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
