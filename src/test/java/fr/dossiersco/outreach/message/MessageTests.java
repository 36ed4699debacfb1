package fr.dossiersco.outreach.message;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * Messages are written by the team, and read and previewed by whoever may see the person.
 */
@DatabaseTest
class MessageTests {

	@Autowired
	private MessageTemplates templates;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	private String word;

	@BeforeEach
	void someone() {
		this.me = this.given.outreach();
		this.word = "mot" + UUID.randomUUID().toString().replace("-", "");
	}

	@Test
	void aMessageIsWrittenFoundChangedRetiredAndTakenUpAgain() {
		String address = written("SECRETARIAT", "MEL", "Bonjour {{prenom}}");

		assertThat(page(address)).contains(this.word, "{{prenom}}", "Secrétariat", "Mél", "Choisir une personne");
		assertThat(list("q=" + this.word)).contains("1 message<", this.word);
		assertThat(list("q=" + this.word + "&canal=FORUM")).contains("Aucun message", "Tout effacer");
		assertThat(list("q=" + this.word + "&profil=SECRETARIAT&canal=MEL")).contains("1 message<");
		assertThat(list("q=" + this.word + "&profil=TEACHER")).contains("Aucun message");
		assertThat(list("q=" + this.word + "&profil=n_importe&canal=quoi&page=-3&etat=x")).contains("1 message<");

		assertThat(send(address + "/modifier", "version", "0", "body", "Bonsoir")).hasRedirectedUrl(address);
		assertThat(send(address + "/modifier", "version", "1", "body", "Bonsoir")).hasRedirectedUrl(address);
		MvcTestResult retired = post(address + "/retrait");
		assertThat(retired).hasRedirectedUrl(address).flash().containsKey("undo");
		post(address + "/retrait");
		assertThat(list("q=" + this.word)).contains("Aucun message", "Voir les messages retirés (1)");
		assertThat(list("q=" + this.word + "&etat=retires")).contains("1 message retiré<");
		assertThat(page(address)).contains("Ce message est retiré", "Reprendre").doesNotContain("Choisir une personne");
		assertThat(page(address + "/apercu")).contains("Ce message est retiré").doesNotContain("data-copy");
		post(address + "/reprise");
		assertThat(list("q=" + this.word)).contains("1 message<");

		assertThat(page(address + "/historique")).containsSubsequence("Repris", "Retiré", "Modifié", "Bonsoir", "Écrit",
				"Bonjour {{prenom}}");
		assertThat(this.changes(address)).isEqualTo(4);
	}

	@Test
	void whatIsRefusedIsNamedAndNothingIsLost() {
		MvcTestResult refused = send("/messages", "body", "Bonjour {{prenon}},\n\nà {{ville\nChère intendante}}");

		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(refused)).contains("Aucun champ ne s’appelle {{prenon}} (ligne 1)",
				"Les accolades de «\u00A0{{ville\u00A0» ne sont pas refermées (ligne 3)",
				"«\u00A0}}\u00A0» referme des accolades qui ne sont pas ouvertes (ligne 4)",
				"«\u00A0intendante\u00A0» blesse beaucoup de collègues (ligne 4)", "value=\"" + this.word + "\"");
		assertThat(text(refused)).isEqualTo("Bonjour {{prenon}},\n\nà {{ville\nChère intendante}}");
		assertThat(body(send("/messages", "subject", "", "body", "x"))).contains("Un mél a un objet");
		assertThat(send("/messages", "subject", "", "channel", "FORUM", "body", "x")).hasStatus3xxRedirection();
		assertThat(send("/messages", "body", "a\0b")).hasStatus3xxRedirection();
		assertThat(send("/messages", "channel", "PIGEON", "body", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(send("/messages", "body", "</textarea><script>alert(1)</script> {{x}}")))
			.contains("&lt;/textarea&gt;&lt;script&gt;")
			.doesNotContain("<script>alert");
	}

