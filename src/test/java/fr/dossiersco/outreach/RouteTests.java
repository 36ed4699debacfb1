package fr.dossiersco.outreach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Every route × every role. A route that this table does not know fails the build. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteTests {

	/** Who may take a route; the table says nothing of what they then find there. */
	private enum Audience {

		EVERYONE, SIGNED_IN, TEAM, COORDINATOR;

		boolean admits(@Nullable Role role) {
			return switch (this) {
				case EVERYONE -> true;
				case SIGNED_IN -> role != null;
				case TEAM -> role != null && role.isTeam();
				case COORDINATOR -> role == Role.COORDINATOR;
			};
		}

	}

	private static final Map<String, Audience> TABLE = new TreeMap<>();

	static {
		know(Audience.EVERYONE, "GET /connexion", "GET /accessibilite", "GET /mentions-legales",
				"GET /donnees-personnelles", "GET /plan-du-site", "GET /aide", "GET /affichage", "POST /affichage",
				"GET /error");
		know(Audience.SIGNED_IN, "GET /etablissements", "GET /etablissements/{uai}");
		know(Audience.TEAM, "GET /etablissements/{uai}/correction", "POST /etablissements/{uai}/correction",
				"POST /etablissements/{uai}/correction/{field}/retrait");
		know(Audience.SIGNED_IN, "GET /compte", "POST /compte/mot-de-passe", "GET /reprise", "POST /reprise/abandon",
				"GET /relances", "POST /relances/{id}/cloture", "POST /relances/{id}/reouverture",
				"GET /relances/{id}/report", "POST /relances/{id}/report", "GET /pipeline",
				"GET /etablissements/{uai}/etape", "POST /etablissements/{uai}/etape",
				"POST /etablissements/{uai}/etape/{move}/annulation", "GET /", "GET /echanges/nouveau",
				"POST /echanges", "GET /echanges/{id}", "POST /echanges/{id}/annulation", "POST /echanges/brouillon",
				"POST /echanges/brouillon/abandon", "GET /etablissements/{uai}/echanges", "GET /argumentaire");
		know(Audience.SIGNED_IN, "GET /tableau-de-bord/entonnoir", "GET /pipeline/a-relancer",
				"POST /pipeline/a-relancer/{uai}", "POST /pipeline/a-relancer/a-faire/{todo}");
		know(Audience.COORDINATOR, "POST /pipeline/a-relancer/revue",
				"POST /pipeline/a-relancer/revue/{id}/annulation");
		know(Audience.SIGNED_IN, "GET /toujours-en-poste", "POST /toujours-en-poste/{post}",
				"GET /toujours-en-poste/{post}/depart", "POST /toujours-en-poste/{post}/depart",
				"POST /toujours-en-poste/reponses/{id}/annulation");
		know(Audience.COORDINATOR, "GET /toujours-en-poste/reponses");
		know(Audience.SIGNED_IN, "GET /ambassadeurs", "GET /ambassadeurs/parcours",
				"GET /ambassadeurs/parcours/export.csv", "GET /ambassadeurs/parcours/export.xlsx",
				"GET /ambassadeurs/possibles", "GET /ambassadeurs/{id}", "POST /ambassadeurs/{id}/annulation",
				"POST /contacts/{id}/ambassade");
		know(Audience.TEAM, "POST /ambassadeurs/{id}/decisions",
				"POST /ambassadeurs/{id}/decisions/{decision}/annulation", "POST /ambassadeurs/{id}/accompagnement",
				"POST /ambassadeurs/{id}/point", "POST /ambassadeurs/{id}/etapes",
				"POST /ambassadeurs/{id}/etapes/{tick}/annulation", "POST /ambassadeurs/{id}/mercis",
				"POST /ambassadeurs/{id}/mercis/{thanks}/annulation");
		know(Audience.COORDINATOR, "GET /ambassadeurs/{id}/invitation", "POST /ambassadeurs/{id}/invitation",
				"POST /ambassadeurs/{id}/invitation/renvoi", "POST /ambassadeurs/{id}/compte",
				"POST /ambassadeurs/{id}/compte/retrait", "GET /ambassadeurs/etapes", "POST /ambassadeurs/etapes",
				"POST /ambassadeurs/etapes/{code}", "POST /ambassadeurs/etapes/{code}/rang",
				"POST /ambassadeurs/etapes/{code}/retrait", "POST /ambassadeurs/etapes/{code}/reprise");
		know(Audience.TEAM, "POST /pipeline/responsable", "POST /pipeline/responsable/{batch}/annulation");
		know(Audience.COORDINATOR, "GET /pipeline/etapes", "GET /pipeline/etapes/nouvelle", "POST /pipeline/etapes",
				"GET /pipeline/etapes/{code}/modifier", "POST /pipeline/etapes/{code}/modifier",
				"POST /pipeline/etapes/{code}/rang", "GET /pipeline/etapes/{code}/retrait",
				"POST /pipeline/etapes/{code}/retrait", "POST /pipeline/etapes/{code}/reprise");
		know(Audience.SIGNED_IN, "GET /etablissements/export.csv", "GET /etablissements/export.xlsx",
				"GET /contacts/export.csv", "GET /contacts/export.xlsx", "GET /relances/export.csv",
				"GET /relances/export.xlsx");
		know(Audience.SIGNED_IN, "GET /tableau-de-bord", "GET /tableau-de-bord/synthese",
				"GET /tableau-de-bord/synthese.pdf", "GET /tableau-de-bord/carte", "GET /tableau-de-bord/saison",
				"GET /tableau-de-bord/saison/dates");
		know(Audience.COORDINATOR, "POST /tableau-de-bord/saison/dates",
				"POST /tableau-de-bord/saison/dates/{batch}/retrait");
		for (String list : List.of("mouvements", "echanges", "joints", "nouveaux-contacts", "sans-telephone",
				"introductions", "saison-derniere")) {
			String address = "GET /tableau-de-bord/" + list;
			know(Audience.SIGNED_IN, address, address + "/export.csv", address + "/export.xlsx");
		}
		for (String format : List.of("csv", "xlsx")) {
			know(Audience.SIGNED_IN, "GET /pipeline/export." + format, "GET /pipeline/a-relancer/export." + format,
					"GET /journal/export." + format, "GET /introductions/export." + format,
					"GET /rendez-vous/export." + format, "GET /organisations/export." + format,
					"GET /tableau-de-bord/entonnoir/export." + format);
			know(Audience.SIGNED_IN, "GET /tableau-de-bord/carte/export." + format);
			know(Audience.TEAM, "GET /argumentaire/efficacite/export." + format,
					"GET /argumentaire/efficacite/echanges/export." + format, "GET /appels/campagnes/export." + format,
					"GET /appels/campagnes/{id}/export." + format);
			know(Audience.SIGNED_IN, "GET /kit/resultats/export." + format);
			know(Audience.COORDINATOR, "GET /courriels/export." + format,
					"GET /toujours-en-poste/reponses/export." + format);
		}
		know(Audience.COORDINATOR, "GET /exports", "GET /traces");
		know(Audience.TEAM, "POST /etablissements/{uai}/responsable", "GET /argumentaire/efficacite",
				"GET /argumentaire/efficacite/echanges");
		know(Audience.SIGNED_IN, "GET /contacts", "GET /contacts/nouveau", "POST /contacts", "GET /contacts/{id}",
				"GET /contacts/{id}/modifier", "POST /contacts/{id}/modifier", "GET /contacts/{id}/postes/nouveau",
				"POST /contacts/{id}/postes", "GET /contacts/{id}/postes/{post}/fin",
				"POST /contacts/{id}/postes/{post}/fin", "GET /contacts/{id}/postes/{post}/modifier",
				"POST /contacts/{id}/postes/{post}/modifier", "POST /contacts/{id}/postes/{post}/principal",
				"GET /contacts/{id}/opposition", "POST /contacts/{id}/opposition",
				"POST /contacts/{id}/opposition/levee", "POST /contacts/ressemblances", "GET /contacts/fiches.vcf",
				"GET /contacts/{id}/fiche.vcf", "GET /contacts/{id}/sieges/nouveau", "POST /contacts/{id}/sieges",
				"POST /contacts/{id}/sieges/{seat}/fin", "GET /organisations", "POST /organisations",
				"GET /organisations/nouvelle", "GET /organisations/{id}", "GET /organisations/{id}/modifier",
				"POST /organisations/{id}/modifier");
		know(Audience.SIGNED_IN, "GET /contacts/{id}/attitude", "POST /contacts/{id}/attitude");
		know(Audience.SIGNED_IN, "GET /messages", "GET /messages/{id}", "GET /messages/{id}/historique",
				"GET /messages/{id}/apercu", "POST /messages/{id}/apercu");
		know(Audience.TEAM, "GET /messages/nouveau", "POST /messages", "GET /messages/{id}/modifier",
				"POST /messages/{id}/modifier", "POST /messages/{id}/retrait", "POST /messages/{id}/reprise");
		know(Audience.SIGNED_IN, "GET /kit", "GET /kit/{id}", "GET /kit/{id}/texte", "POST /kit/{id}/texte",
				"POST /kit/{id}/texte/retrait", "POST /kit/{id}/texte/reprise", "POST /kit/{id}/lien",
				"GET /kit/{id}/qr.svg", "GET /kit/{id}/affiche", "GET /kit/resultats", "GET /kit/resultats/lignes");
		know(Audience.TEAM, "GET /etablissements/{uai}/venue", "POST /etablissements/{uai}/venue");
		know(Audience.EVERYONE, "GET /v/{code}");
		know(Audience.SIGNED_IN, "GET /argumentaire/experiences", "GET /argumentaire/moments",
				"GET /argumentaire/profils", "GET /argumentaire/profils/{profile}",
				"GET /argumentaire/profils/{profile}/versions", "GET /argumentaire/profils/{profile}/versions/{number}",
				"GET /argumentaire/arguments/{id}", "GET /argumentaire/objections/{id}");
		know(Audience.COORDINATOR, "GET /argumentaire/profils/{profile}/modifier",
				"POST /argumentaire/profils/{profile}/modifier",
				"POST /argumentaire/profils/{profile}/versions/{number}/retablissement",
				"GET /argumentaire/arguments/nouveau", "POST /argumentaire/arguments",
				"GET /argumentaire/arguments/{id}/modifier", "POST /argumentaire/arguments/{id}/modifier",
				"POST /argumentaire/arguments/{id}/rang", "POST /argumentaire/arguments/{id}/retrait",
				"POST /argumentaire/arguments/{id}/reprise", "GET /argumentaire/objections/nouvelle",
				"POST /argumentaire/objections", "GET /argumentaire/objections/{id}/modifier",
				"POST /argumentaire/objections/{id}/modifier", "POST /argumentaire/objections/{id}/rang",
				"GET /argumentaire/objections/{id}/fusion", "POST /argumentaire/objections/{id}/fusion",
				"POST /argumentaire/objections/{id}/separation", "GET /argumentaire/objections/{id}/reponses/nouvelle",
				"POST /argumentaire/objections/{id}/reponses",
				"GET /argumentaire/objections/{id}/reponses/{answer}/modifier",
				"POST /argumentaire/objections/{id}/reponses/{answer}/modifier",
				"POST /argumentaire/objections/{id}/reponses/{answer}/rang",
				"POST /argumentaire/objections/{id}/reponses/{answer}/retrait",
				"POST /argumentaire/objections/{id}/reponses/{answer}/reprise");
		know(Audience.SIGNED_IN, "GET /introductions", "GET /introductions/nouvelle", "POST /introductions",
				"GET /introductions/{id}", "POST /introductions/{id}/issue", "POST /introductions/{id}/attente",
				"POST /introductions/{id}/retrait", "GET /etablissements/{uai}/introductions",
				"GET /contacts/{id}/introductions", "GET /contacts/{id}/liens/nouveau", "POST /contacts/{id}/liens",
				"POST /contacts/{id}/liens/{acquaintance}/retrait");
		know(Audience.SIGNED_IN, "GET /demandes", "GET /demandes/nouvelle", "POST /demandes", "GET /demandes/{id}",
				"POST /demandes/{id}/messages", "POST /demandes/{id}/cloture", "POST /demandes/{id}/reouverture",
				"POST /demandes/{id}/decisions/{decision}/annulation");
		know(Audience.TEAM, "POST /demandes/{id}/prise", "POST /demandes/{id}/responsable");
		know(Audience.SIGNED_IN, "GET /mes-apports");
		know(Audience.TEAM, "GET /contacts/doublons", "POST /contacts/doublons/{one}/{other}/distinction",
				"POST /contacts/doublons/{one}/{other}/soupcon", "GET /contacts/doublons/{kept}/{dropped}",
				"POST /contacts/doublons/{kept}/{dropped}", "GET /contacts/doublons/fusions",
				"POST /contacts/doublons/fusions/{id}/annulation");
		know(Audience.SIGNED_IN, "GET /calendrier", "POST /calendrier/fermetures/{id}/retrait",
				"GET /etablissements/{uai}/horaires", "POST /etablissements/{uai}/horaires",
				"POST /etablissements/{uai}/fermetures", "GET /contacts/{id}/horaires", "POST /contacts/{id}/horaires");
		know(Audience.SIGNED_IN, "GET /appels", "GET /appels/suivant", "GET /appels/{followUp}",
				"POST /appels/{followUp}/report", "POST /appels/{followUp}/liberation",
				"POST /appels/{followUp}/derogation", "POST /appels/{followUp}/reservation",
				"GET /echanges/{id}/correction", "POST /echanges/{id}/correction", "GET /appels/sans-suite-prevue",
				"POST /appels/sans-suite-prevue/{uai}");
		know(Audience.TEAM, "GET /appels/semaine", "POST /appels/semaine", "POST /appels/semaine/choix",
				"POST /appels/semaine/annulation", "GET /appels/campagnes", "GET /appels/campagnes/nouvelle",
				"POST /appels/campagnes", "GET /appels/campagnes/{id}", "POST /appels/campagnes/{id}/cloture");
		know(Audience.SIGNED_IN, "GET /rendez-vous", "GET /rendez-vous/nouveau", "POST /rendez-vous",
				"GET /rendez-vous/{id}", "POST /rendez-vous/{id}/retrait", "POST /rendez-vous/{id}/annonce",
				"GET /rendez-vous/invitation/{followUp}", "GET /rendez-vous/agenda", "POST /rendez-vous/agenda",
				"POST /rendez-vous/agenda/revocation");
		know(Audience.SIGNED_IN, "GET /campagnes", "GET /campagnes/{id}", "GET /campagnes/{id}/destinataires",
				"GET /campagnes/{id}/destinataires/export.csv", "GET /campagnes/{id}/destinataires/export.xlsx",
				"GET /campagnes/{id}/echanges", "GET /campagnes/{id}/avancees");
		know(Audience.TEAM, "GET /campagnes/nouvelle", "POST /campagnes", "GET /campagnes/{id}/modifier",
				"POST /campagnes/{id}/modifier", "POST /campagnes/{id}/lancement", "POST /campagnes/{id}/cloture",
				"POST /campagnes/{id}/reouverture", "GET /campagnes/{id}/publications/nouvelle",
				"POST /campagnes/{id}/publications", "GET /campagnes/{id}/publications/{publication}/modifier",
				"POST /campagnes/{id}/publications/{publication}/modifier",
				"POST /campagnes/{id}/publications/{publication}/retrait",
				"POST /campagnes/{id}/publications/{publication}/retablissement", "POST /campagnes/{id}/messages",
				"POST /campagnes/{id}/messages/{message}/retrait");
		know(Audience.SIGNED_IN, "GET /compte/bilan", "POST /compte/bilan", "POST /compte/bilan/arret");
		know(Audience.EVERYONE, "GET /bilan/desabonnement/{token}", "POST /bilan/desabonnement/{token}");
		know(Audience.EVERYONE, "GET /rdv/{token}", "POST /rdv/{token}", "GET /rdv/{token}/rendez-vous.ics",
				"GET /agenda/{token}.ics");
		know(Audience.SIGNED_IN, "GET /journal", "GET /journal/flux", "POST /journal/flux",
				"POST /journal/flux/revocation");
		know(Audience.EVERYONE, "GET /journal/flux/{token}.atom");
		know(Audience.TEAM, "POST /calendrier/fermetures");
		know(Audience.COORDINATOR, "POST /calendrier/vacances", "GET /calendrier/horaires",
				"POST /calendrier/horaires");
		know(Audience.TEAM, "GET /contacts/{id}/suppression", "POST /contacts/{id}/suppression");
		know(Audience.COORDINATOR, "GET /comptes", "GET /comptes/{id}", "POST /comptes/{id}/droits",
				"POST /comptes/{id}/desactivation", "POST /comptes/{id}/reactivation",
				"POST /comptes/{id}/transmission", "POST /comptes/{id}/departements", "POST /comptes/{id}/mot-de-passe",
				"GET /comptes/invitations/nouvelle", "POST /comptes/invitations", "GET /comptes/invitations/{id}",
				"POST /comptes/invitations/{id}/renvoi", "POST /comptes/invitations/{id}/retrait");
		know(Audience.EVERYONE, "GET /invitation/{token}", "POST /invitation/{token}", "GET /connexion/lien",
				"GET /connexion/lien/{token}", "GET /connexion/mot-de-passe", "POST /connexion/mot-de-passe",
				"GET /connexion/mot-de-passe/{token}", "POST /connexion/mot-de-passe/{token}");
		// Filters go to ProConnect and come back; ProConnectTests take them.
		know(Audience.EVERYONE, "GET /connexion/proconnect", "GET /connexion/proconnect/refus/{reason}",
				"GET /connexion/proconnect/fin", "GET /connexion/proconnect/fin/retour");
		know(Audience.SIGNED_IN, "POST /compte/proconnect/{id}/retrait");
		know(Audience.SIGNED_IN, "POST /compte/cles/{id}/retrait", "POST /compte/sessions/{session}/fin",
				"POST /compte/sessions/fin");
		know(Audience.COORDINATOR, "GET /courriels", "GET /courriels/{id}", "POST /courriels/{id}/renvoi");
		know(Audience.COORDINATOR, "GET /imports", "POST /imports", "POST /imports/portail", "GET /imports/{id}",
				"GET /imports/{id}/rejets.csv", "GET /imports/{id}/fermetures", "POST /imports/{id}/fermetures",
				"POST /imports/{id}/fermetures/{closure}/confirmation",
				"POST /imports/{id}/fermetures/{closure}/rejet");
	}

	private final AtomicInteger places = new AtomicInteger();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private static void know(Audience audience, String... routes) {
		for (String route : routes) {
			TABLE.put(route, audience);
		}
	}

	@Test
	void everyRouteIsKnownAndEveryKnownRouteExists() {
		assertThat(routes()).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
	}

	@ParameterizedTest
	@MethodSource("known")
	void aRouteAdmitsItsAudienceOnly(String route) {
		Audience audience = Objects.requireNonNull(TABLE.get(route));
		List<@Nullable Role> roles = new ArrayList<>(List.of(Role.values()));
		roles.add(null);
		for (Role role : roles) {
			MvcTestResult answer = request(route, role);
			int status = answer.getResponse().getStatus();
			String location = String.valueOf(answer.getResponse().getRedirectedUrl());
			if (audience.admits(role)) {
				assertThat(status).as("%s as %s", route, role).isNotIn(401, 403).isLessThan(500);
				assertThat(location).as("%s as %s", route, role).doesNotContain("/connexion");
			}
			else if (role == null) {
				assertThat(location).as("%s signed out", route).contains("/connexion");
			}
			else {
				assertThat(status).as("%s as %s", route, role).isEqualTo(403);
			}
		}
	}

	Stream<String> known() {
		return TABLE.keySet().stream();
	}

	private MvcTestResult request(String route, @Nullable Role role) {
		String[] parts = route.split(" ");
		String path = parts[1].replace("{uai}", "0990001N")
			.replace("{profile}", "TEACHER")
			.replace("{number}", "1")
			.replaceAll("\\{[a-zA-Z]+}", "00000000-0000-0000-0000-000000000000");
		// Each from elsewhere: links that lead nowhere slow down the place that tries
		// them.
		String place = "198.51.100." + this.places.incrementAndGet() % 256;
		var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(parts[0]), path).with(csrf()).with((sent) -> {
			sent.setRemoteAddr(place);
			return sent;
		});
		if (role != null) {
			CurrentAccount account = this.given.account(role,
					(role == Role.AMBASSADOR) ? new String[] { "09" } : new String[0]);
			request = request.with(Given.signedIn(account));
		}
		return this.mvc.perform(request);
	}

	private Set<String> routes() {
		return Routes.of(this.mappings)
			.stream()
			.map((route) -> route.method() + " " + route.pattern())
			.collect(Collectors.toSet());
	}

}
