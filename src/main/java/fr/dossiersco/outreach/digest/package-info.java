/**
 * The week in one mail, for whoever asks for it: what moved, what is stuck, what they
 * have to do. It names schools, which the public directory knows, and no person: a mail
 * leaves the house.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "account", "calling", "mail" })
package fr.dossiersco.outreach.digest;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
