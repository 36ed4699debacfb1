package fr.dossiersco.outreach.kit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.message.LocalMessages;
import fr.dossiersco.outreach.message.MessageChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockCookie;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * What someone passes on and what comes of it. Lille is 09 (département 059), Amiens 20
 * (080).
 */
@DatabaseTest
class KitTests {

	private static final String TEXT = "Bonjour,\n\nDans notre département, {{colleges.inscrits.departement}}.\n\n{{lien.suivi}}\n\n{{expediteur}}";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Autowired
	private KitLinks links;

	@Autowired
	private KitResults results;

	@Autowired
	private Visits visits;

	@Autowired
	private KitProperties properties;

	@Autowired
	private LocalMessages library;

	private CurrentAccount lille;

	private CurrentAccount team;

	@BeforeEach
	void people() {
		this.lille = this.given.ambassador("09");
		this.team = this.given.outreach();
	}

	@Test
	void aMessageReadsWithTheFiguresOfTheTerritoryAndOnesOwnLink() {
		String school = signedUp("059");
		UUID message = message("FORUM", null, TEXT);

		String page = page("/kit/" + message + "?departement=059", this.lille);

		assertThat(school).isNotEmpty();
		assertThat(text(page)).containsPattern(
				"Dans notre département, (1 collège|\\d+\u00A0collèges) sur [\\d\u202F\u00A0]+ de votre département")
			.contains(link(message, this.lille).address(), "Camille Exemple")
			.doesNotContain("{{");
		assertThat(page).contains("data-copy=\"body\"", "/kit/" + message + "/qr.svg")
			.doesNotContain("href=\"mailto:", "Il manque");
	}

	@Test
	void aMailOpensInTheMailProgram() {
		UUID message = message("MEL", "Un objet", "Bonjour {{lien.suivi}}");

		assertThat(page("/kit/" + message, this.lille))
			.contains("href=\"mailto:?subject=Un%20objet&body=Bonjour%20http");
	}

	@Test
	void aMessageToSomebodyAsksForThePersonAndIsNeverCopiedBlank() {
		UUID message = message("MEL", "Pour vous", "Bonjour {{prenom}}, {{lien.suivi}}");

		String page = page("/kit/" + message, this.lille);

		assertThat(page)
			.contains("Il manque une information", "/messages/" + message + "/apercu?retour=%2Fkit%2F" + message)
			.doesNotContain("data-copy=\"body\"", "href=\"mailto:");
		assertThat(text(page)).contains("{{prenom}}");
	}

	@Test
	void messagesThatTellFiguresWaitWhereThereAreNone() {
		CurrentAccount mayotte = this.given.ambassador("43");
		UUID local = message("FORUM", null, "Ici {{colleges.utilisateurs.departement}}");
		UUID anywhere = message("FORUM", null, "Partout pareil");

		String page = page("/kit", mayotte);

		assertThat(page.indexOf("/kit/" + anywhere)).isPositive().isLessThan(page.indexOf("/kit/" + local));
		assertThat(page.indexOf("/kit/" + local)).isGreaterThan(page.indexOf("<details class=\"fold"));
		assertThat(page("/kit/" + local, mayotte)).contains("aucun collège n’est compté")
			.doesNotContain("data-copy=\"body\"");
		assertThat(page("/kit", this.given.ambassador())).contains("aucune académie");
	}

	@Test
	void anAmbassadorBeginsWhereThereAreFigures() {
		signedUp("059");

		assertThat(Acting.as(this.lille, () -> this.library.firstWithFigures(List.of("059", "976")))).contains("059");
		assertThat(Acting.as(this.lille, () -> this.library.firstWithFigures(List.of("976")))).isEmpty();
		assertThat(page("/kit", this.lille)).contains("<strong>Nord</strong>", "sont déjà inscrits à Dossiersco");
	}

	@Test
	void theSameLinkIsPutInAMessageToSomebody() {
		UUID message = message("MEL", "Objet", "Voyez {{lien.suivi}}");

		assertThat(text(page("/messages/" + message + "/apercu", this.lille)))
			.isEqualTo("Voyez " + link(message, this.lille).address());
		assertThat(text(page("/messages/" + message + "/apercu", this.team)))
			.isEqualTo("Voyez " + link(message, this.team).address())
			.isNotEqualTo("Voyez " + link(message, this.lille).address());
	}

