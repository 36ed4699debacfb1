package fr.dossiersco.outreach.establishment;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.establishment.DirectoryRefusedException.Refusal;

import static fr.dossiersco.outreach.establishment.DirectoryColumn.DEPARTEMENT;
import static fr.dossiersco.outreach.establishment.DirectoryColumn.KIND;
import static fr.dossiersco.outreach.establishment.DirectoryColumn.NAME;
import static fr.dossiersco.outreach.establishment.DirectoryColumn.NATURE_CODE;
import static fr.dossiersco.outreach.establishment.DirectoryColumn.SECTOR;
import static fr.dossiersco.outreach.establishment.DirectoryColumn.TOWN;
import static fr.dossiersco.outreach.establishment.DirectoryColumn.UAI;

/**
 * The first line of a file, understood by the names of its columns, whatever their order.
 *
 * @param size how many columns there are, understood or not
 */
record DirectoryHeader(Dataset dataset, Form form, int size, Map<DirectoryColumn, Integer> positions) {

	/** What every file must have, under the name that its data set gives it today. */
	private static final Map<Dataset, Map<DirectoryColumn, String>> MANDATORY = Map.of(Dataset.ANNUAIRE,
			Map.of(UAI, "Identifiant_de_l_etablissement", NAME, "Nom_etablissement", KIND, "Type_etablissement", SECTOR,
					"Statut_public_prive", TOWN, "Nom_commune", DEPARTEMENT, "Code_departement"),
			Dataset.GEOLOCALISATION,
			Map.of(UAI, "numero_uai", NAME, "appellation_officielle", NATURE_CODE, "nature_uai", SECTOR,
					"secteur_public_prive_libe", TOWN, "libelle_commune", DEPARTEMENT, "code_departement"));

	private static final Set<String> ONLY_IN_ANNUAIRE = Set.of("identifiant_de_l_etablissement", "nom_etablissement",
			"type_etablissement", "statut_public_prive", "nom_commune", "ministere_tutelle", "multi_uai");

	private static final Set<String> ONLY_IN_GEOLOCALISATION = Set.of("numero_uai", "code_etablissement",
			"appellation_officielle", "denomination_principale", "patronyme_uai", "nature_uai", "appariement",
			"qualite_d_appariement", "localisation", "libelle_commune");

	/** Refuses a header that lacks a column that we can't do without. */
	static DirectoryHeader of(List<String> titles) {
		Map<String, Integer> byName = new HashMap<>();
		for (int i = 0; i < titles.size(); i++) {
			byName.putIfAbsent(normalize(titles.get(i)), i);
		}
		Dataset dataset = dataset(byName.keySet());
		Map<DirectoryColumn, Integer> positions = new EnumMap<>(DirectoryColumn.class);
		for (DirectoryColumn column : DirectoryColumn.values()) {
			column.names()
				.stream()
				.filter(byName::containsKey)
				.findFirst()
				.ifPresent((name) -> positions.put(column, byName.get(name)));
		}
		String missing = Objects.requireNonNull(MANDATORY.get(dataset))
			.entrySet()
			.stream()
			.filter((column) -> !positions.containsKey(column.getKey()))
			.sorted(Map.Entry.comparingByKey())
			.map(Map.Entry::getValue)
			.collect(Collectors.joining(", "));
		if (!missing.isEmpty()) {
			throw new DirectoryRefusedException(Refusal.MISSING_COLUMNS, missing);
		}
		return new DirectoryHeader(dataset, form(dataset, titles, byName.keySet()), titles.size(), positions);
	}

	boolean has(DirectoryColumn column) {
		return this.positions.containsKey(column);
	}

	/** The columns of {@code establishment} of which this file can say nothing. */
	Set<String> lacking() {
		Set<String> lacking = new TreeSet<>();
		for (DirectoryColumn column : DirectoryColumn.values()) {
			String key = column.key();
			if (key != null && !has(column)) {
				lacking.add(key);
			}
		}
		if (has(NATURE_CODE)) {
			lacking.remove("kind");
		}
		if (has(DirectoryColumn.POSITION)) {
			lacking.removeAll(Set.of("latitude", "longitude"));
		}
		if (has(DirectoryColumn.POST_BOX)) {
			lacking.remove("address_extra");
		}
		lacking.removeAll(Set.of("academie", "state"));
		return lacking;
	}

	private static Dataset dataset(Set<String> names) {
		long annuaire = names.stream().filter(ONLY_IN_ANNUAIRE::contains).count();
		long geolocalisation = names.stream().filter(ONLY_IN_GEOLOCALISATION::contains).count();
		if (annuaire + geolocalisation < 2) {
			throw new DirectoryRefusedException(Refusal.NOT_A_DIRECTORY);
		}
		return (annuaire >= geolocalisation) ? Dataset.ANNUAIRE : Dataset.GEOLOCALISATION;
	}

	private static Form form(Dataset dataset, List<String> titles, Set<String> names) {
		if (dataset == Dataset.GEOLOCALISATION) {
			return names.contains("numero_uai") ? Form.GEOLOCALISATION_TECHNIQUE : Form.GEOLOCALISATION_LIBELLES;
		}
		if (titles.stream().allMatch((title) -> title.equals(title.toLowerCase(Locale.ROOT)))) {
			return Form.ANNUAIRE_API;
		}
		if (names.contains("coordonnee_x") || names.contains("etablissement_multi_lignes")) {
			return Form.ANNUAIRE_2023;
		}
		return names.contains("nombre_d_eleves") ? Form.ANNUAIRE_2024 : Form.ANNUAIRE_2026;
	}

	private static String normalize(String title) {
		String folded = Normalizer.normalize(title, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
		return folded.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
	}

	/** The headers met so far, each recognised by what only it has. */
	enum Form {

		ANNUAIRE_2023, ANNUAIRE_2024, ANNUAIRE_2026, ANNUAIRE_API, GEOLOCALISATION_TECHNIQUE, GEOLOCALISATION_LIBELLES

	}

}
