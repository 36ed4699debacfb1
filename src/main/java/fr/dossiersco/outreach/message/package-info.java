/**
 * Messages that are ready to be sent: templates by channel and profile, with merge fields
 * filled from the recipient, their school, its académie and the sender, and the preview
 * from which they are copied or opened in the mail program. Local figures are read from
 * the pipeline in SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "territory", "account", "establishment", "contact" })
package fr.dossiersco.outreach.message;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
