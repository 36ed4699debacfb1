package fr.dossiersco.outreach.request;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.PersonFinder;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The schools and the people that a request may be about: those of one's own territory.
 * The directory is open to all, so schools are narrowed here; people, by the row
 * policies.
 */
@Component
class Subjects {

	/** How many of each a search proposes. */
	private static final int FEW = 6;

	private static final String SCHOOL = """
			select e.uai, null::uuid as contact, e.academie, e.name, null as place, e.town from establishment e
			where (:all or e.academie = any (:academies::text[]))
			""";

	private static final String PERSON = """
			select distinct on (c.id) p.uai, c.id as contact, p.academie, concat_ws(' ', c.given_name, c.family_name) as name,
				coalesce(e.name, g.name) as place, e.town
			from contact c join post p on p.contact_id = c.id
				left join establishment e on e.uai = p.uai left join organisation g on g.id = p.organisation_id
			where c.id = any (:people::text[]::uuid[]) and (:all or p.academie is null or p.academie = any (:academies::text[]))
			order by c.id, p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id
			""";

	private final PersonFinder people;

	private final JdbcClient jdbc;

	Subjects(PersonFinder people, JdbcClient jdbc) {
		this.people = people;
		this.jdbc = jdbc;
	}

	/** What a form names, empty for nothing and for what lies outside the territory. */
	Optional<Subject> find(@Nullable String key, CurrentAccount me) {
		if (key == null) {
			return Optional.empty();
		}
		UUID person = QueryValue.id(key);
		if (person != null) {
			return people(List.of(person), me).stream().findFirst();
		}
		return Uai.parse(key).flatMap((uai) -> school(uai, me));
	}

	/** What words may mean: a school by its UAI, else schools, then people. */
	List<Subject> meant(String typed, CurrentAccount me) {
		Optional<Subject> school = Uai.parse(typed).flatMap((uai) -> school(uai, me));
		return school.isPresent() ? List.of(school.get())
				: Stream.concat(schools(typed, me).stream(), peopleMeant(typed, me).stream()).toList();
	}

	private Optional<Subject> school(Uai uai, CurrentAccount me) {
		return asked(SCHOOL + "and e.uai = :uai", me).param("uai", uai.value()).query(Subject.class).optional();
	}

	private List<Subject> schools(String typed, CurrentAccount me) {
		String[] words = Arrays.stream(typed.split("[^\\p{L}\\p{N}]+"))
			.filter((word) -> !word.isEmpty())
			.limit(8)
			.toArray(String[]::new);
		return (words.length == 0) ? List.of() : asked(
				SCHOOL + """
						and e.state <> 'FERME' and e.search like all (select '%' || rtrim(words(w)) || '%' from unnest(:words::text[]) w)
						order by e.kind <> 'COLLEGE', length(e.name), e.name collate french, e.uai limit :few""",
				me)
			.param("words", words)
			.param("few", FEW)
			.query(Subject.class)
			.list();
	}

	private List<Subject> peopleMeant(String typed, CurrentAccount me) {
		List<UUID> found = this.people.nearest(typed, FEW, me);
		return people(found, me).stream()
			.sorted(Comparator.comparing((person) -> found.indexOf(person.contact())))
			.toList();
	}

	private List<Subject> people(List<UUID> ids, CurrentAccount me) {
		return ids.isEmpty() ? List.of()
				: asked(PERSON, me).param("people", ids.stream().map(UUID::toString).toArray(String[]::new))
					.query(Subject.class)
					.list();
	}

	private JdbcClient.StatementSpec asked(String sql, CurrentAccount me) {
		return this.jdbc.sql(sql).param("all", me.isTeam()).param("academies", me.academies().toArray(String[]::new));
	}

}
