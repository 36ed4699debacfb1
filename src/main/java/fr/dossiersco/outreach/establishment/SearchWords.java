package fr.dossiersco.outreach.establishment;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The words of a search, as the column {@code search} spells them: no accent, no capital,
 * no elision.
 *
 * @param all every word, in the order typed
 * @param telling those that a school must have, such as its name or its town
 * @param kind the kind that a word names, a preference only
 */
record SearchWords(List<String> all, List<String> telling, @Nullable EstablishmentKind kind) {

	private static final int LIMIT = 8;

	/** Up to here, a wrong letter makes another word rather than a misspelt one. */
	private static final int SHORT = 3;

	/** Beyond, nobody meant one word. */
	private static final int LONG = 24;

	private static final Map<String, EstablishmentKind> KINDS = Map.of("college", EstablishmentKind.COLLEGE, "colleges",
			EstablishmentKind.COLLEGE, "clg", EstablishmentKind.COLLEGE, "lycee", EstablishmentKind.LYCEE, "lycees",
			EstablishmentKind.LYCEE, "ecole", EstablishmentKind.ECOLE, "ecoles", EstablishmentKind.ECOLE, "erea",
			EstablishmentKind.EREA);

	private static final Set<String> COMMON = Set.of("etablissement", "maternelle", "maternelles", "elementaire",
			"elementaires", "primaire", "primaires", "prive", "prives", "privee", "privees", "public", "publics",
			"publique", "publiques", "general", "professionnel", "a", "au", "aux", "d", "de", "des", "du", "en", "et",
			"l", "la", "le", "les", "sous", "sur");

	static SearchWords of(String typed) {
		List<String> all = Arrays.stream(folded(typed).split("[^a-z0-9]+"))
			.filter((word) -> !word.isEmpty())
			.map((word) -> switch (word) {
				case "st" -> "saint";
				case "ste" -> "sainte";
				default -> word;
			})
			.distinct()
			.limit(LIMIT)
			.toList();
		EstablishmentKind kind = all.stream().map(KINDS::get).filter((named) -> named != null).findFirst().orElse(null);
		List<String> telling = all.stream()
			.filter((word) -> word.length() > 1 && !COMMON.contains(word) && !KINDS.containsKey(word))
			.toList();
		if (telling.isEmpty()) {
			telling = all.stream().filter((word) -> word.length() > SHORT && !KINDS.containsKey(word)).toList();
		}
		return new SearchWords(all, telling, kind);
	}

	private static String folded(String typed) {
		String plain = Normalizer.normalize(typed.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD)
			.replaceAll("\\p{M}", "");
		return plain.replace("œ", "oe").replace("æ", "ae");
	}

	/**
	 * The patterns of a word as typed or with one letter wrong, missing, in excess, or
	 * two exchanged. The trigram index finds some forty of them in a few milliseconds,
	 * and unlike a similarity they mean the same for short words as for long ones.
	 */
	static String[] patternsNear(String word) {
		Set<String> patterns = new LinkedHashSet<>();
		patterns.add(prefix(word));
		if (isUai(word)) {
			// Its letter adds nothing to its digits, and is what gets misread.
			patterns.add(prefix(word.substring(0, word.length() - 1)));
		}
		else if (word.length() > SHORT && word.length() <= LONG && word.chars().allMatch(Character::isLetter)) {
			for (int i = 0; i < word.length(); i++) {
				String before = word.substring(0, i);
				String after = word.substring(i + 1);
				patterns.add(whole(before + "_" + after));
				patterns.add(whole(before + after));
				patterns.add(whole(before + "_" + word.substring(i)));
				if (!after.isEmpty()) {
					patterns.add(whole(before + after.charAt(0) + word.charAt(i) + after.substring(1)));
				}
			}
		}
		return patterns.toArray(String[]::new);
	}

	static String prefix(String word) {
		return "% " + word + "%";
	}

	static String whole(String word) {
		return "% " + word + " %";
	}

	/** Whether a word is a UAI, with its own letter or another. */
	static boolean isUai(String word) {
		return Uai.isShaped(word.toUpperCase(Locale.ROOT));
	}

	/** The telling words, those that narrow a search most first. */
	List<String> longestFirst() {
		return this.telling.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
	}

	/** Neighbours in what was typed, which are likelier neighbours in a name. */
	List<String> pairs() {
		List<String> pairs = new ArrayList<>();
		for (int i = 1; i < this.all.size(); i++) {
			pairs.add(this.all.get(i - 1) + " " + this.all.get(i));
		}
		return pairs;
	}

}
