package fr.dossiersco.outreach.request;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What is asked of the team, from the question to the answer. */
@DatabaseTest
class TeamRequestTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private TeamRequests requests;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount lille;

	private CurrentAccount team;

	private CurrentAccount colleague;

	private String school;

	@BeforeEach
	void people() {
		this.lille = this.given.ambassador("09");
		this.team = this.given.outreach();
		this.colleague = this.given.coordinator();
		this.school = this.given.school("059", "Collège du Besoin");
	}

	@Test
	void anAmbassadorAsksAboutASchoolAndTheTeamFindsItFirst() {
		MvcTestResult asked = post("/demandes", this.lille, "besoin", "DOCUMENT", "words", "La convention, svp.",
				"sujet", this.school);
		assertThat(asked).hasStatus3xxRedirection();
		UUID id = id(asked);

		assertThat(page("/demandes/" + id, this.lille)).contains("La convention, svp.", "Collège du Besoin",
				"Sans responsable", "aujourd’hui");
		assertThat(page("/demandes?responsable=personne&academie=09&type=DOCUMENT&taille=100&page=999", this.team))
			.contains("/demandes/" + id);
		assertThat(page("/demandes?academie=20", this.team)).doesNotContain("/demandes/" + id);
		assertThat(page("/", this.team)).contains("sans responsable");
		assertThat(page("/", this.lille)).contains("/demandes/" + id, "Mes demandes à l’équipe");
	}

	@Test
	void whatIsMissingIsAskedForAndWhatWasTypedStays() {
		MvcTestResult refused = post("/demandes", this.lille, "words", "Un long texte que voici", "sujet", this.school,
				"wishedOn", "2020-01-01");

		assertThat(refused).hasStatus(422)
			.bodyText()
			.contains("Un long texte que voici", "Choisissez ce dont vous avez besoin", "2020-01-01",
					"Choisissez aujourd’hui ou une date à venir", "Collège du Besoin");
		assertThat(post("/demandes", this.lille, "besoin", "AUTRE", "words", "  ")).hasStatus(422);
		assertThat(post("/demandes", this.lille, "besoin", "TOUT", "words", "Mes mots", "wishedOn", "demain"))
			.hasStatus(422)
			.bodyText()
			.contains("Mes mots");
	}

	@Test
	void aSchoolOrAPersonIsLookedForWithoutLosingAnything() {
		String name = unique("Cherchable");
		UUID here = person(this.school, name);
		UUID elsewhere = person(this.given.school("080"), name);

		MvcTestResult found = post("/demandes", this.lille, "words", "Gardez mes mots", "mots", name, "chercher",
				"oui");
		assertThat(found).hasStatusOk()
			.bodyText()
			.contains("Gardez mes mots", here.toString(), "1 proposition")
			.doesNotContain(elsewhere.toString(), "Choisissez ce dont vous avez besoin");
		assertThat(post("/demandes", this.lille, "mots", this.school, "chercher", "oui")).bodyText()
			.contains("Collège du Besoin", "1 proposition");
		assertThat(post("/demandes", this.lille, "mots", "zzzzzz", "chercher", "oui")).bodyText()
			.contains("Rien de ce nom");
		assertThat(post("/demandes", this.lille, "chercher", "oui")).hasStatusOk();
	}

	@Test
	void nothingIsAskedAboutWhatLiesOutsideTheTerritory() {
		String amiens = this.given.school("080");
		UUID stranger = person(amiens, unique("Ailleurs"));

		assertThat(post("/demandes", this.lille, "besoin", "AUTRE", "words", "Essai", "sujet", amiens)).hasStatus(422)
			.bodyText()
			.contains("n’est pas dans ce que vous voyez");
		assertThat(post("/demandes", this.lille, "besoin", "AUTRE", "words", "Essai", "sujet", stranger.toString()))
			.hasStatus(422);
		assertThat(page("/demandes/nouvelle?etablissement=" + amiens, this.lille)).contains("pas dans vos académies");
		// Whatever the program forgets.
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> insert(this.lille, "uai, academie", "'" + amiens + "', '20'"));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> insert(this.lille, "uai, academie", "'" + amiens + "', '09'"));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> insert(this.lille, "contact_id", "'" + stranger + "'"));
		insert(this.lille, "academie", "'09'");
	}

	@Test
	void itsAuthorAndTheTeamReadItAndNobodyElse() {
		UUID id = ask(this.lille);
		CurrentAccount neighbour = this.given.ambassador("09");

		for (String path : List.of("/demandes/" + id)) {
			assertThat(this.mvc.get().uri(path).with(Given.signedIn(neighbour))).hasStatus(404);
			assertThat(this.mvc.get().uri(path).with(Given.signedIn(this.colleague))).hasStatusOk();
		}
		assertThat(post("/demandes/" + id + "/messages", neighbour, "words", "Intrus", "seen", "0")).hasStatus(404);
		assertThat(post("/demandes/" + id + "/cloture", neighbour, "seen", "0")).hasStatus(404);
		assertThat(page("/demandes?etat=toutes", neighbour)).doesNotContain(id.toString());
		for (String table : List.of("team_request", "team_request_message", "team_request_decision",
				"team_request_reading")) {
			assertThat(Acting.as(neighbour,
					() -> this.jdbc.sql("select count(*) from " + table).query(Long.class).single()))
				.as(table)
				.isZero();
		}
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Acting.as(neighbour, () -> this.jdbc.sql(
				"insert into team_request_message (id, request_id, words, written_at, written_by) values (uuidv7(), ?, 'Intrus', now(), ?)")
			.params(id, neighbour.id())
			.update()));
	}

	@Test
	void anAmbassadorDecidesNothingButTheirOwnClosing() {
		UUID id = ask(this.lille);

		for (String statement : List.of("update team_request set owner = asked_by where id = ?",
				"update team_request set words = 'Autre chose' where id = ?",
				"update team_request set answered_at = now() where id = ?",
				"insert into team_request_decision (id, request_id, kind, to_owner, decided_at, decided_by) select uuidv7(), id, 'PRISE', asked_by, now(), asked_by from team_request where id = ?")) {
			assertThatExceptionOfType(DataAccessException.class).as(statement)
				.isThrownBy(() -> Acting.as(this.lille, () -> this.jdbc.sql(statement).param(id).update()));
		}
		assertThat(post("/demandes/" + id + "/cloture", this.lille, "seen", "0")).hasStatus3xxRedirection();
		assertThat(page("/demandes/" + id, this.lille)).contains("a clos la demande", "Rouvrir la demande");
		assertThat(mails(this.lille)).isEmpty();
		assertThat(post("/demandes/" + id + "/reouverture", this.lille)).hasStatus3xxRedirection();
		assertThat(page("/demandes/" + id, this.lille)).contains("a rouvert la demande");
	}

	@Test
	void ofTwoWhoTakeItTheSecondIsToldWhoHasIt() {
		UUID id = ask(this.lille);

		assertThat(post("/demandes/" + id + "/prise", this.team)).flash().containsEntry("done", "request.taken");
		MvcTestResult second = post("/demandes/" + id + "/prise", this.colleague);

		assertThat(second).flash().containsEntry("failed", "request.takenMeanwhile");
		assertThat((Object[]) second.getMvcResult().getFlashMap().get("failedArgs")).containsExactly(this.team.name());
		assertThat(owner(id)).isEqualTo(this.team.id());
	}

	@Test
	void ofTwoWhoTakeItAtOnceOneHasIt() throws Exception {
		UUID id = ask(this.lille);
		CyclicBarrier start = new CyclicBarrier(2);

		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			List<Callable<Boolean>> both = List.of(this.team, this.colleague)
				.stream()
				.<Callable<Boolean>>map((me) -> () -> {
					start.await();
					return Acting.as(me, () -> this.requests.take(id, me)) != null;
				})
				.toList();
			int taken = 0;
			for (Future<Boolean> each : threads.invokeAll(both)) {
				taken += each.get() ? 1 : 0;
			}
			assertThat(taken).isOne();
		}
		assertThat(decisions(id)).containsExactly("PRISE");
	}

	@Test
	void takingEntrustingAndClosingAreTakenBackInTheirOrder() {
		UUID id = ask(this.lille);
		UUID taken = Acting.as(this.team, () -> this.requests.take(id, this.team));
		UUID entrusted = Acting.as(this.team,
				() -> this.requests.entrust(id, this.colleague.id(), version(id), this.team));
		UUID closed = Acting.as(this.colleague, () -> this.requests.close(id, version(id), this.colleague));
		assertThat(closed).isNotNull();

		assertThat(undo(id, String.valueOf(taken), this.team)).flash().containsKey("failed");
		assertThat(undo(id, String.valueOf(closed), this.team)).flash().containsEntry("done", "request.undone");
		assertThat(undo(id, String.valueOf(closed), this.team)).flash().containsKey("failed");
		assertThat(owner(id)).isEqualTo(this.colleague.id());
		assertThat(undo(id, String.valueOf(entrusted), this.team)).flash().containsEntry("done", "request.undone");
		assertThat(owner(id)).isEqualTo(this.team.id());
		assertThat(undo(id, String.valueOf(taken), this.team)).flash().containsEntry("done", "request.undone");
		assertThat(owner(id)).isNull();
		assertThat(decisions(id)).isEmpty();
		assertThat(undo(id, UUID.randomUUID().toString(), this.team)).hasStatus(404);
	}

	@Test
	void itIsEntrustedToTheTeamAlone() {
		UUID id = ask(this.lille);

		assertThat(post("/demandes/" + id + "/responsable", this.team, "responsable", this.lille.id().toString(),
				"seen", "0"))
			.flash()
			.containsEntry("failed", "request.owner.unknown");
		assertThat(post("/demandes/" + id + "/responsable", this.team, "responsable", "nimporte", "seen", "0")).flash()
			.containsKey("failed");
		assertThat(post("/demandes/" + id + "/responsable", this.team, "responsable", this.colleague.id().toString(),
				"seen", "7"))
			.flash()
			.containsEntry("failed", "request.meanwhile");
		assertThat(post("/demandes/" + id + "/responsable", this.team, "responsable", this.colleague.id().toString(),
				"seen", "0"))
			.flash()
			.containsEntry("done", "request.entrusted");
		assertThat(page("/demandes/" + id, this.lille)).contains("a confié la demande à");
		assertThat(post("/demandes/" + id + "/responsable", this.colleague, "responsable", "", "seen", "1")).flash()
			.containsEntry("done", "request.released");
		assertThat(owner(id)).isNull();
	}

	@Test
	void aRequestOfWhoeverLeftIsNobodysAgain() {
		UUID id = ask(this.lille);
		CurrentAccount leaving = this.given.outreach();
		Acting.as(leaving, () -> this.requests.take(id, leaving));
		Acting.asSystem(() -> this.jdbc.sql("update account set deactivated_at = now() where id = ?")
			.param(leaving.id())
			.update());

		assertThat(page("/demandes/" + id, this.team)).contains("Sans responsable");
		assertThat(post("/demandes/" + id + "/prise", this.team)).flash().containsEntry("done", "request.taken");
	}

	@Test
	void anAnswerTellsItsAuthorOnceUntilTheyHaveReadIt() {
		UUID id = ask(this.lille);

		assertThat(answer(id, this.team, "La voici.", "garder")).flash().containsEntry("done", "request.answered");
		assertThat(answer(id, this.team, "Et la lettre.", "garder")).hasStatus3xxRedirection();
		assertThat(mails(this.lille)).singleElement().satisfies((mail) -> {
			assertThat(mail).containsEntry("origin", "request");
			assertThat((String) mail.get("text_body")).contains("/demandes/" + id)
				.doesNotContain("La voici", "Une demande", "Collège du Besoin");
		});
		assertThat(owner(id)).isEqualTo(this.team.id());
		assertThat(page("/", this.lille)).contains("réponse reçue");
		assertThat(page("/demandes/" + id, this.team)).contains("Pas encore lu par");

		assertThat(page("/demandes/" + id, this.lille)).contains("La voici.", "Et la lettre.", "s’en occupe");
		assertThat(page("/", this.lille)).doesNotContain("réponse reçue");
		assertThat(page("/demandes/" + id, this.team)).contains("Lu par Camille Exemple");

		assertThat(answer(id, this.team, "Autre chose ?", "clore")).hasStatus3xxRedirection();
		assertThat(mails(this.lille)).hasSize(2);
		assertThat(page("/", this.lille)).contains("/demandes/" + id, "réponse reçue");
	}

	@Test
	void whatItsAuthorWritesOpensItAgainAndTheTeamSeesTheNews() {
		UUID id = ask(this.lille);
		answer(id, this.team, "Voici.", "clore");
		page("/demandes/" + id, this.team);

		assertThat(post("/demandes/" + id + "/messages", this.lille, "words", "Ce n’est pas la bonne.", "seen",
				String.valueOf(version(id))))
			.flash()
			.containsEntry("done", "request.sent.reopened");

		assertThat(decisions(id)).containsExactly("PRISE", "CLOTURE", "REOUVERTURE");
		assertThat(page("/", this.team)).contains("/demandes/" + id, "nouveau message");
		assertThat(page("/demandes/" + id, this.team)).contains("Ce n’est pas la bonne.");
		assertThat(page("/", this.team)).doesNotContain("nouveau message");
		assertThat(mails(this.lille)).hasSize(1);
	}

	@Test
	void nobodyAnswersOverWhatTheyHaveNotSeen() {
		UUID id = ask(this.lille);
		int seen = version(id);
		answer(id, this.team, "Première réponse.", "garder");

		MvcTestResult second = post("/demandes/" + id + "/messages", this.colleague, "words", "Une autre voix.", "seen",
				String.valueOf(seen), "suite", "clore");

		assertThat(second).hasStatus(409)
			.bodyText()
			.contains("Première réponse.", "Une autre voix.", "votre texte n’est pas envoyé",
					"value=\"" + version(id) + "\"");
		assertThat(Acting.asSystem(() -> this.jdbc.sql("select count(*) from team_request_message where request_id = ?")
			.param(id)
			.query(Long.class)
			.single())).isOne();
		assertThat(post("/demandes/" + id + "/messages", this.team, "words", "", "seen", "1")).hasStatus(422);
		assertThat(post("/demandes/" + id + "/cloture", this.team, "seen", "0")).flash()
			.containsEntry("failed", "request.meanwhile");
	}

	@Test
	void whoLeftIsWrittenNoMail() {
		UUID id = ask(this.lille);
		Acting.asSystem(() -> this.jdbc.sql("update account set deactivated_at = now() where id = ?")
			.param(this.lille.id())
			.update());

		answer(id, this.team, "Trop tard.", "clore");

		assertThat(mails(this.lille)).isEmpty();
	}

	@Test
	void itHoldsAPersonsRecord() {
		UUID person = person(this.school, unique("Tenue"));
		UUID id = id(
				post("/demandes", this.lille, "besoin", "APPEL", "words", "L’appeler", "sujet", person.toString()));

		assertThat(page("/contacts/" + person + "/suppression", this.team)).contains("1 demande à l’équipe");
		assertThat(page("/contacts/" + person, this.lille)).contains("/demandes/nouvelle?contact=" + person,
				"Besoin de l’équipe");
		assertThat(page("/etablissements/" + this.school, this.lille))
			.contains("/demandes/nouvelle?etablissement=" + this.school);
		assertThat(page("/demandes/" + id, this.team)).contains("/contacts/" + person);
	}

	@Test
	void aMergeTakesItAlongAndAnUndoBringsItBack() {
		UUID kept = person(this.school, unique("Gardée"));
		UUID dropped = person(this.school, unique("Fusionnée"));
		UUID id = id(
				post("/demandes", this.lille, "besoin", "APPEL", "words", "L’appeler", "sujet", dropped.toString()));

		assertThat(post("/contacts/doublons/" + kept + "/" + dropped, this.team)).hasRedirectedUrl("/contacts/" + kept);
		assertThat(contactOf(id)).isEqualTo(kept);

		UUID merge = Acting.asSystem(() -> this.jdbc.sql("select id from contact_merge where dropped_id = ?")
			.param(dropped)
			.query(UUID.class)
			.single());
		post("/contacts/doublons/fusions/" + merge + "/annulation", this.team);
		assertThat(contactOf(id)).isEqualTo(dropped);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?etat=nimporte&responsable=%00&academie=zz&type=TOUT&page=-3&taille=abc",
			"?responsable=00000000-0000-0000-0000-000000000000", "?responsable=moi&etat=closes", "?etat=toutes" })
	void nonsenseIsLeftAside(String query) {
		for (CurrentAccount me : List.of(this.team, this.lille)) {
			assertThat(this.mvc.get().uri("/demandes" + query).with(Given.signedIn(me))).hasStatusOk();
			assertThat(this.mvc.get()
				.uri("/demandes/nouvelle?etablissement=nimporte&contact=rien")
				.with(Given.signedIn(me))).hasStatusOk();
		}
	}

	@Test
	void anEmptyListSaysWhatToDo() {
		assertThat(page("/demandes", this.given.ambassador("09"))).contains("Demandez-le à l’équipe");
	}

	@Test
	void pagesCostTheSameHoweverMuchThereIs() {
		UUID first = ask(this.lille);
		answer(first, this.team, "Une réponse.", "garder");
		page("/demandes/" + first, this.lille);
		long list = StatementCount.of(() -> page("/demandes?etat=toutes", this.lille));
		long home = StatementCount.of(() -> page("/", this.lille));
		long one = StatementCount.of(() -> page("/demandes/" + first, this.lille));
		long teams = StatementCount.of(() -> page("/demandes?responsable=moi", this.team));
		for (int i = 0; i < 4; i++) {
			answer(ask(this.lille), this.team, "Réponse " + i, "garder");
			answer(first, this.team, "Encore " + i, "garder");
		}
		page("/demandes/" + first, this.lille);

		assertThat(StatementCount.of(() -> page("/demandes?etat=toutes", this.lille))).isEqualTo(list)
			.isLessThanOrEqualTo(2);
		assertThat(StatementCount.of(() -> page("/", this.lille))).isEqualTo(home);
		assertThat(StatementCount.of(() -> page("/demandes/" + first, this.lille))).isEqualTo(one)
			.isLessThanOrEqualTo(2);
		assertThat(StatementCount.of(() -> page("/demandes?responsable=moi", this.team))).isEqualTo(teams)
			.isLessThanOrEqualTo(3);
	}

	@Test
	void theLongestAskedComesFirstAfterThoseThatNobodySeesTo() {
		UUID old = ask(this.lille);
		UUID older = ask(this.lille);
		UUID free = ask(this.lille);
		ago(old, 5);
		ago(older, 9);
		Acting.as(this.team, () -> this.requests.take(old, this.team));
		Acting.as(this.team, () -> this.requests.take(older, this.team));

		String page = page("/demandes", this.lille);

		assertThat(page.indexOf("/demandes/" + free)).isPositive().isLessThan(page.indexOf("/demandes/" + older));
		assertThat(page.indexOf("/demandes/" + older)).isLessThan(page.indexOf("/demandes/" + old));
		assertThat(page).contains("depuis 9 jours");
	}

	private UUID ask(CurrentAccount by) {
		return id(post("/demandes", by, "besoin", "DOCUMENT", "words", "Une demande", "sujet", this.school));
	}

	private MvcTestResult answer(UUID id, CurrentAccount by, String words, String then) {
		return post("/demandes/" + id + "/messages", by, "words", words, "seen", String.valueOf(version(id)), "suite",
				then);
	}

	private MvcTestResult undo(UUID id, String decision, CurrentAccount by) {
		return post("/demandes/" + id + "/decisions/" + decision + "/annulation", by);
	}

	private MvcTestResult post(String path, CurrentAccount by, String... fields) {
		var request = this.mvc.post().uri(path).with(Given.signedIn(by)).with(csrf());
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

	private String page(String path, CurrentAccount by) {
		MvcTestResult answer = this.mvc.get().uri(path).with(Given.signedIn(by)).exchange();
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
	}

	private static UUID id(MvcTestResult asked) {
		String address = String.valueOf(asked.getResponse().getRedirectedUrl());
		return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
	}

	private int version(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql("select version from team_request where id = ?")
			.param(id)
			.query(Integer.class)
			.single());
	}

	private @Nullable Object owner(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql("select owner from team_request where id = ?")
			.param(id)
			.query()
			.singleRow()
			.get("owner"));
	}

	private @Nullable Object contactOf(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql("select contact_id from team_request where id = ?")
			.param(id)
			.query()
			.singleRow()
			.get("contact_id"));
	}

	private List<String> decisions(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql(
				"select kind from team_request_decision where request_id = ? and undone_at is null order by decided_at, id")
			.param(id)
			.query(String.class)
			.list());
	}

	private List<Map<String, Object>> mails(CurrentAccount to) {
		return Acting.asSystem(() -> this.jdbc
			.sql("select origin, text_body from outgoing_mail where to_address = ? order by created_at")
			.param(to.email())
			.query()
			.listOfRows());
	}

	private void ago(UUID id, int days) {
		Acting.asSystem(
				() -> this.jdbc.sql("update team_request set asked_at = now() - make_interval(days => ?) where id = ?")
					.params(days, id)
					.update());
	}

	private int insert(CurrentAccount by, String columns, String values) {
		return Acting.as(by,
				() -> this.jdbc
					.sql("insert into team_request (id, kind, words, asked_at, asked_by, " + columns
							+ ") values (gen_random_uuid(), 'AUTRE', 'Essai', now(), ?, " + values + ")")
					.param(by.id())
					.update());
	}

	private UUID person(String uai, String name) {
		return Acting.as(this.team,
				() -> this.registration.register(
						new NewContact(ContactProfile.INTENDANT, "gestionnaire", name, "Ida", null, null), uai, "Essai",
						this.team));
	}

	private static String unique(String start) {
		StringBuilder name = new StringBuilder(start);
		UUID.randomUUID()
			.toString()
			.replace("-", "")
			.chars()
			.forEach((sign) -> name.append((char) ('a' + Character.digit(sign, 16))));
		return name.toString();
	}

}
