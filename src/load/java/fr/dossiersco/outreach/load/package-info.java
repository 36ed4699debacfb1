/** The national scale, made and measured: run by hand with the profile {@code load}, never by the build. */
@NullMarked
package fr.dossiersco.outreach.load;

import org.jspecify.annotations.NullMarked;
