package fr.dossiersco.outreach.journal;

import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Reads what is asked of the journal, and tells it. */
@Component
class JournalFilters {

	private static final int MOST_AUTHORS = 200;

	private final JdbcClient jdbc;

	private final Territory territory;

	private final JournalWording wording;

	/**
	 * An ambassador knows the team, and those who logged something where they see it: who
	 * serves the other académies is none of their business.
	 */
	private static final String KNOWN = "(current_user = 'outreach_team' or a.role <> 'AMBASSADOR' "
			+ "or a.id = outreach_account() or exists (select from interaction i where i.author = a.id))";

	JournalFilters(JdbcClient jdbc, Territory territory, JournalWording wording) {
		this.jdbc = jdbc;
		this.territory = territory;
		this.wording = wording;
	}

	/**
	 * Reads a query string for whoever is acting; what they may not see is as unknown as
	 * what doesn't exist.
	 */
	Asked read(MultiValueMap<String, String> query) {
		JournalFilter typed = JournalFilter.of(query);
		Names names = names(typed);
		JournalFilter filter = typed.keeping(
				typed.academie() != null && this.territory.academie(typed.academie()) != null,
				typed.departement() != null && this.territory.departement(typed.departement()) != null,
				names.author() != null, names.school() != null, names.person() != null);
		return new Asked(filter, names.author(), tags(filter, names));
	}

	/**
	 * Whose events can be asked for: the first ones by name, and the one asked for.
	 */
	List<Choice> authors(Asked asked) {
		List<Choice> authors = new ArrayList<>(this.jdbc
			.sql("select a.id::text as value, a.name as text from account a where " + KNOWN
					+ " order by a.name collate french, a.id limit ?")
			.param(MOST_AUTHORS)
			.query(Choice.class)
			.list());
		UUID author = asked.filter().author();
		if (author != null && asked.author() != null
				&& authors.stream().noneMatch((choice) -> choice.value().equals(author.toString()))) {
			authors.addFirst(new Choice(author.toString(), asked.author()));
		}
		return authors;
	}

	List<Choice> academies() {
		return this.territory.academies()
			.stream()
			.map((academie) -> new Choice(academie.code(), academie.name()))
			.toList();
	}

	List<Choice> departements() {
		return this.territory.departements()
			.stream()
			.map((departement) -> new Choice(departement.code(), name(departement)))
			.toList();
	}

	private Names names(JournalFilter filter) {
		if (filter.author() == null && filter.uai() == null && filter.person() == null) {
			return Names.NONE;
		}
		return this.jdbc
			.sql("""
					select (select a.name from account a where a.id = cast(:author as uuid) and %s) as author,
						(select concat(e.name, ' (', e.uai, ')') from establishment e where e.uai = :uai) as school,
						(select concat_ws(' ', c.given_name, c.family_name) from contact c where c.id = cast(:person as uuid))
							as person"""
				.formatted(KNOWN))
			.param("author", filter.author(), Types.OTHER)
			.param("uai", filter.uai(), Types.VARCHAR)
			.param("person", filter.person(), Types.OTHER)
			.query(Names.class)
			.single();
	}

	private List<Tag> tags(JournalFilter filter, Names names) {
		QueryLink link = filter.link();
		List<Tag> tags = new ArrayList<>();
		for (Family family : filter.families()) {
			tags.add(new Tag(this.wording.text("journal.family." + family.code()),
					link.without(JournalFilter.FAMILY, family.code()).toString()));
		}
		Academie academie = (filter.academie() != null) ? this.territory.academie(filter.academie()) : null;
		Departement departement = (filter.departement() != null) ? this.territory.departement(filter.departement())
				: null;
		add(tags, JournalFilter.ACADEMIE, (academie != null) ? academie.name() : null, link);
		add(tags, JournalFilter.DEPARTEMENT, (departement != null) ? name(departement) : null, link);
		add(tags, JournalFilter.AUTHOR, names.author(), link);
		add(tags, JournalFilter.SCHOOL, names.school(), link);
		add(tags, JournalFilter.PERSON, names.person(), link);
		addDay(tags, JournalFilter.SINCE, filter.since(), link);
		addDay(tags, JournalFilter.UNTIL, filter.until(), link);
		return tags;
	}

	private void add(List<Tag> tags, String parameter, @Nullable String name, QueryLink link) {
		if (name != null) {
			String label = this.wording.text("journal.tag." + parameter);
			tags.add(new Tag(this.wording.text("journal.tag", label, name), link.without(parameter).toString()));
		}
	}

	private void addDay(List<Tag> tags, String parameter, @Nullable LocalDate day, QueryLink link) {
		if (day != null) {
			tags.add(new Tag(this.wording.text("journal.tag." + parameter, JournalWording.day(day)),
					link.without(parameter).toString()));
		}
	}

	private String name(Departement departement) {
		return this.wording.text("journal.departementOf", departement.name(), departement.inseeCode());
	}

	/**
	 * @param author the name of whose events are asked for
	 * @param tags each criterion in force
	 */
	record Asked(JournalFilter filter, @Nullable String author, List<Tag> tags) {
	}

	/** A criterion in force, and the journal without it. */
	record Tag(String label, String link) {
	}

	/** A value that a filter may have. */
	record Choice(String value, String text) {
	}

	private record Names(@Nullable String author, @Nullable String school, @Nullable String person) {

		static final Names NONE = new Names(null, null, null);

	}

}
