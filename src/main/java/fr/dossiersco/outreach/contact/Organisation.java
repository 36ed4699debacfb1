package fr.dossiersco.outreach.contact;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** What people belong to besides schools: a federation, a network, a rectorat. */
@Entity
class Organisation {

	@Id
	private UUID id;

	private String name;

	@Enumerated(EnumType.STRING)
	private OrganisationKind kind;

	private @Nullable String academie;

	@Version
	private @Nullable Integer version;

	/**
	 * @param academie the code of its académie, null when it is national
	 */
	Organisation(String name, OrganisationKind kind, @Nullable String academie) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("An organisation has a name");
		}
		this.id = UUID.randomUUID();
		this.name = name;
		this.kind = kind;
		this.academie = academie;
	}

	@SuppressWarnings("NullAway.Init")
	protected Organisation() {
	}

	UUID id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	OrganisationKind kind() {
		return this.kind;
	}

	@Nullable String academie() {
		return this.academie;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Organisation organisation && this.id.equals(organisation.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

}
