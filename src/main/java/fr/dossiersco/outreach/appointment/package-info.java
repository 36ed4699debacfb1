/**
 * Calls agreed upon with a contact: moments offered by a link that needs no account,
 * invitations, and one's own calls as a calendar to subscribe to.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "web", "account", "export", "establishment", "contact", "availability", "scheduling" })
package fr.dossiersco.outreach.appointment;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
