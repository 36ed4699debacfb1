@NullMarked
package fr.dossiersco.outreach.home;

import org.jspecify.annotations.NullMarked;
