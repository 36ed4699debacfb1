package fr.dossiersco.outreach.contact;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An address as typed. */
record EmailRow(@Email @Size(max = 254) @Nullable String address) {

	static final EmailRow EMPTY = new EmailRow(null);

}
