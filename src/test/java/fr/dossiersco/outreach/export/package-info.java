@NullMarked
package fr.dossiersco.outreach.export;

import org.jspecify.annotations.NullMarked;
