@NullMarked
package fr.dossiersco.outreach.proconnect;

import org.jspecify.annotations.NullMarked;