	@Test
	void nonsenseInTheAddressIsIgnoredAndAnAmbassadorChoosesTheirOwnDepartementsOnly() {
		assertThat(page("/kit?departement=999&canal=x&profil=%00", this.lille)).contains("value=\"059\"")
			.doesNotContain("value=\"080\"");
		assertThat(page("/kit?departement=080", this.lille)).doesNotContain("<strong>Somme</strong>");
		assertThat(page("/kit", this.team)).contains("Choisissez un département", "value=\"080\"");
		assertThat(get("/kit/" + UUID.randomUUID(), this.lille)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(page("/kit/resultats/lignes?lien=x&message=y&academie=z&canal=", this.lille))
			.contains("Aucune visite");
	}

	@Test
	void onesOwnWordsStayUntilTheTeamsAreTakenAgain() {
		UUID message = message("FORUM", null, "Le texte de l’équipe");

		assertThat(write(message, null, "Mes mots à moi, {{expediteur}}", this.lille))
			.hasRedirectedUrl("/kit/" + message);
		assertThat(text(page("/kit/" + message, this.lille))).isEqualTo("Mes mots à moi, Camille Exemple");
		assertThat(text(page("/kit/" + message, this.team))).isEqualTo("Le texte de l’équipe");
		assertThat(page("/messages/" + message + "/apercu", this.lille)).contains("Mes mots à moi, Camille Exemple");
		assertThat(page("/kit", this.lille)).contains("dans vos mots");

		post("/kit/" + message + "/texte/retrait", this.lille);
		assertThat(text(page("/kit/" + message, this.lille))).isEqualTo("Le texte de l’équipe");
		post("/kit/" + message + "/texte/reprise", this.lille);
		assertThat(text(page("/kit/" + message, this.lille))).isEqualTo("Mes mots à moi, Camille Exemple");
	}

	@Test
	void twoEditsAtOnceLoseNothing() {
		UUID message = message("FORUM", null, "Le texte de l’équipe");

		write(message, null, "Depuis mon téléphone", this.lille);
		MvcTestResult second = write(message, null, "Depuis mon bureau", this.lille);

		assertThat(second).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(second)).contains("Depuis mon téléphone", "Depuis mon bureau", "name=\"version\" value=\"0\"");
		assertThat(write(message, 0, "Depuis mon bureau", this.lille)).hasStatus3xxRedirection();
		assertThat(text(page("/kit/" + message, this.lille))).isEqualTo("Depuis mon bureau");
		assertThat(write(message, 0, "Un vieil onglet", this.lille)).hasStatus(HttpStatus.CONFLICT);
	}

