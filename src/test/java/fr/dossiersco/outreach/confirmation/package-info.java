@NullMarked
package fr.dossiersco.outreach.confirmation;

import org.jspecify.annotations.NullMarked;
