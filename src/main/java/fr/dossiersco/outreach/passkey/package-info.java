/**
 * Passkeys: keys on people's own devices by which they sign in without a password. What
 * signing in does with one is the account's; here they are added, listed and taken back.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "account", "mail" })
package fr.dossiersco.outreach.passkey;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