	@Test
	void aFaultIsNamedAndWhatWasTypedStays() {
		UUID message = message("MEL", "Objet", "Bonjour");
		MvcTestResult refused = write(message, null, "Bonjour {{quoi}}, chère intendante", this.lille);

		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(refused)).contains("Aucun champ ne s’appelle {{quoi}}", "blesse beaucoup de collègues",
				"Un mél a un objet", "Bonjour {{quoi}}, chère intendante");
	}

	@Test
	void aTextWithoutTheLinkSaysSoAndTakesItAtItsEnd() {
		UUID message = message("FORUM", null, "Sans rien");

		assertThat(page("/kit/" + message, this.lille)).contains("ne contient pas votre lien");
		post("/kit/" + message + "/lien", this.lille);
		String page = page("/kit/" + message, this.lille);
		assertThat(text(page)).isEqualTo("Sans rien\n\nEn savoir plus\u00A0: " + link(message, this.lille).address());
		assertThat(page).doesNotContain("ne contient pas votre lien");
	}

	@Test
	void theTeamsChangeIsToldBesideOnesOwnWords() {
		UUID message = message("FORUM", null, "Le texte de l’équipe");
		write(message, null, "Mes mots", this.lille);
		assertThat(page("/kit/" + message, this.lille)).doesNotContain("L’équipe a changé ce message");

		asTeam("update message_template set body = 'Neuf', version = version + 1 where id = ?", message);

		assertThat(page("/kit/" + message, this.lille)).contains("L’équipe a changé ce message", "Mes mots");
	}

	@Test
	void anyoneFollowsALinkWithoutSigningInNorLeavingAnything() {
		UUID message = message("FORUM", null, TEXT);
		String path = path(message, this.lille);

		MvcTestResult followed = follow(path, RobotsTests.PHONE);

		assertThat(followed).hasStatus(HttpStatus.FOUND)
			.hasRedirectedUrl(this.properties.destination().toString())
			.containsHeader("Referrer-Policy")
			.doesNotContainHeader(HttpHeaders.SET_COOKIE);
		assertThat(followed.getResponse().getHeaders("Referrer-Policy")).containsExactly("no-referrer");
		assertThat(followed.getResponse().getHeaders(HttpHeaders.CACHE_CONTROL)).containsExactly("no-store");
		assertThat(followed.getResponse().getCookies()).isEmpty();
		assertThat(followed.getRequest().getSession(false)).isNull();
		assertThat(visits(message, this.lille)).isEqualTo(1);

		follow(path.toUpperCase(Locale.ROOT).replace("/V/", "/v/") + ".", RobotsTests.PHONE);
		assertThat(visits(message, this.lille)).isEqualTo(2);
		assertThat(asTeam("select count(*) from kit_visit where link_id = ?", link(message, this.lille).id()))
			.isEqualTo(1);
	}

	@Test
	void programsAndPreviewsAreLedOnButDoNotCount() {
		UUID message = message("FORUM", null, TEXT);
		String path = path(message, this.lille);

		assertThat(follow(path, "WhatsApp/2.23.20.0")).hasStatus(HttpStatus.FOUND);
		assertThat(this.mvc.get()
			.uri(path)
			.header(HttpHeaders.USER_AGENT, RobotsTests.PHONE)
			.header("Sec-Purpose", "prefetch")).hasStatus(HttpStatus.FOUND);
		assertThat(this.mvc.head().uri(path).header(HttpHeaders.USER_AGENT, RobotsTests.PHONE))
			.hasStatus(HttpStatus.FOUND);
		assertThat(this.mvc.post().uri(path).header(HttpHeaders.USER_AGENT, RobotsTests.PHONE))
			.hasStatus(HttpStatus.METHOD_NOT_ALLOWED)
			.doesNotContainHeader(HttpHeaders.SET_COOKIE);

		assertThat(visits(message, this.lille)).isZero();
	}

	@Test
	void anUnknownCodeLeadsToTheSamePlaceAndTellsNothing() {
		UUID message = message("FORUM", null, TEXT);
		MvcTestResult known = follow(path(message, this.lille), RobotsTests.PHONE);
		for (String code : List.of("aaaaaaaaaa", "x", "%00", "https:%2F%2Failleurs.example", "a".repeat(3_000))) {
			MvcTestResult unknown = this.mvc
				.perform(MockMvcRequestBuilders.request(HttpMethod.GET, URI.create("/v/" + code))
					.header(HttpHeaders.USER_AGENT, RobotsTests.PHONE));
			if (unknown.getResponse().getStatus() != 400) {
				assertThat(unknown).as(code).hasRedirectedUrl(this.properties.destination().toString());
				assertThat(unknown.getResponse().getHeaderNames()).as(code)
					.containsExactlyInAnyOrderElementsOf(known.getResponse().getHeaderNames());
			}
			assertThat(unknown).doesNotContainHeader(HttpHeaders.SET_COOKIE);
		}
	}

	@Test
	void whoIsSignedInFollowsALinkAsAnybody() {
		UUID message = message("FORUM", null, TEXT);
		MvcTestResult followed = this.mvc.get()
			.uri(path(message, this.lille) + "?url=https://ailleurs.example")
			.cookie(new MockCookie("SESSION", "eA=="))
			.header(HttpHeaders.USER_AGENT, RobotsTests.PHONE)
			.exchange();

		assertThat(followed).hasRedirectedUrl(this.properties.destination().toString())
			.doesNotContainHeader(HttpHeaders.SET_COOKIE);
	}

	@Test
	void followingALinkCostsOneStatement() {
		UUID message = message("FORUM", null, TEXT);
		String path = path(message, this.lille);

		assertThat(StatementCount.of(() -> follow(path, RobotsTests.PHONE))).isEqualTo(1);
		assertThat(StatementCount.of(() -> follow(path, "curl/8.5.0"))).isZero();
	}

	@Test
	void theGuardAloneKeepsLinksWordsAndVisitsApart() {
		UUID message = message("FORUM", null, TEXT);
		UUID mine = link(message, this.lille).id();
		CurrentAccount other = this.given.ambassador("09", "20");
		UUID theirs = link(message, other).id();
		write(message, null, "Mes mots", this.lille);
		follow(path(message, other), RobotsTests.PHONE);
		arrival(this.given.school("059"), theirs);

		for (String table : List.of("kit_visit where link_id", "kit_arrival where link_id", "kit_link where id")) {
			assertThat(count(table + " = '" + theirs + "'", this.lille)).as(table).isZero();
			assertThat(count(table + " = '" + theirs + "'", other)).as(table).isEqualTo(1);
			assertThat(count(table + " = '" + theirs + "'", this.team)).as(table).isEqualTo(1);
		}
		assertThat(count("kit_text where template_id = '" + message + "'", this.lille)).isEqualTo(1);
		assertThat(count("kit_text where template_id = '" + message + "'", other)).isZero();
		assertThat(count("kit_text where template_id = '" + message + "'", this.team)).isZero();
		for (String refused : List.of("insert into kit_visit values ('" + mine + "', current_date, 9)",
				"update kit_visit set visits = 9", "delete from kit_visit", "update kit_link set code = 'aaaaaaaaaa'",
				"delete from kit_link", "update kit_arrival set came_on = current_date",
				"insert into kit_link values (gen_random_uuid(), 'bbbbbbbbbb', '" + other.id() + "', '" + message
						+ "', 'MEL', '{}', now())",
				"insert into kit_link values (gen_random_uuid(), 'bbbbbbbbbb', '" + this.lille.id() + "', '" + message
						+ "', 'MEL', '{20}', now())")) {
			assertThatExceptionOfType(DataAccessException.class).as(refused)
				.isThrownBy(() -> Acting.as(this.lille, () -> this.jdbc.sql(refused).update()));
		}
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Acting.as(this.team,
				() -> this.jdbc.sql("insert into kit_visit values (?, current_date, 9)").param(mine).update()));
	}

	@Test
	void nobodySignedInReadsNothingAndCountsOneVisitAtATime() {
		UUID message = message("FORUM", null, TEXT);
		String code = path(message, this.lille).substring(3);

		for (String table : List.of("kit_link", "kit_visit", "kit_text", "kit_arrival")) {
			assertThat(this.jdbc.sql("select count(*) from " + table).query(Integer.class).single()).isZero();
		}
		this.visits.add(new LinkCode(code), LocalDate.of(2026, 1, 5));
		this.visits.add(new LinkCode(code), LocalDate.of(2026, 1, 5));
		assertThat(asTeam("select visits from kit_visit where link_id = ? and day = '2026-01-05'",
				link(message, this.lille).id()))
			.isEqualTo(2);
	}

	@Test
	void aSchoolThatCameIsNotedOnItsPageAndSeenByWhomItCameThrough() {
		UUID message = message("FORUM", null, TEXT);
		String school = this.given.school("059", "Collège Venu");
		UUID link = link(message, this.lille).id();
		move(school, "REPERE");

		assertThat(page("/etablissements/" + school, this.team)).contains("/etablissements/" + school + "/venue");
		assertThat(page("/etablissements/" + school, this.lille)).doesNotContain("/venue");
		assertThat(page("/etablissements/" + school + "/venue", this.team)).contains("Rien n’est noté",
				link.toString());
		assertThat(note(school, link, null, null)).hasRedirectedUrl("/etablissements/" + school);
		UUID arrival = standing(school);
		move(school, "INSCRIT");

		assertThat(page("/etablissements/" + school + "/venue", this.team)).contains("Par le lien de Camille Exemple",
				"value=\"" + link + "\" selected");
		String rows = page("/kit/resultats/lignes?lien=" + link, this.lille);
		assertThat(rows).contains("1 établissement venu", "Collège Venu", "2\u00A0changements d’étape depuis",
				"Repéré → Inscrit");
		assertThat(page("/kit/resultats/lignes?lien=" + link, this.given.ambassador("09")))
			.doesNotContain("Collège Venu");
		assertThat(this.results(this.lille)).isEqualTo(new KitResults.Figures(0, 0, 1, 2));

		assertThat(note(school, null, null, arrival)).hasStatus3xxRedirection();
		assertThat(page("/etablissements/" + school + "/venue", this.team)).contains("Rien n’est noté");
		assertThat(asTeam("select count(*) from kit_arrival where uai = '" + school + "' and link_id = ?", link))
			.isEqualTo(1);
	}

	@Test
	void aSchoolElsewhereThatCameThroughMyLinkIsNotShownToMe() {
		UUID message = message("FORUM", null, TEXT);
		UUID link = link(message, this.lille).id();
		String elsewhere = this.given.school("080", "Collège d’ailleurs");
		arrival(elsewhere, link);

		assertThat(page("/kit/resultats/lignes", this.lille)).doesNotContain(elsewhere);
		assertThat(results(this.lille).schools()).isZero();
		assertThat(page("/kit/resultats/lignes?message=" + message, this.given.coordinator())).contains(elsewhere);
	}

	@Test
	void whatSomebodyNotedMeanwhileIsNotOverwritten() {
		UUID message = message("FORUM", null, TEXT);
		UUID link = link(message, this.lille).id();
		UUID other = link(message, this.team).id();
		String school = this.given.school("059");
		note(school, link, null, null);
		UUID standing = standing(school);

		assertThat(note(school, other, null, null).getMvcResult().getFlashMap().get("failed"))
			.isEqualTo("kit.arrival.meanwhile");
		assertThat(note(school, link, LocalDate.now().plusDays(2).toString(), standing).getMvcResult()
			.getFlashMap()
			.get("failed")).isEqualTo("kit.arrival.day");
		assertThat(note(school, link, "2001-01-01", standing).getMvcResult().getFlashMap().get("failed"))
			.isEqualTo("kit.arrival.day");
		assertThat(note(school, link, "demain", standing).getMvcResult().getFlashMap().get("failed"))
			.isEqualTo("kit.arrival.day");
		assertThat(note(school, UUID.randomUUID(), null, standing).getMvcResult().getFlashMap().get("failed"))
			.isEqualTo("kit.arrival.unknown");
		assertThat(standing(school)).isEqualTo(standing);
	}

	@Test
	void theCoordinatorCountsByAcademieChannelAndMessageAndNeverByPerson() {
		CurrentAccount coordinator = this.given.coordinator();
		String name = "Ambassade " + UUID.randomUUID();
		asTeam("update account set name = '" + name + "' where id = ?", this.lille.id());
		UUID message = message("REVUE_AJI", null, TEXT);
		follow(path(message, this.lille), RobotsTests.PHONE);
		follow(path(message, this.lille), RobotsTests.PHONE);
		follow(path(message, this.team), RobotsTests.PHONE);

		String page = page("/kit/resultats", coordinator);
		assertThat(page)
			.contains("Par académie", "Par canal", "Par message", "Équipe nationale", "message=" + message + "#visites")
			.doesNotContain(name);
		assertThat(page("/kit/resultats/lignes?message=" + message, coordinator)).contains("3\u00A0visites")
			.doesNotContain(name);
		assertThat(page("/kit/resultats/lignes?academie=09&message=" + message, coordinator)).contains("2\u00A0visites",
				"Académie\u00A0: Lille");
		assertThat(page("/kit/resultats/lignes?academie=equipe&message=" + message, coordinator)).contains("1 visite");
		assertThat(page("/kit/resultats/lignes?canal=FORUM&message=" + message, coordinator)).contains("Aucune visite");
		assertThat(page("/kit/resultats", this.lille)).doesNotContain("Par académie");
		assertThat(page("/kit/resultats/lignes?message=" + message, this.lille)).contains("2\u00A0visites");
		assertThat(page("/kit/resultats", this.given.ambassador("09"))).contains("Aucun lien n’existe encore");
	}

	@Test
	void theFileOfTheFiguresNeverCountsByPersonAndHoldsAnAmbassadorsOwnAlone() {
		CurrentAccount neighbour = this.given.ambassador("09");
		UUID message = message("FORUM", null, TEXT);
		String title = Acting.asSystem(() -> this.jdbc.sql("select title from message_template where id = ?")
			.param(message)
			.query(String.class)
			.single());
		follow(path(message, this.lille), RobotsTests.PHONE);
		follow(path(message, neighbour), RobotsTests.PHONE);
		follow(path(message, neighbour), RobotsTests.PHONE);

		assertThat(rows(title, this.given.coordinator())).singleElement().asString().contains("Lille;3;3;0;0");
		assertThat(rows(title, this.lille)).singleElement().asString().contains("Lille;1;1;0;0");
		assertThat(rows(title, this.team)).isEmpty();
	}

	private List<String> rows(String title, CurrentAccount account) {
		return body(get("/kit/resultats/export.csv", account)).lines().filter((line) -> line.contains(title)).toList();
	}

	@Test
	void visitsAreForgottenAfterTheirTime() {
		UUID message = message("FORUM", null, TEXT);
		LinkCode code = new LinkCode(path(message, this.lille).substring(3));
		this.visits.add(code, LocalDate.now().minusMonths(26));
		this.visits.add(code, LocalDate.now().minusMonths(24));

		this.visits.purge();

		assertThat(visits(message, this.lille)).isEqualTo(1);
	}

	@Test
	void pagesAskTheSameNumberOfQuestionsHoweverMuchThereIs() {
		UUID message = message("FORUM", null, TEXT);
		page("/kit/" + message, this.lille);
		long list = StatementCount.of(() -> page("/kit", this.lille));
		long one = StatementCount.of(() -> page("/kit/" + message, this.lille));
		CurrentAccount coordinator = this.given.coordinator();
		long results = StatementCount.of(() -> page("/kit/resultats", coordinator));
		long rows = StatementCount.of(() -> page("/kit/resultats/lignes", coordinator));

		for (int i = 0; i < 3; i++) {
			UUID other = message("MEL", "Objet", TEXT);
			write(other, null, "Mes mots", this.lille);
			follow(path(other, this.lille), RobotsTests.PHONE);
			arrival(this.given.school("059"), link(other, this.lille).id());
		}

		assertThat(StatementCount.of(() -> page("/kit", this.lille))).isEqualTo(list).isLessThanOrEqualTo(5);
		assertThat(StatementCount.of(() -> page("/kit/" + message, this.lille))).isEqualTo(one).isLessThanOrEqualTo(7);
		assertThat(StatementCount.of(() -> page("/kit/resultats", coordinator))).isEqualTo(results)
			.isLessThanOrEqualTo(2);
		assertThat(StatementCount.of(() -> page("/kit/resultats/lignes", coordinator))).isEqualTo(rows)
			.isLessThanOrEqualTo(3);
	}

	@Test
	void theCodeForPaperIsADrawingWithItsAddressBesideIt() {
		UUID message = message("REUNION", null, TEXT);
		MvcTestResult drawing = get("/kit/" + message + "/qr.svg", this.lille);

		assertThat(drawing).hasStatusOk();
		assertThat(drawing.getResponse().getContentType()).startsWith("image/svg+xml");
		assertThat(body(drawing)).startsWith("<svg").contains("Code QR de l’adresse");
		assertThat(page("/kit/" + message + "/affiche", this.lille)).contains("/qr.svg",
				link(message, this.lille).typed(), "data-print");
	}

	@Test
	void aRetiredMessageIsPassedOnNoMoreButItsLinkLeadsOn() {
		UUID message = message("FORUM", null, TEXT);
		String path = path(message, this.lille);
		asTeam("update message_template set retired_at = now() where id = ?", message);

		assertThat(page("/kit", this.lille)).doesNotContain("/kit/" + message);
		assertThat(page("/kit/" + message, this.lille)).contains("Ce message est retiré")
			.doesNotContain("data-copy=\"body\"");
		follow(path, RobotsTests.PHONE);
		assertThat(visits(message, this.lille)).isEqualTo(1);
	}

	@Test
	void theLinkOfWhoeverLeftLeadsOnAndCountsForTheMessage() {
		UUID message = message("FORUM", null, TEXT);
		String path = path(message, this.lille);
		asTeam("update account set deactivated_at = now() where id = ?", this.lille.id());

		assertThat(follow(path, RobotsTests.PHONE)).hasRedirectedUrl(this.properties.destination().toString());

		assertThat(page("/kit/resultats/lignes?academie=09&message=" + message, this.given.coordinator()))
			.contains("1 visite");
	}

	private UUID message(String channel, @Nullable String subject, String body) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> {
			this.jdbc.sql("insert into message_template (id, title, channel, subject, body) values (?, ?, ?, ?, ?)")
				.param(id)
				.param("Essai " + id)
				.param(channel)
				.param(subject)
				.param(body)
				.update();
			this.jdbc
				.sql("""
						insert into message_change (template_id, version, kind, title, channel, profiles, subject, body, changed_at, changed_by)
						select id, 0, 'CREATION', title, channel, profiles, subject, body, now(), ? from message_template where id = ?""")
				.params(this.team.id(), id)
				.update();
		});
		return id;
	}

	private KitLinks.Link link(UUID message, CurrentAccount account) {
		String channel = Acting.asSystem(() -> this.jdbc.sql("select channel from message_template where id = ?")
			.param(message)
			.query(String.class)
			.single());
		return Acting.as(account, () -> this.links.of(message, MessageChannel.valueOf(channel), account));
	}

	private String path(UUID message, CurrentAccount account) {
		String address = link(message, account).address();
		return address.substring(address.indexOf("/v/"));
	}

	private MvcTestResult follow(String path, String agent) {
		return this.mvc.get().uri(path).header(HttpHeaders.USER_AGENT, agent).exchange();
	}

	private long visits(UUID message, CurrentAccount account) {
		return asTeam("select coalesce(sum(visits), 0) from kit_visit where link_id = ?", link(message, account).id());
	}

	private KitResults.Figures results(CurrentAccount account) {
		return Acting.as(account, () -> this.results.of(new KitQuestion(account.id(), null, null, null, null)).total());
	}

	private int count(String rows, CurrentAccount account) {
		return Acting.as(account, () -> this.jdbc.sql("select count(*) from " + rows).query(Integer.class).single());
	}

	private long asTeam(String sql, Object parameter) {
		return Acting
			.asSystem(() -> sql.startsWith("select") ? this.jdbc.sql(sql).param(parameter).query(Long.class).single()
					: Long.valueOf(this.jdbc.sql(sql).param(parameter).update()));
	}

	private String signedUp(String departement) {
		String school = this.given.school(departement);
		move(school, "INSCRIT");
		return school;
	}

	private void move(String school, String stage) {
		post("/etablissements/" + school + "/etape?etape=" + stage + "&de="
				+ Acting.asSystem(() -> this.jdbc.sql("select coalesce((select stage from pursuit where uai = ?), '')")
					.param(school)
					.query(String.class)
					.single()),
				this.team);
	}

	private void arrival(String school, UUID link) {
		Acting.as(this.team, () -> this.jdbc.sql("""
				insert into kit_arrival (id, link_id, uai, academie, came_on, noted_at, noted_by)
				select gen_random_uuid(), ?, uai, academie, current_date, now(), ? from establishment where uai = ?""")
			.params(link, this.team.id(), school)
			.update());
	}

	private @Nullable UUID standing(String school) {
		return Acting.asSystem(() -> this.jdbc.sql("select id from kit_arrival where uai = ? and withdrawn_at is null")
			.param(school)
			.query(UUID.class)
			.optional()
			.orElse(null));
	}

	private MvcTestResult note(String school, @Nullable UUID link, @Nullable String day, @Nullable UUID seen) {
		return this.mvc.post()
			.uri("/etablissements/" + school + "/venue")
			.with(csrf())
			.with(Given.signedIn(this.team))
			.param("lien", (link != null) ? link.toString() : "")
			.param("jour", (day != null) ? day : "")
			.param("vu", (seen != null) ? seen.toString() : "")
			.exchange();
	}

	private MvcTestResult write(UUID message, @Nullable Integer version, String body, CurrentAccount account) {
		var request = this.mvc.post()
			.uri("/kit/" + message + "/texte")
			.with(csrf())
			.with(Given.signedIn(account))
			.param("body", body);
		if (version != null) {
			request = request.param("version", version.toString());
		}
		return request.exchange();
	}

	private MvcTestResult post(String address, CurrentAccount account) {
		MvcTestResult answer = this.mvc.post().uri(address).with(csrf()).with(Given.signedIn(account)).exchange();
		assertThat(answer).as(address).hasStatus3xxRedirection();
		return answer;
	}

	private MvcTestResult get(String address, CurrentAccount account) {
		return this.mvc.get().uri(URI.create(address)).with(Given.signedIn(account)).exchange();
	}

	private String page(String address, CurrentAccount account) {
		MvcTestResult answer = get(address, account);
		assertThat(answer).as(address).hasStatusOk();
		return body(answer);
	}

	private static String text(String page) {
		return HtmlUtils
			.htmlUnescape(page.replaceFirst("(?s).*<textarea[^>]*id=\"body\"[^>]*>(.*?)</textarea>.*", "$1"));
	}

	private static String body(MvcTestResult answer) {
		return HtmlUtils.htmlUnescape(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
	}

}
