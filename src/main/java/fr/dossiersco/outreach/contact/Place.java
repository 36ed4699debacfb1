package fr.dossiersco.outreach.contact;

import java.util.UUID;

import fr.dossiersco.outreach.establishment.Establishment;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where a post is: in one school or in one organisation, and thereby in which académie.
 *
 * @param academie the code of the académie, null for a national organisation
 */
@Embeddable
record Place(@Nullable String uai, @Column(name = "organisation_id") @Nullable UUID organisation,
		@Nullable String academie) {

	Place {
		if ((uai == null) == (organisation == null)) {
			throw new IllegalArgumentException("A post is in one school or in one organisation");
		}
		if (uai != null && academie == null) {
			throw new IllegalArgumentException("A school is in an académie");
		}
	}

	static Place of(Establishment school) {
		return new Place(school.getUai(), null, school.getAcademie());
	}

	static Place of(Organisation organisation) {
		return new Place(null, organisation.id(), organisation.academie());
	}

}
