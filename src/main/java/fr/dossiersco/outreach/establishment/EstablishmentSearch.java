package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.establishment.EstablishmentQuery.Key;
import fr.dossiersco.outreach.establishment.EstablishmentQuery.Order;

/**
 * What a search by words asks of the database: first to the letter, then forgiving one
 * typing error in each word, then whatever comes closest.
 */
final class EstablishmentSearch {

	/**
	 * To be run in the same transaction: how alike a lone word and a school's must be.
	 */
	static final String LENIENCE = "select set_config('pg_trgm.word_similarity_threshold', '0.35', true)";

	private static final String KIND_RANK = Arrays.stream(EstablishmentKind.values())
		.map((kind) -> "when '" + kind.name() + "' then " + kind.ordinal())
		.collect(Collectors.joining(" ", "case e.kind ", " end"));

	/** The searched text, out of reach of its index. */
	private static final String UNINDEXED = "(e.search || '')";

	private final SearchWords words;

	EstablishmentSearch(SearchWords words) {
		this.words = words;
	}

	/**
	 * Narrows to the schools that answer so closely.
	 * @return false when that closeness makes no sense for these words
	 */
	boolean restrict(EstablishmentQuery query, Closeness closeness) {
		List<String> telling = this.words.telling();
		switch (closeness) {
			case EXACT -> {
				for (int i = 0; i < telling.size(); i++) {
					query.where("e.search like " + query.bind("prefix" + i, SearchWords.prefix(telling.get(i))));
				}
			}
			case NEAR -> near(query);
			case CLOSEST -> {
				if (telling.size() > 1) {
					allButOneNear(query);
				}
				else if (Character.isLetter(telling.getFirst().charAt(0))) {
					query.where("e.search %> " + query.bind("word0", telling.getFirst()));
				}
				else {
					return false;
				}
			}
		}
		return true;
	}

	/**
	 * Every word, give or take a typing error. Only the longest one goes through the
	 * index: given two lists of patterns, PostgreSQL would search for each pair of them.
	 */
	private void near(EstablishmentQuery query) {
		List<String> longestFirst = this.words.longestFirst();
		for (int i = 0; i < longestFirst.size(); i++) {
			String patterns = query.bind("near" + i, SearchWords.patternsNear(longestFirst.get(i)));
			query.where(((i == 0) ? "e.search" : UNINDEXED) + " like any (" + patterns + ")");
		}
	}

	/** Whatever misses one word at most has one of any two: the longest ones. */
	private void allButOneNear(EstablishmentQuery query) {
		List<String> longestFirst = this.words.longestFirst();
		List<String> found = new ArrayList<>();
		for (int i = 0; i < longestFirst.size(); i++) {
			String patterns = query.bind("near" + i, SearchWords.patternsNear(longestFirst.get(i)));
			found.add("case when " + UNINDEXED + " like any (" + patterns + ") then 1 else 0 end");
		}
		query.where("e.search like any (:near0) or e.search like any (:near1)");
		if (found.size() > 2) {
			query.where(String.join(" + ", found) + " >= " + (found.size() - 1));
		}
	}

	/** Binds what the order of relevance speaks of. */
	void rank(EstablishmentQuery query) {
		for (int i = 0; i < this.words.all().size(); i++) {
			query.bind("whole" + i, SearchWords.whole(this.words.all().get(i)));
		}
		for (int i = 0; i < this.words.pairs().size(); i++) {
			query.bind("pair" + i, SearchWords.whole(this.words.pairs().get(i)));
		}
		for (int i = 0; i < this.words.telling().size(); i++) {
			query.bind("word" + i, this.words.telling().get(i));
		}
	}

	/**
	 * Whole words first, those that tell most counting most, then words side by side as
	 * typed; at equal rank open schools, collèges, and the shortest name, which is the
	 * one that says least besides.
	 */
	Order relevance(Closeness closeness) {
		List<String> points = new ArrayList<>();
		for (int i = 0; i < this.words.all().size(); i++) {
			int weight = this.words.telling().contains(this.words.all().get(i)) ? 4 : 1;
			points.add("case when e.search like :whole" + i + " then " + weight + " else 0 end");
		}
		for (int i = 0; i < this.words.pairs().size(); i++) {
			points.add("case when e.search like :pair" + i + " then 2 else 0 end");
		}
		if (this.words.kind() != null) {
			points.add("case when e.kind = '" + this.words.kind().name() + "' then 3 else 0 end");
		}
		if (closeness == Closeness.CLOSEST) {
			for (int i = 0; i < this.words.telling().size(); i++) {
				points.add("4 * word_similarity(:word" + i + ", e.search)");
			}
		}
		return Order.of(List.of(new Key(String.join(" + ", points), true), new Key("e.state = 'FERME'", false),
				new Key(KIND_RANK, false), new Key("length(e.name)", false), new Key("e.name collate french", false)));
	}

	/** How well what was found answers the search. */
	enum Closeness {

		EXACT, NEAR, CLOSEST

	}

}
