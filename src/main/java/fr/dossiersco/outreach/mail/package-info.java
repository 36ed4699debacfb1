/**
 * The outbox: mails written in the transaction of whatever they tell of, sent after it,
 * tried again, and read by coordinators. It knows no feature that writes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "account", "export" })
package fr.dossiersco.outreach.mail;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
