package fr.dossiersco.outreach.contact;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A number as typed, and what answers there. */
record PhoneRow(@Size(max = 40) @Nullable String number, @Size(max = 60) @Nullable String label) {

	static final PhoneRow EMPTY = new PhoneRow(null, null);

}