	@Test
	void theSecondToWriteSeesBothVersions() {
		String address = written(null, "MEL", "au départ");
		send(address + "/modifier", "version", "0", "body", "la première");

		MvcTestResult second = send(address + "/modifier", "version", "0", "body", "la seconde");

		assertThat(second).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(second)).contains("pendant que vous écriviez", "la première</dd>",
				"name=\"version\" value=\"1\"", this.me.name());
		assertThat(text(second)).isEqualTo("la seconde");
		assertThat(send(address + "/modifier", "version", "1", "body", "la seconde")).hasRedirectedUrl(address);
	}

	@Test
	void aCopyIsAFormUntilItIsSaved() {
		String address = written("TEACHER", "REUNION", "Chers {{etablissement}}");
		String id = address.substring(address.lastIndexOf('/') + 1);

		assertThat(page("/messages/nouveau?modele=" + id))
			.contains("Copie de " + this.word, "Chers {{etablissement}}", "action=\"/messages\"")
			.doesNotContain("name=\"version\"");
		assertThat(list("q=" + this.word)).contains("1 message<");
	}

	@Test
	void othersMayProposeWhatIsInUse() {
		UUID forAll = id(written(null, "MEL", "pour tous"));
		UUID forTeachers = id(written("TEACHER", "MEL", "pour certains"));
		UUID forum = id(written("TEACHER", "FORUM", "ailleurs"));
		UUID retired = id(written(null, "MEL", "naguère"));
		post("/messages/" + retired + "/retrait");

		assertThat(usable(MessageChannel.MEL, ContactProfile.TEACHER)).contains(forAll, forTeachers)
			.doesNotContain(forum, retired);
		assertThat(usable(MessageChannel.MEL, ContactProfile.PRINCIPAL)).contains(forAll).doesNotContain(forTeachers);
		assertThat(usable(null, null)).contains(forAll, forTeachers, forum).doesNotContain(retired);
		assertThat(Acting.as(this.given.ambassador("09"), () -> this.templates.find(retired)).orElseThrow().retired())
			.isTrue();
	}

	@Test
	void ambassadorsReadAndTheDatabaseRefusesTheirWriting() {
		UUID id = id(written(null, "MEL", "à lire"));
		CurrentAccount ambassador = this.given.ambassador("09");

		assertThat(body(get("/messages/" + id, ambassador))).contains("à lire").doesNotContain("/modifier", "/retrait");
		assertThat(body(get("/messages?q=" + this.word, ambassador))).contains("1 message<")
			.doesNotContain("/messages/nouveau");
		assertThatThrownBy(() -> Acting.as(ambassador,
				() -> this.jdbc.sql("update message_template set body = 'x' where id = ?").param(id).update()))
			.isInstanceOf(DataAccessException.class);
		assertThatThrownBy(() -> Acting.as(ambassador,
				() -> this.jdbc
					.sql("""
							insert into message_change (template_id, version, kind, title, channel, profiles, body, changed_at, changed_by)
							values (?, 9, 'MODIFICATION', 'x', 'MEL', '{}', 'x', now(), ?)""")
					.params(id, ambassador.id())
					.update()))
			.isInstanceOf(DataAccessException.class);
		assertThatThrownBy(() -> Acting.as(this.me,
				() -> this.jdbc
					.sql("""
							insert into message_change (template_id, version, kind, title, channel, profiles, body, changed_at, changed_by)
							values (?, 9, 'MODIFICATION', 'x', 'MEL', '{}', 'x', now(), ?)""")
					.params(id, ambassador.id())
					.update()))
			.as("in someone else's name")
			.isInstanceOf(DataAccessException.class);
	}

	@Test
	void listsAndPagesAskTheSameNumberOfQuestionsHoweverMuchThereIs() {
		String address = written(null, "MEL", "Bonjour {{nom.complet}}, {{colleges.inscrits.academie}}");
		written(null, "MEL", "Bonjour {{nom.complet}}");

		assertThat(StatementCount.of(() -> list("q=" + this.word))).isEqualTo(2);
		assertThat(StatementCount.of(() -> page(address))).isEqualTo(1);
		assertThat(StatementCount.of(() -> page(address + "/historique"))).isEqualTo(2);
		assertThat(StatementCount.of(() -> page(address + "/modifier"))).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example",
			"javascript:alert(1)", "/ /ailleurs.example", "/;//ailleurs.example", "\n//ailleurs.example", "campagnes" })
	void oneComesBackToOurPagesOnly(String retour) {
		assertThat(PreviewQuery.ourPage(retour)).isNull();
	}

	@Test
	void oneComesBackWhereOneWas() {
		assertThat(PreviewQuery.ourPage("/campagnes/4?etape=2&q=été"))
			.isEqualTo("/campagnes/4?etape=2&q=%C3%A9t%C3%A9");
		assertThat(PreviewQuery.ourPage("/")).isEqualTo("/");
		assertThat(PreviewQuery.ourPage(null)).isNull();
	}

	private List<UUID> usable(@Nullable MessageChannel channel, @Nullable ContactProfile profile) {
		return Acting.as(this.given.ambassador("09"), () -> this.templates.usable(channel, profile))
			.stream()
			.map(MessageTemplates.Choice::id)
			.toList();
	}

	private static UUID id(String address) {
		return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
	}

	private long changes(String address) {
		return Acting.as(this.me,
				() -> this.jdbc.sql("select count(*) from message_change where template_id = ?")
					.param(id(address))
					.query(Long.class)
					.single());
	}

	/** A new message, whose title is this test's own word; its address. */
	private String written(@Nullable String profile, String channel, String body) {
		MvcTestResult added = send("/messages", "channel", channel, "body", body, "profiles",
				(profile != null) ? profile : "");
		return Objects.requireNonNull(added.getResponse().getRedirectedUrl());
	}

	private MvcTestResult send(String uri, String... fields) {
		var request = this.mvc.post().uri(uri).with(csrf()).with(Given.signedIn(this.me));
		Map<String, String> sent = new LinkedHashMap<>(
				Map.of("title", this.word, "channel", "MEL", "subject", "Objet"));
		for (int i = 0; i < fields.length; i += 2) {
			sent.put(fields[i], fields[i + 1]);
		}
		sent.forEach(request::param);
		return request.exchange();
	}

	private MvcTestResult post(String uri) {
		return this.mvc.post().uri(uri).with(csrf()).with(Given.signedIn(this.me)).exchange();
	}

	private String list(String query) {
		return page("/messages?" + query);
	}

	private String page(String uri) {
		MvcTestResult answer = get(uri, this.me);
		assertThat(answer).hasStatusOk();
		return body(answer);
	}

	private MvcTestResult get(String uri, CurrentAccount who) {
		return this.mvc.get().uri(uri).with(Given.signedIn(who)).exchange();
	}

	/** What the field of the text holds. */
	private static String text(MvcTestResult answer) {
		String field = body(answer).replaceAll("(?s).*<textarea[^>]*name=\"body\"[^>]*>(.*?)</textarea>.*", "$1");
		return HtmlUtils.htmlUnescape(field);
	}

	private static String body(MvcTestResult answer) {
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
