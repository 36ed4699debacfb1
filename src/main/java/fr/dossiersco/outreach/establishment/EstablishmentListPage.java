package fr.dossiersco.outreach.establishment;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentFacet.Choice;
import fr.dossiersco.outreach.web.ListAction;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

/**
 * The list of schools.
 *
 * @param search what is searched for, empty when nothing is
 * @param fields what the list can be narrowed by
 * @param tags what it is narrowed by, each with the address of the list without it
 * @param shortcuts the lists most asked for
 * @param columns what higher floors say of each school
 * @param notice the message key of what must be known of the answer, null when it is
 * plain
 * @param actions what the team does with all the schools of the list
 * @param empty why there is nothing, null when there is something
 */
record EstablishmentListPage(String search, List<Field> fields, List<Link> tags, List<Link> shortcuts,
		List<Column> columns, List<EstablishmentRow> rows, @Nullable String notice, Pagination pagination,
		Sorting sorting, QueryLink link, List<ListAction> actions, @Nullable Empty empty) {

	/** Whether something narrows the list besides the words searched for. */
	public boolean narrowed() {
		return this.fields.stream().anyMatch((field) -> !field.value().isEmpty());
	}

	/**
	 * A criterion as the screen shows it.
	 *
	 * @param label the message key of its name
	 * @param value what is asked, empty when nothing is
	 */
	record Field(String name, String label, List<Choice> choices, String value) {

		public boolean isTyped() {
			return this.choices.isEmpty();
		}

	}

	/**
	 * Another list.
	 *
	 * @param current whether it is the one shown
	 */
	record Link(String label, String link, boolean current) {
	}

	/**
	 * A column of a higher floor.
	 *
	 * @param label the message key of its name
	 */
	record Column(String parameter, String label) {
	}

	/** Why the list is empty. */
	enum Empty {

		NO_SCHOOL, NO_RESULT

	}

}
