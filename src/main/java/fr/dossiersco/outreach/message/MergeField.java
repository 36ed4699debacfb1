package fr.dossiersco.outreach.message;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a message can say of its recipient, their school, the figures around it and its
 * sender. No civility: nobody noted one, and a given name doesn't tell.
 */
public enum MergeField {

	PRENOM("prenom", Group.PERSONNE), NOM("nom", Group.PERSONNE), NOM_COMPLET("nom.complet", Group.PERSONNE),
	FONCTION("fonction", Group.PERSONNE), ETABLISSEMENT("etablissement", Group.LIEU), VILLE("ville", Group.LIEU),
	DEPARTEMENT("departement", Group.LIEU), ACADEMIE("academie", Group.LIEU),
	INSCRITS_DEPARTEMENT("colleges.inscrits.departement", Group.CHIFFRES),
	INSCRITS_ACADEMIE("colleges.inscrits.academie", Group.CHIFFRES),
	UTILISATEURS_DEPARTEMENT("colleges.utilisateurs.departement", Group.CHIFFRES),
	UTILISATEURS_ACADEMIE("colleges.utilisateurs.academie", Group.CHIFFRES), EXPEDITEUR("expediteur", Group.EXPEDITEUR),
	EXPEDITEUR_COURRIEL("expediteur.courriel", Group.EXPEDITEUR), LIEN_SUIVI("lien.suivi", Group.EXPEDITEUR);

	private final String code;

	private final Group group;

	MergeField(String code, Group group) {
		this.code = code;
		this.group = group;
	}

	/** What stands between the braces, whatever its case, accents and spaces. */
	static Optional<MergeField> named(String name) {
		String folded = Normalizer.normalize(name, Normalizer.Form.NFD)
			.replaceAll("\\p{M}+", "")
			.replaceAll("[\\s\\u00A0\\u202F]+", "")
			.toLowerCase(Locale.ROOT);
		return Arrays.stream(values()).filter((field) -> field.code.equals(folded)).findFirst();
	}

	static List<MergeField> of(Group group) {
		return Arrays.stream(values()).filter((field) -> field.group == group).toList();
	}

	/** As it is written in a message. */
	public String written() {
		return "{{" + this.code + "}}";
	}

	public Group group() {
		return this.group;
	}

	/** Who or what fields tell of, in the order of the palette. */
	public enum Group {

		PERSONNE, LIEU, CHIFFRES, EXPEDITEUR;

		public List<MergeField> fields() {
			return MergeField.of(this);
		}

	}

}
