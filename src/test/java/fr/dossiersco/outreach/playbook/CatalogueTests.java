package fr.dossiersco.outreach.playbook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What the coordinator writes in the playbook, and what becomes of it. */
@DatabaseTest
class CatalogueTests {

	private static final String GUIDE = "/argumentaire/profils/TEACHER";

	@Autowired
	private Playbook playbook;

	@Autowired
	private Guides guides;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	@BeforeEach
	void aCoordinator() {
		this.me = this.given.coordinator();
	}

	@Test
	void aGuideIsPreviewedThenPublishedAndAnOldVersionComesBack() {
		int before = number();
		String word = "Mot-" + UUID.randomUUID();

		assertThat(body(guide(before, word, "action", "preview"))).contains("Aperçu", "<strong>" + word + "</strong>");
		assertThat(number()).isEqualTo(before);

		assertThat(guide(before, word)).hasRedirectedUrl(GUIDE);
		assertThat(page(GUIDE)).contains("<strong>" + word + "</strong>", "Version " + (before + 1));
		assertThat(page(GUIDE + "/versions")).contains("Version " + before + "<", "en vigueur");
		assertThat(page(GUIDE + "/versions/" + before)).contains("n’est plus en vigueur").doesNotContain(word);

		assertThat(post(GUIDE + "/versions/" + before + "/retablissement")).hasRedirectedUrl(GUIDE);
		assertThat(page(GUIDE)).doesNotContain(word);
		assertThat(number()).isEqualTo(before + 2);
	}

	@Test
	void theSecondToPublishAGuideIsToldAndLosesNothing() {
		int before = number();
		guide(before, "le premier");

		MvcTestResult second = guide(before, "le second");

		assertThat(second).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(second)).contains("pendant que vous", "/versions/" + (before + 1), "le second",
				"name=\"number\" value=\"" + (before + 1) + "\"");
		assertThat(guide(before + 1, "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void markdownBringsNoTagNorScript() {
		int before = number();
		guide(before, "<script>alert(1)</script> [piège](javascript:alert(1)) <img src=x onerror=alert(1)>");

		assertThat(page(GUIDE)).contains("&lt;script&gt;")
			.doesNotContain("<script>alert", "javascript:alert", "<img src=x");
		post(GUIDE + "/versions/" + before + "/retablissement");
	}

	@Test
	void anArgumentIsWrittenMovedRetiredAndTakenUpAgain() {
		String title = "Argument " + UUID.randomUUID();
		MvcTestResult added = argument("/argumentaire/arguments", null, title, "https://exemple.example/lettre.pdf");
		String address = Objects.requireNonNull(added.getResponse().getRedirectedUrl());

		assertThat(page(address)).contains(title, "<em>long</em>", "https://exemple.example/lettre.pdf", "Intendance");
		assertThat(titles()).endsWith(title);
		post(address + "/rang", "sens", "haut");
		assertThat(titles().indexOf(title)).isEqualTo(titles().size() - 2);
		post(address + "/rang", "sens", "bas");
		post(address + "/rang", "sens", "bas");
		assertThat(titles()).endsWith(title);

		assertThat(argument(address + "/modifier", "0", title + " bis", "")).hasRedirectedUrl(address);
		MvcTestResult late = argument(address + "/modifier", "0", title + " ter", "");
		assertThat(late).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(late)).contains(title + " bis", "value=\"" + title + " ter\"", "name=\"version\" value=\"1\"");

		post(address + "/retrait");
		assertThat(titles()).doesNotContain(title + " bis");
		assertThat(page(address)).contains("retiré");
		post(address + "/reprise");
		assertThat(titles()).contains(title + " bis");
		post(address + "/retrait");
	}

