/** The application itself: it starts the features and owns nothing else. */
@NullMarked
package fr.dossiersco.outreach;

import org.jspecify.annotations.NullMarked;
