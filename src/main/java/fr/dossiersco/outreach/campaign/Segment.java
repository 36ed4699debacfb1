package fr.dossiersco.outreach.campaign;

import java.util.Optional;
import java.util.stream.Stream;

import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

/**
 * The list that a campaign is for, by its address.
 *
 * @param people whether it is one of people, else of schools
 * @param link the list from its first page
 */
record Segment(boolean people, QueryLink link) {

	static final String SCHOOLS = "/etablissements";

	static final String PEOPLE = "/contacts";

	/**
	 * Reads the address of a list, as someone may have typed it.
	 * @return empty when it is no list of schools or of people
	 */
	static Optional<Segment> read(@Nullable String source) {
		// Copied from the browser's own field, it begins with where the program is.
		String address = (source != null) ? source.strip().replaceFirst("^https?://[^/]+", "") : null;
		return Stream.of(SCHOOLS, PEOPLE)
			.flatMap((path) -> QueryLink.read(address, path)
				.map((link) -> new Segment(path.equals(PEOPLE), link.without("taille")))
				.stream())
			.findFirst();
	}

	public String address() {
		return this.link.toString();
	}

	/** Whether each of its people is a recipient, else each school. */
	boolean isOfPersons(Channel channel) {
		return this.people && channel.isOneByOne();
	}

}
