/**
 * People and what they do where: contacts, their posts in a school or an organisation,
 * how to reach them, and who asked not to be. Higher floors add to a person's page
 * through {@link fr.dossiersco.outreach.contact.ContactPanel} and tell what they hold of
 * a person through {@link fr.dossiersco.outreach.contact.PersonalData}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "export", "establishment" })
package fr.dossiersco.outreach.contact;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