	@Test
	void aLinkThatIsNoneIsRefusedAndWhatWasTypedStays() {
		MvcTestResult refused = argument("/argumentaire/arguments", null, "Titre", "javascript:alert(1)");

		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(refused)).contains("Ce lien ne se lit pas", "value=\"Titre\"", "value=\"javascript:alert(1)\"");
		assertThat(argument("/argumentaire/arguments", null, "Titre", "//ailleurs.example"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(argument("/argumentaire/arguments", null, "", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void nearIdenticalObjectionsBecomeOneAndCanBeToldApartAgain() {
		UUID kept = objection("Le coût " + UUID.randomUUID());
		String label = "Le prix " + UUID.randomUUID();
		UUID dropped = objection(label);
		post("/argumentaire/objections/" + dropped + "/reponses", "text", "C’est gratuit pour de bon.");

		assertThat(page("/argumentaire/objections/" + dropped + "/fusion?avec=" + kept)).contains(label,
				"une réponse de plus");
		assertThat(post("/argumentaire/objections/" + dropped + "/fusion", "avec", kept.toString()))
			.hasRedirectedUrl("/argumentaire/objections/" + kept);

		assertThat(page("/argumentaire/objections/" + kept)).contains("C’est gratuit pour de bon.", label, "Séparer");
		assertThat(labels()).doesNotContain(label);
		assertThat(Acting.as(this.me, () -> this.playbook.heard(label.toUpperCase(java.util.Locale.ROOT), this.me)))
			.isEqualTo(kept);
		assertThat(this.mvc.get().uri("/argumentaire/objections/" + dropped).with(Given.signedIn(this.me)))
			.hasRedirectedUrl("/argumentaire/objections/" + kept);

		post("/argumentaire/objections/" + dropped + "/separation");
		assertThat(labels()).contains(label);
		assertThat(page("/argumentaire/objections/" + kept)).doesNotContain("C’est gratuit pour de bon.");
	}

	@Test
	void anObjectionIsMergedNeitherIntoItselfNorTwice() {
		UUID one = objection("Une " + UUID.randomUUID());
		UUID two = objection("Deux " + UUID.randomUUID());
		UUID three = objection("Trois " + UUID.randomUUID());

		assertThat(merge(one, one)).hasRedirectedUrl("/argumentaire/objections/" + one);
		assertThat(merge(one, two)).hasRedirectedUrl("/argumentaire/objections/" + two);
		assertThat(merge(one, three)).hasRedirectedUrl("/argumentaire/objections/" + one);
		assertThat(merge(three, one)).hasRedirectedUrl("/argumentaire/objections/" + three);
		assertThat(merge(two, three)).hasRedirectedUrl("/argumentaire/objections/" + three);
		assertThat(Acting.as(this.me, () -> this.playbook.mergedInto(one))).contains(three);
	}

	@Test
	void answersAreOrderedCorrectedAndRetired() {
		UUID objection = objection("À répondre " + UUID.randomUUID());
		String answers = "/argumentaire/objections/" + objection + "/reponses";
		post(answers, "text", "Première réponse.");
		post(answers, "text", "Seconde réponse.", "proof", "La lettre de mission");
		UUID second = answer("Seconde réponse.");

		post(answers + "/" + second + "/rang", "sens", "haut");
		assertThat(given(objection)).containsExactly("Seconde réponse.", "Première réponse.");

		assertThat(post(answers + "/" + second + "/modifier", "text", "Réponse revue.", "version", "0"))
			.hasStatus3xxRedirection();
		MvcTestResult late = post(answers + "/" + second + "/modifier", "text", "Trop tard.", "version", "0");
		assertThat(late).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(late)).contains("Réponse revue.", "Trop tard.");

		post(answers + "/" + second + "/retrait");
		assertThat(given(objection)).containsExactly("Première réponse.");
		post(answers + "/" + second + "/reprise");
		assertThat(given(objection)).hasSize(2);
		assertThat(post(answers, "text", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void twoObjectionsHaveTwoLabels() {
		String label = "Déjà dite " + UUID.randomUUID();
		objection(label);

		MvcTestResult refused = post("/argumentaire/objections", "label", label.toUpperCase(java.util.Locale.ROOT));

		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(refused)).contains("porte déjà ce libellé");
	}

	@Test
	void whatWasTriedIsToldByAim() {
		assertThat(page("/argumentaire/experiences")).contains("Faire venir", "Faire dire", "A échoué", "À essayer");
		assertThat(page("/argumentaire/profils")).contains("Intendance", GUIDE);
	}

	private int number() {
		return Acting.as(this.me, () -> this.guides.inForce(fr.dossiersco.outreach.contact.ContactProfile.TEACHER))
			.number();
	}

	private MvcTestResult guide(int from, String portrait, String... more) {
		String[] fields = { "number", String.valueOf(from), "portrait",
				portrait.isEmpty() ? "" : "**" + portrait + "**", "stakes", "x", "sensitivities", "x", "dos", "x",
				"donts", "x", "bestMoments", "x", "usualChannel", "x" };
		List<String> all = new java.util.ArrayList<>(List.of(fields));
		all.addAll(List.of(more));
		return post(GUIDE + "/modifier", all.toArray(String[]::new));
	}

	private MvcTestResult argument(String address, @org.jspecify.annotations.Nullable String version, String title,
			String link) {
		return post(address, "title", title, "pitch", "Dit en une phrase.", "detail", "Dit au *long*.", "profiles",
				"INTENDANT", "proof", "La lettre", "proofLink", link, "version", (version != null) ? version : "");
	}

	private UUID objection(String label) {
		MvcTestResult added = post("/argumentaire/objections", "label", label, "profiles", "PRINCIPAL");
		return UUID.fromString(Objects.requireNonNull(added.getResponse().getRedirectedUrl())
			.substring("/argumentaire/objections/".length()));
	}

	private MvcTestResult merge(UUID dropped, UUID kept) {
		return post("/argumentaire/objections/" + dropped + "/fusion", "avec", kept.toString());
	}

	private UUID answer(String text) {
		return Acting
			.asSystem(() -> this.jdbc.sql("select id from objection_answer where text = ? order by id desc limit 1")
				.param(text)
				.query(UUID.class)
				.single());
	}

	private List<String> given(UUID objection) {
		return Acting.as(this.me, () -> this.playbook.objections(null))
			.stream()
			.filter((each) -> each.id().equals(objection))
			.flatMap((each) -> each.answers().stream().map(Objection.Answer::text))
			.toList();
	}

	private List<String> titles() {
		return Acting.as(this.me, () -> this.playbook.arguments(null)).stream().map(Argument::title).toList();
	}

	private List<String> labels() {
		return Acting.as(this.me, () -> this.playbook.objections(null)).stream().map(Objection::label).toList();
	}

	private String page(String path) {
		return body(this.mvc.get().uri(path).with(Given.signedIn(this.me)).exchange());
	}

	private static String body(MvcTestResult answer) {
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private MvcTestResult post(String path, String... fields) {
		var request = this.mvc.post().uri(path).with(csrf()).with(Given.signedIn(this.me));
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

}
