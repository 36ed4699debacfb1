package fr.dossiersco.outreach.contact;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of an organisation.
 *
 * @param academie the code of its académie, null when it is national
 * @param parent what it is a part of
 * @param version the version that the form started from, null for a new one
 */
record OrganisationForm(@NotBlank @Size(max = 200) @Nullable String name, @NotNull @Nullable OrganisationKind kind,
		@Nullable String academie, @Nullable UUID parent, @Nullable Integer version) {

	static final OrganisationForm EMPTY = new OrganisationForm(null, null, null, null, null);

	static OrganisationForm of(Organisation organisation) {
		return new OrganisationForm(organisation.name(), organisation.kind(), organisation.academie(),
				organisation.parentId(), organisation.version());
	}

	OrganisationForm over(int version) {
		return new OrganisationForm(this.name, this.kind, this.academie, this.parent, version);
	}

}
