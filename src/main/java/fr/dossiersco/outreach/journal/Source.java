package fr.dossiersco.outreach.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of one kind are written down, in SQL: built once for each kind, and
 * never changed afterwards.
 */
final class Source {

	private static final String ABSENT = "null";

	final String from;

	String id = "t.id";

	String at;

	/** Whether only the day of the event is known. */
	boolean daily;

	@Nullable String by;

	Scope scope = Scope.NOWHERE;

	/** Which rows tell such an event. */
	@Nullable String which;

	/** Which of them are told one by one where no school is asked for. */
	@Nullable String alone;

	/** Which of them an ambassador may read, where the database shows them more. */
	@Nullable String ofAmbassador;

	/** Whether an ambassador has no business there. */
	boolean teamOnly;

	/** Tells apart what is told by different sentences. */
	String variant = ABSENT;

	final List<Word> words = new ArrayList<>();

	/** What someone wrote about it. */
	String detail = ABSENT;

	/** Where it can be read in full. */
	@Nullable String path;

	String target = ABSENT;

	Predicate<CurrentAccount> reader = (account) -> true;

	private Source(String from, String at) {
		this.from = from;
		this.at = at;
	}

	/**
	 * @param from the table, with the alias t, and what is joined to each of its rows
	 * @param at when the event happened
	 */
	static Source of(String from, String at) {
		return new Source(from, at);
	}

	/** Of a day, which nobody wrote the hour of. */
	static Source daily(String from, String day) {
		Source source = new Source(from, day);
		source.daily = true;
		return source;
	}

	Source id(String sql) {
		this.id = sql;
		return this;
	}

	Source by(String sql) {
		this.by = sql;
		return this;
	}

	Source in(Scope where) {
		this.scope = where;
		return this;
	}

	Source which(String condition) {
		this.which = condition;
		return this;
	}

	/** What happened to many schools at once is told of each to who asks for it only. */
	Source alone(String condition) {
		this.alone = condition;
		return this;
	}

	Source teamOnly() {
		this.teamOnly = true;
		return this;
	}

	/** The database shows everyone all of them; the journal keeps to the territory. */
	Source ofAmbassador(String condition) {
		this.ofAmbassador = condition;
		return this;
	}

	Source variant(String sql) {
		this.variant = sql;
		return this;
	}

	Source words(Word... said) {
		this.words.addAll(List.of(said));
		return this;
	}

	Source detail(String sql) {
		this.detail = sql;
		return this;
	}

	Source readAt(String page, String sql) {
		this.path = page;
		this.target = sql;
		return this;
	}

	Source readBy(Predicate<CurrentAccount> whoever) {
		this.reader = whoever;
		return this;
	}

}
