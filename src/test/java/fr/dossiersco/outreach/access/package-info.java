@NullMarked
package fr.dossiersco.outreach.access;

import org.jspecify.annotations.NullMarked;
