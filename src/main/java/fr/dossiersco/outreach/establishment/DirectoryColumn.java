package fr.dossiersco.outreach.establishment;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a data set says of a school, under each of the names that its headers have had.
 * Names are compared without accents, capitals and punctuation.
 */
enum DirectoryColumn {

	UAI(null, "identifiant_de_l_etablissement", "numero_uai", "code_etablissement"),

	NAME("name", "nom_etablissement", "appellation_officielle"),

	DENOMINATION(null, "denomination_principale"),

	PATRONYM(null, "patronyme_uai"),

	KIND("kind", "type_etablissement"),

	NATURE_CODE("nature_code", "code_nature", "nature_uai"),

	NATURE_LABEL("nature_label", "libelle_nature", "nature_uai_libe", "nature"),

	SECTOR("sector", "statut_public_prive", "secteur_public_prive_libe", "secteur_public_prive"),

	CONTRACT("contract", "type_contrat_prive", "secteur_prive_libelle_type_contrat"),

	ADDRESS("address", "adresse_1", "adresse_uai", "adresse"),

	ADDRESS_EXTRA("address_extra", "adresse_2", "lieu_dit_uai", "lieu_dit"),

	POST_BOX(null, "boite_postale_uai", "boite_postale"),

	POSTCODE("postcode", "code_postal", "code_postal_uai"),

	TOWN("town", "nom_commune", "libelle_commune", "commune"),

	TOWN_CODE("town_code", "code_commune"),

	DEPARTEMENT("departement", "code_departement"),

	ACADEMIE("academie", "code_academie"),

	PHONE("phone", "telephone"),

	EMAIL("email", "mail"),

	WEB("web", "web"),

	LATITUDE("latitude", "latitude"),

	LONGITUDE("longitude", "longitude"),

	POSITION(null, "position"),

	PRIORITY_EDUCATION("priority_education", "appartenance_education_prioritaire"),

	PUPILS("pupils", "nombre_d_eleves"),

	SIRET("siret", "siren_siret"),

	MINISTRY("ministry", "ministere_tutelle", "libelle_ministere"),

	OPENED_ON("opened_on", "date_ouverture"),

	/** The label comes first: the technical header has a code under the bare name. */
	STATE("state", "etat", "etat_etablissement_libe", "etat_etablissement"),

	UPDATED_ON(null, "date_maj_ligne");

	private final @Nullable String key;

	private final List<String> names;

	DirectoryColumn(@Nullable String key, String... names) {
		this.key = key;
		this.names = List.of(names);
	}

	/** The column of {@code establishment} that it alone gives, if there is one. */
	@Nullable String key() {
		return this.key;
	}

	List<String> names() {
		return this.names;
	}

}
