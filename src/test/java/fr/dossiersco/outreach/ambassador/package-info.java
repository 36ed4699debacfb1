@NullMarked
package fr.dossiersco.outreach.ambassador;

import org.jspecify.annotations.NullMarked;
