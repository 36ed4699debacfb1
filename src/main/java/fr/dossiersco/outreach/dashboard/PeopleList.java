package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.export.Column;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/** People, the last one added first, each with the post held now or the last one. */
abstract class PeopleList extends FigureList<PeopleList.Person> {

	PeopleList(JdbcClient jdbc) {
		super(jdbc, Person.class);
	}

	/** Which of the people called {@code c}. */
	abstract String people(Asked asked);

	@Override
	boolean isPersonal() {
		return true;
	}

	@Override
	List<ListCriterion> criteria() {
		return List.of();
	}

	@Override
	List<Column<Person>> columns() {
		return List.of(new Column<>("dashboard.export.contact", Person::name),
				Column.coded("contact.list.profile", "contact.profile.", Person::profile),
				new Column<>("dashboard.school", Person::place), new Column<>("dashboard.export.uai", Person::uai),
				new Column<>("dashboard.export.town", Person::town),
				new Column<>("dashboard.people.added", Person::addedOn),
				new Column<>("dashboard.people.by", Person::addedBy));
	}

	@Override
	String count(Asked asked) {
		return "select count(*) from contact c where " + people(asked);
	}

	@Override
	String select(Asked asked, String some) {
		return """
				select c.id, concat_ws(' ', c.given_name, c.family_name) as name, c.profile, p.uai,
					coalesce(s.name, g.name) as place, s.town, (c.created_at at time zone 'Europe/Paris')::date as added_on,
					a.name as added_by
				from (select * from contact c where
				"""
				+ people(asked) + " order by c.created_at desc, c.id desc" + some
				+ """
						) c
							join account a on a.id = c.created_by
							left join lateral (select * from post p where p.contact_id = c.id
								order by p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id limit 1) p on true
							left join establishment s on s.uai = p.uai
							left join organisation g on g.id = p.organisation_id
						order by c.created_at desc, c.id desc""";
	}

	/**
	 * @param place the school, or the organisation
	 */
	record Person(UUID id, String name, @Nullable String profile, @Nullable String uai, @Nullable String place,
			@Nullable String town, LocalDate addedOn, String addedBy) {
	}

}
