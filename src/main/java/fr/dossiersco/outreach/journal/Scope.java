package fr.dossiersco.outreach.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where an event took place and whom it is about, in SQL: what is shown of it, and the
 * condition of each filter. A filter without a condition leaves no event.
 *
 * @param uai the school
 * @param person the person
 * @param ofAcademie whether it is in the académie {@code :academie}
 * @param ofDepartement whether it is in the département {@code :departement}
 * @param ofSchool whether it is about the school {@code :uai}
 * @param ofPerson whether it is about the person {@code :person}
 */
record Scope(String uai, String person, @Nullable String ofAcademie, @Nullable String ofDepartement,
		@Nullable String ofSchool, @Nullable String ofPerson) {

	private static final String NOTHING = "null";

	/** Nowhere in particular. */
	static final Scope NOWHERE = new Scope(NOTHING, NOTHING, null, null, null, null);

	/** A row with {@code uai} and {@code academie}. */
	static Scope school(String row) {
		return new Scope(row + ".uai", NOTHING, row + ".academie = :academie",
				"(select e.departement from establishment e where e.uai = %s.uai) = :departement".formatted(row),
				row + ".uai = :uai", null);
	}

	/** A row with {@code uai} alone. */
	static Scope directory(String row) {
		return new Scope(row + ".uai", NOTHING,
				"(select e.academie from establishment e where e.uai = %s.uai) = :academie".formatted(row),
				"(select e.departement from establishment e where e.uai = %s.uai) = :departement".formatted(row),
				row + ".uai = :uai", null);
	}

	/** A row with {@code uai}, {@code academie} and {@code contact_id}. */
	static Scope schoolAndPerson(String row) {
		return new Scope(row + ".uai", row + ".contact_id", row + ".academie = :academie", """
				coalesce((select e.departement from establishment e where e.uai = %1$s.uai),
					(select c.departement from contact c where c.id = %1$s.contact_id)) = :departement"""
			.formatted(row), row + ".uai = :uai", row + ".contact_id = :person");
	}

	/**
	 * A row that tells of a person: where they are now.
	 * @param column whose id it holds
	 */
	static Scope person(String column) {
		return new Scope("(select c.uai from contact c where c.id = %s)".formatted(column), column,
				"exists (select from contact c where c.id = %s and c.academies @> array[:academie]::text[])"
					.formatted(column),
				"exists (select from contact c where c.id = %s and c.departement = :departement)".formatted(column),
				"exists (select from contact c where c.id = %s and c.uai = :uai)".formatted(column),
				column + " = :person");
	}

}
