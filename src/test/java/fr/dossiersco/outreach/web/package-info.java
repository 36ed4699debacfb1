@NullMarked
package fr.dossiersco.outreach.web;

import org.jspecify.annotations.NullMarked;
