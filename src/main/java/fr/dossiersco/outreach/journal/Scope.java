package fr.dossiersco.outreach.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where an event took place and whom it is about, in SQL: what is shown of it, and the
 * condition of each filter. A filter without a condition leaves no event.
 *
 * @param uai the school
 * @param person the person
 * @param ofAcademie whether it is in the académie {@code :academie}
 * @param ofDepartement whether it is in the département {@code :departement} of the
 * académie {@code :academie}, by which indexes find it
 * @param ofSchool whether it is about the school {@code :uai}
 * @param ofPerson whether it is about the person {@code :person}
 * @param placed whether the row holds its académie, so that an index finds it
 */
record Scope(String uai, String person, @Nullable String ofAcademie, @Nullable String ofDepartement,
		@Nullable String ofSchool, @Nullable String ofPerson, boolean placed) {

	private static final String NOTHING = "null";

	/** Nowhere in particular. */
	static final Scope NOWHERE = new Scope(NOTHING, NOTHING, null, null, null, null, false);

	/** A row with {@code uai} and {@code academie}. */
	static Scope school(String row) {
		return of(row + ".uai", NOTHING, row + ".academie",
				"(select e.departement from establishment e where e.uai = %s.uai)".formatted(row), null);
	}

	/** A row with {@code uai} alone. */
	static Scope directory(String row) {
		return of(row + ".uai", NOTHING, "(select e.academie from establishment e where e.uai = %s.uai)".formatted(row),
				"(select e.departement from establishment e where e.uai = %s.uai)".formatted(row), null);
	}

	/** A row with {@code uai}, {@code academie} and {@code contact_id}. */
	static Scope schoolAndPerson(String row) {
		return of(row + ".uai", row + ".contact_id", row + ".academie", """
				coalesce((select e.departement from establishment e where e.uai = %1$s.uai),
					(select c.departement from contact c where c.id = %1$s.contact_id))""".formatted(row),
				row + ".contact_id = :person");
	}

	/** A row that tells its académie and its département. */
	static Scope of(String uai, String person, String academie, String departement, @Nullable String ofPerson) {
		String ofAcademie = academie + " = :academie";
		return new Scope(uai, person, ofAcademie, ofAcademie + " and " + departement + " = :departement",
				uai + " = :uai", ofPerson, true);
	}

	/**
	 * A row that tells of a person: where they are now.
	 * @param column whose id it holds
	 */
	static Scope person(String column) {
		String ofThem = "exists (select from contact c where c.id = " + column + " and ";
		String ofAcademie = "c.academies @> array[:academie]::text[]";
		return new Scope("(select c.uai from contact c where c.id = %s)".formatted(column), column,
				ofThem + ofAcademie + ")", ofThem + ofAcademie + " and c.departement = :departement)",
				ofThem + "c.uai = :uai)", column + " = :person", false);
	}

}
