package fr.dossiersco.outreach.journal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What is asked of the journal, as its query string says it; whatever makes no sense
 * there is left aside.
 *
 * @param families what kinds of events, empty for all
 * @param academie the code of an académie
 * @param departement the code of a département
 * @param author who did it
 * @param uai the school it is about
 * @param person the contact it is about
 * @param since the first day, in Paris
 * @param until the last day, in Paris
 */
record JournalFilter(Set<Family> families, @Nullable String academie, @Nullable String departement,
		@Nullable UUID author, @Nullable String uai, @Nullable UUID person, @Nullable LocalDate since,
		@Nullable LocalDate until) {

	static final String PATH = "/journal";

	static final String FAMILY = "genre";

	static final String ACADEMIE = "academie";

	static final String DEPARTEMENT = "departement";

	static final String AUTHOR = "auteur";

	static final String SCHOOL = "etablissement";

	static final String PERSON = "contact";

	static final String SINCE = "depuis";

	static final String UNTIL = "jusque";

	JournalFilter {
		families = families.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(families));
	}

	/** Everything. */
	static JournalFilter all() {
		return new JournalFilter(Set.of(), null, null, null, null, null, null, null);
	}

	static JournalFilter of(MultiValueMap<String, String> query) {
		Collection<String> families = query.getOrDefault(FAMILY, List.of());
		Set<Family> known = EnumSet.noneOf(Family.class);
		families.forEach((code) -> Family.of(code).ifPresent(known::add));
		return new JournalFilter(known, read(query, ACADEMIE, Function.identity()),
				read(query, DEPARTEMENT, Function.identity()), read(query, AUTHOR, QueryValue::id),
				read(query, SCHOOL, (typed) -> Uai.parse(typed).map(Uai::value).orElse(null)),
				read(query, PERSON, QueryValue::id), read(query, SINCE, QueryValue::day),
				read(query, UNTIL, QueryValue::day));
	}

	private static <T> @Nullable T read(MultiValueMap<String, String> query, String name,
			Function<String, @Nullable T> reader) {
		return Optional.ofNullable(query.getFirst(name))
			.map((typed) -> typed.replace("\0", "").strip())
			.filter((typed) -> !typed.isEmpty())
			.map(reader)
			.orElse(null);
	}

	/** Whether the period ends before it begins. */
	boolean reversed() {
		return this.since != null && this.until != null && this.until.isBefore(this.since);
	}

	public boolean narrows() {
		return !equals(all());
	}

	/**
	 * Without the places and people that nobody knows, or that the reader may not see.
	 */
	JournalFilter keeping(boolean academie, boolean departement, boolean author, boolean school, boolean person) {
		return new JournalFilter(this.families, academie ? this.academie : null, departement ? this.departement : null,
				author ? this.author : null, school ? this.uai : null, person ? this.person : null, this.since,
				this.until);
	}

	QueryLink link() {
		return on(QueryLink.to(PATH));
	}

	/** Another page for the same events. */
	QueryLink on(QueryLink link) {
		return link.with(FAMILY, this.families.stream().map(Family::code).toList())
			.with(ACADEMIE, this.academie)
			.with(DEPARTEMENT, this.departement)
			.with(AUTHOR, this.author)
			.with(SCHOOL, this.uai)
			.with(PERSON, this.person)
			.with(SINCE, this.since)
			.with(UNTIL, this.until);
	}

	boolean admits(Kind kind, boolean team) {
		Source source = kind.source();
		Scope scope = source.scope;
		return (this.families.isEmpty() || this.families.contains(kind.family())) && (team || !source.teamOnly)
				&& answers(this.academie, scope.ofAcademie()) && answers(this.departement, scope.ofDepartement())
				&& answers(this.author, source.by) && answers(this.uai, scope.ofSchool())
				&& answers(this.person, scope.ofPerson());
	}

	private static boolean answers(@Nullable Object asked, @Nullable String condition) {
		return Objects.isNull(asked) || condition != null;
	}

}
