package fr.dossiersco.outreach.establishment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A school, as other features need it: they refer to it by its UAI and may join it in
 * their questions. Nobody changes it here: the directory does, and a correction by hand
 * is one more source of the directory.
 */
@Entity
@Immutable
public class Establishment {

	@Id
	private String uai;

	private String name;

	@Enumerated(EnumType.STRING)
	private EstablishmentKind kind;

	@Enumerated(EnumType.STRING)
	private EstablishmentState state;

	private @Nullable String town;

	private String departement;

	private String academie;

	@SuppressWarnings("NullAway.Init")
	protected Establishment() {
	}

	public String getUai() {
		return this.uai;
	}

	public String getName() {
		return this.name;
	}

	public EstablishmentKind getKind() {
		return this.kind;
	}

	public EstablishmentState getState() {
		return this.state;
	}

	public @Nullable String getTown() {
		return this.town;
	}

	/** The code of its département, three characters. */
	public String getDepartement() {
		return this.departement;
	}

	/** The code of its académie, two digits. */
	public String getAcademie() {
		return this.academie;
	}

}
