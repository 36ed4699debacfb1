package fr.dossiersco.outreach.establishment;

import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.dossiersco.outreach.establishment.EstablishmentFacet.Choice;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.web.QueryLink;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The schools that a page is about, by criteria of the list of schools.
 *
 * @param criteria what is asked, by the name of its parameter
 * @param fields what may be asked, as a form shows it
 * @param tags what is asked, as a person reads it
 * @param joins what the conditions need, after a table of schools called {@code e}
 * @param conditions the SQL conditions, at least one: closed schools count only when they
 * are asked for
 */
public record SchoolScope(Map<String, String> criteria, List<Field> fields, List<Tag> tags, String joins,
		String conditions) {

	private static final String ACADEMIE = "academie";

	/** Binds the values of the conditions. */
	public JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
		return statement.params(this.criteria);
	}

	/** A page about these schools. */
	public QueryLink link(String path) {
		QueryLink link = QueryLink.to(path);
		for (Map.Entry<String, String> criterion : this.criteria.entrySet()) {
			link = link.with(criterion.getKey(), criterion.getValue());
		}
		return link;
	}

	/** The list of these schools. */
	public QueryLink list() {
		return link(EstablishmentFilter.PATH);
	}

	/**
	 * A condition on rows that may be about a school and say of which académie they are.
	 * Nothing asked, or an académie only, keeps those about no school and about schools
	 * that closed since: what was done there was done.
	 * @param alias of a table with the columns {@code uai} and {@code academie}
	 */
	public String rowsOf(String alias) {
		String academie = this.criteria.containsKey(ACADEMIE) ? alias + ".academie = :" + ACADEMIE : "true";
		return isOfPlacesOnly() ? academie : academie + " and exists (select from establishment e " + this.joins
				+ " where e.uai = " + alias + ".uai and " + this.conditions + ")";
	}

	/**
	 * A condition on people: those who hold or held a post in these schools, and anybody
	 * of the académie when only an académie is asked.
	 * @param alias of the table of people
	 */
	public String peopleOf(String alias) {
		String academie = this.criteria.containsKey(ACADEMIE) ? alias + ".academies && array[:" + ACADEMIE + "]::text[]"
				: "true";
		return isOfPlacesOnly() ? academie
				: academie + " and exists (select from post held join establishment e on e.uai = held.uai " + this.joins
						+ " where held.contact_id = " + alias + ".id and " + this.conditions + ")";
	}

	private boolean isOfPlacesOnly() {
		return Set.of(ACADEMIE).containsAll(this.criteria.keySet());
	}

	/** What is asked, for the head of a file. */
	public List<ListExport.Filter> filters() {
		return this.tags.stream().map((tag) -> new ListExport.Filter(tag.name(), tag.value())).toList();
	}

	/** Whether something is asked. */
	public boolean isNarrowed() {
		return !this.criteria.isEmpty();
	}

	/**
	 * What is asked, each with the page without it.
	 * @param page the page with all that is asked
	 */
	public List<Removal> removals(QueryLink page) {
		return this.tags.stream()
			.map((tag) -> new Removal(tag.label(), page.without(tag.parameter()).toString()))
			.toList();
	}

	/**
	 * A criterion as a form shows it.
	 *
	 * @param label the message key of its name
	 * @param choices empty when anything may be typed
	 * @param value what is asked, empty when nothing is
	 */
	public record Field(String name, String label, List<Choice> choices, String value) {

		public boolean isTyped() {
			return this.choices.isEmpty();
		}

	}

	/**
	 * A criterion in force, as a person reads it.
	 *
	 * @param name the message key of its name
	 * @param label its name and its value
	 */
	public record Tag(String parameter, String name, String value, String label) {
	}

	/** A criterion in force, and the page without it. */
	public record Removal(String label, String link) {
	}

}
