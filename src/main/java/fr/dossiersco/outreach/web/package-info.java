/**
 * What every page shares: the layout, the static files, the error pages, the fragments of
 * forms and lists, paging, and the way that forms are read. It knows no feature.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package fr.dossiersco.outreach.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
