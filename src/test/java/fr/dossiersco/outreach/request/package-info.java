@NullMarked
package fr.dossiersco.outreach.request;

import org.jspecify.annotations.NullMarked;
