package fr.dossiersco.outreach.playbook;

import java.util.List;

import fr.dossiersco.outreach.contact.ContactProfile;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An objection as it is typed.
 *
 * @param verbatim as heard
 * @param profiles those it comes from
 * @param version the version that the form started from, null for a new one
 */
record ObjectionForm(@NotBlank @Size(max = 160) @Nullable String label, @Size(max = 500) @Nullable String verbatim,
		List<ContactProfile> profiles, @Nullable Integer version) {

	ObjectionForm {
		profiles = (profiles != null) ? List.copyOf(profiles) : List.of();
	}

	ObjectionForm over(int version) {
		return new ObjectionForm(this.label, this.verbatim, this.profiles, version);
	}

}
