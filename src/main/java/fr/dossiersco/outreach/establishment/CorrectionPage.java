package fr.dossiersco.outreach.establishment;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The form that corrects a school.
 *
 * @param differences what someone else changed meanwhile; empty most often
 */
record CorrectionPage(EstablishmentRecord school, List<Difference> differences) {

	/** A field typed here and changed elsewhere. */
	record Difference(String field, @Nullable String typed, @Nullable String current) {
	}

}
