package fr.dossiersco.outreach.load;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;

/**
 * A directory of the nation's size, under the header of 2026: invented schools, the same at each run, each line as long
 * as a real one. The départements and académies are the real ones, as the import checks them.
 */
final class NationalFile {

	static final int ROWS = 70_000;

	private static final String HEADER = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;"
			+ "Adresse_1;Adresse_2;Adresse_3;Code_postal;Code_commune;Nom_commune;Code_departement;Code_academie;Code_region;"
			+ "Ecole_maternelle;Ecole_elementaire;Voie_generale;Voie_technologique;Voie_professionnelle;Telephone;Fax;Web;Mail;"
			+ "Restauration;Hebergement;ULIS;Apprentissage;Segpa;Section_arts;Section_cinema;Section_theatre;Section_sport;"
			+ "Section_internationale;Section_europeenne;Lycee_Agricole;Lycee_militaire;Lycee_des_metiers;Post_BAC;"
			+ "Appartenance_Education_Prioritaire;GRETA;SIREN_SIRET;Fiche_onisep;position;Type_contrat_prive;Libelle_departement;"
			+ "Libelle_academie;Libelle_region;coordX_origine;coordY_origine;epsg_origine;nom_circonscription;latitude;longitude;"
			+ "precision_localisation;date_ouverture;date_maj_ligne;etat;ministere_tutelle;multi_uai;rpi_concentre;rpi_disperse;"
			+ "code_nature;libelle_nature;Code_type_contrat_prive;PIAL;etablissement_mere;type_rattachement_etablissement_mere;"
			+ "code_circonscription;code_zone_animation_pedagogique;libelle_zone_animation_pedagogique;code_bassin_formation;"
			+ "libelle_bassin_formation";

	private static final List<String> NAMES = List.of("Jean Exemple", "Louise Fictif", "Victor Modèle", "Simone Gabarit",
			"Émile Ébauche", "Rosa Croquis", "Aimé Maquette");

	private NationalFile() {
	}

	/** @param places a département's code, then its académie's */
	static Path write(Path file, List<String[]> places) throws IOException {
		List<String> columns = List.of(HEADER.split(";"));
		try (Writer out = Files.newBufferedWriter(file); CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(out)) {
			csv.writeRecord(columns);
			for (int n = 0; n < ROWS; n++) {
				int number = n;
				String[] place = places.get((n * 7) % places.size());
				csv.writeRecord(columns.stream().map((column) -> value(column, number, place)).toList());
			}
		}
		return file;
	}

	private static String value(String column, int n, String[] place) {
		boolean college = n % 9 == 0;
		int number = 1_000_000 + n * 7;
		return switch (column) {
			case "Identifiant_de_l_etablissement" -> number + "" + "ABCDEFGHJKLMNPRSTUVWXYZ".charAt(number % 23);
			case "Nom_etablissement" -> (college ? "Collège " : "École élémentaire ") + NAMES.get(n % NAMES.size()) + " " + n;
			case "Type_etablissement" -> college ? "Collège" : "Ecole";
			case "Statut_public_prive" -> (n % 6 == 0) ? "Privé" : "Public";
			case "Adresse_1" -> (1 + n % 120) + " rue de l’Invention";
			case "Adresse_3" -> "COMMUNE FICTIVE " + n % 9_000;
			case "Code_postal" -> "%05d".formatted(1_000 + n % 94_000);
			case "Code_commune" -> "%05d".formatted(1_001 + n % 93_000);
			case "Nom_commune" -> "Commune-Fictive-" + n % 9_000;
			case "Code_departement" -> place[0];
			case "Code_academie" -> place[1];
			case "Telephone", "Fax" -> "01 99 00 %02d %02d".formatted(n / 100 % 100, n % 100);
			case "Web" -> "https://ecole-" + n + ".example";
			case "Mail" -> "ce." + number + "@academie.example";
			case "Fiche_onisep" -> "https://fiches.example/redirection/etablissement/" + n;
			case "position" -> latitude(n) + ", " + longitude(n);
			case "latitude" -> latitude(n);
			case "longitude" -> longitude(n);
			case "Type_contrat_prive" -> (n % 6 == 0) ? "CONTRAT D'ASSOCIATION TOUTES CLASSES" : "SANS OBJET";
			case "coordX_origine" -> (500_000 + n) + ".8";
			case "coordY_origine" -> (6_200_000 + n) + ".0";
			case "epsg_origine" -> "EPSG:2154";
			case "precision_localisation" -> "Numéro de rue";
			case "date_ouverture" -> "%d-09-01".formatted(1950 + n % 70);
			case "date_maj_ligne" -> "2025-09-01";
			case "etat" -> "OUVERT";
			case "ministere_tutelle" -> "MINISTERE DE L'EDUCATION NATIONALE";
			case "code_nature" -> college ? "340" : "151";
			case "libelle_nature" -> college ? "COLLEGE" : "ECOLE DE NIVEAU ELEMENTAIRE";
			case "Libelle_departement", "Libelle_academie", "Libelle_region", "libelle_bassin_formation",
					"libelle_zone_animation_pedagogique" ->
				"Un libellé";
			default -> column.startsWith("Code_") || column.startsWith("code_") ? "" : "0";
		};
	}

	private static String latitude(int n) {
		return (43 + n % 6_000 / 1_000.0) + "90029028824";
	}

	private static String longitude(int n) {
		return (1 + n % 4_000 / 1_000.0) + "20397950041";
	}

}
