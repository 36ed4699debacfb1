package fr.dossiersco.outreach.trail;

import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What is asked of the trail, as its query string says it; whatever makes no sense there
 * is left aside.
 *
 * @param contact whom it is about
 * @param account who did it, or what was decided of that account
 * @param kind null for writes and readings
 * @param since the first day, in Paris
 * @param until the last day, in Paris
 */
record TrailFilter(@Nullable UUID contact, @Nullable UUID account, @Nullable Kind kind, @Nullable LocalDate since,
		@Nullable LocalDate until) {

	static final String PATH = "/traces";

	static final String CONTACT = "contact";

	static final String ACCOUNT = "compte";

	static final String KIND = "genre";

	static final String SINCE = "depuis";

	static final String UNTIL = "jusque";

	/** What is kept in mind. */
	enum Kind {

		ECRITURES, CONSULTATIONS

	}

	static TrailFilter of(MultiValueMap<String, String> query) {
		return new TrailFilter(QueryValue.id(query.getFirst(CONTACT)), QueryValue.id(query.getFirst(ACCOUNT)),
				QueryValue.constant(Kind.class, query.getFirst(KIND)), QueryValue.day(query.getFirst(SINCE)),
				QueryValue.day(query.getFirst(UNTIL)));
	}

	/** Whether the period ends before it begins. */
	boolean isReversed() {
		return this.since != null && this.until != null && this.until.isBefore(this.since);
	}

	public boolean narrows() {
		return this.contact != null || isTyped();
	}

	/** Whether one of the fields of the form says something. */
	public boolean isTyped() {
		return this.account != null || this.kind != null || this.since != null || this.until != null;
	}

	boolean admits(Kind asked) {
		return this.kind == null || this.kind == asked;
	}

	QueryLink link() {
		return QueryLink.to(PATH)
			.with(CONTACT, this.contact)
			.with(ACCOUNT, this.account)
			.with(KIND, this.kind)
			.with(SINCE, this.since)
			.with(UNTIL, this.until);
	}

}
