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

	private @Nullable UUID parentId;

	@Version
	private @Nullable Integer version;

	/**
	 * @param academie the code of its académie, null when it is national
	 * @param parent what it is a part of, such as the federation of a local committee
	 */
	Organisation(String name, OrganisationKind kind, @Nullable String academie, @Nullable UUID parent) {
		this.id = UUID.randomUUID();
		write(name, kind, academie, parent);
	}

	/**
	 * What we noted was wrong, or has changed.
	 * @throws IllegalArgumentException when it would be a part of itself
	 */
	void correct(String name, OrganisationKind kind, @Nullable String academie, @Nullable UUID parent) {
		if (this.id.equals(parent)) {
			throw new IllegalArgumentException("An organisation is no part of itself");
		}
		write(name, kind, academie, parent);
	}

	private void write(String name, OrganisationKind kind, @Nullable String academie, @Nullable UUID parent) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("An organisation has a name");
		}
		this.name = name;
		this.kind = kind;
		this.academie = academie;
		this.parentId = parent;
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

	@Nullable UUID parentId() {
		return this.parentId;
	}

	int version() {
		return (this.version != null) ? this.version : 0;
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
