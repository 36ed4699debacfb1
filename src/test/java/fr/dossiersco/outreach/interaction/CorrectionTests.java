package fr.dossiersco.outreach.interaction;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Several people in one exchange, what was promised, and what was logged wrongly. */
@DatabaseTest
class CorrectionTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	private CurrentAccount me;

	private String uai;

	private UUID principal;

	private UUID secretary;

	@BeforeEach
	void twoPeopleOfASchool() {
		this.me = this.given.outreach();
		this.uai = this.given.school("059");
		this.principal = person(ContactProfile.PRINCIPAL, "Dupremier");
		this.secretary = person(ContactProfile.SECRETARIAT, "Dusecond");
	}

	@Test
	void whoeverTookPartIsNamedEverywhereAndWasSpokenWith() {
		UUID exchange = log(with("with", this.principal + "," + this.secretary));

		assertThat(get("/etablissements/" + this.uai)).contains("en présence de Camille Dusecond");
		assertThat(get("/contacts/" + this.secretary)).contains("/echanges/" + exchange);
		assertThat(get("/echanges/" + exchange)).contains("Aussi présents");
		assertThat(reached(this.secretary)).isEqualTo(reached(this.principal)).isNotNull();
		assertThat(get("/contacts/" + this.secretary + "/suppression", this.given.coordinator())).contains("1 échange");
	}

	@Test
	void someoneFromElsewhereDidNotTakePart() {
		String other = this.given.school("059");
		UUID stranger = Acting.as(this.me,
				() -> this.registration.register(
						new NewContact(ContactProfile.TEACHER, null, "Ailleurs", "Camille", null, null), other, "Essai",
						this.me));

		assertThat(send("/echanges", with("with", stranger.toString()), this.me)).hasStatus(422)
			.bodyText()
			.contains("n’est pas connue dans cet établissement");
	}

	@Test
	void whatWasPromisedIsToBeSentTodayAndTakenBackWithTheExchange() {
		UUID exchange = log(with("documents", "CONVENTION,LETTRE_DE_MISSION"));

		Map<String, Object> step = one(
				"select kind, due_on, note from follow_up where uai = ? and closed_at is null and kind = 'DOCUMENT'");
		assertThat(step).containsEntry("due_on", java.sql.Date.valueOf(LocalDate.now(ZoneId.of("Europe/Paris"))));
		assertThat((String) step.get("note")).contains("lettre de mission nominative, convention");
		assertThat(get("/etablissements/" + this.uai)).contains("À remettre");

		send("/echanges/" + exchange + "/annulation", Map.of(), this.me);
		assertThat(count("select count(*) from follow_up where uai = ?")).isZero();
	}

	@Test
	void aCorrectionKeepsWhatWasSaidBefore() {
		UUID argument = id("select id from argument order by position limit 1");
		Map<String, String> form = with("reactions[" + argument + "]", "FAVORABLE");
		form.put("notes", "Rappeler.");
		UUID exchange = log(form);
		assertThat(get("/echanges/" + exchange)).contains("Corriger cet échange")
			.doesNotContain("Ce qui a été corrigé");
		assertThat(get("/echanges/" + exchange + "/correction")).contains("Rappeler.")
			.containsPattern("value=\"FAVORABLE\"[^>]* checked");

		Map<String, String> corrected = with("reactions[" + argument + "]", "NEUTRE");
		corrected.put("version", "0");
		corrected.put("outcome", "SANS_REPONSE");
		corrected.put("notes", "Personne n’a décroché.");
		corrected.put("with", this.secretary.toString());
		corrected.put("documents", "AUTRE");
		assertThat(send("/echanges/" + exchange + "/correction", corrected, this.me))
			.hasRedirectedUrl("/echanges/" + exchange);

		String page = get("/echanges/" + exchange);
		assertThat(page).contains("Ce qui a été corrigé", "Rappeler.", "Personne n’a décroché.", "Camille Dusecond",
				"bien reçu", "autre document");
		assertThat(reached(this.principal)).isNull();
		assertThat(
				count("""
						select coalesce(sum(reached), 0) from effect_between(current_date - 1, current_date + 1) b
						where b.measure = 'ARGUMENT' and 1 = (select count(*) from interaction where uai = ? and outcome = 'JOINT')"""))
			.isZero();
		assertThat(count(
				"select count(*) from interaction_correction c join interaction i on i.id = c.interaction_id where i.uai = ?"))
			.isEqualTo(5);
		assertThat(count("select count(*) from pursuit where uai = ? and stage = 'CONTACTE'")).isEqualTo(1);
		assertThat(send("/echanges/" + exchange + "/correction", with(corrected, "version", "1"), this.me))
			.hasRedirectedUrl("/echanges/" + exchange);
		assertThat(count(
				"select count(*) from interaction_correction c join interaction i on i.id = c.interaction_id where i.uai = ?"))
			.as("nothing changed")
			.isEqualTo(5);
	}

	@Test
	void ofTwoCorrectionsAtOnceTheSecondSeesBoth() {
		UUID exchange = log(with("notes", "Au départ."));
		Map<String, String> first = with("notes", "La première.");
		first.put("version", "0");
		send("/echanges/" + exchange + "/correction", first, this.me);

		Map<String, String> second = with("notes", "La seconde.");
		second.put("version", "0");
		assertThat(send("/echanges/" + exchange + "/correction", second, this.given.coordinator())).hasStatus(409)
			.bodyText()
			.contains("a été corrigé entre-temps", "La première.", "La seconde.", "value=\"1\"");
		assertThat(count("select count(*) from interaction where uai = ? and notes = 'La première.'")).isEqualTo(1);
	}

	@Test
	void badInputIsToldAndNothingIsWritten() {
		UUID exchange = log(with("notes", "Au départ."));
		Map<String, String> wrong = with("notes", "Texte de trop.");
		wrong.put("version", "0");
		wrong.put("approach", "INTRODUIT");
		wrong.put("date", "31 mars");
		assertThat(send("/echanges/" + exchange + "/correction", wrong, this.me)).hasStatus(422)
			.bodyText()
			.contains("Dites qui nous a introduits", "Date non reconnue", "Texte de trop.");
		wrong.put("date", LocalDate.now().plusDays(9).toString());
		assertThat(send("/echanges/" + exchange + "/correction", wrong, this.me)).hasStatus(422)
			.bodyText()
			.contains("cette date est à venir");
		assertThat(count("select count(*) from interaction where uai = ? and notes = 'Au départ.'")).isEqualTo(1);
	}

	@Test
	void itsAuthorAndTheCoordinationCorrectAnExchange() {
		UUID exchange = log(with("notes", "À moi."));
		String address = "/echanges/" + exchange + "/correction";

		assertThat(get("/echanges/" + exchange, this.given.outreach())).doesNotContain("Corriger cet échange");
		assertThat(status(address, this.given.outreach())).isEqualTo(403);
		assertThat(status(address, this.given.ambassador("09"))).isEqualTo(403);
		assertThat(status(address, this.given.ambassador("20"))).isEqualTo(404);
		assertThat(status(address, this.given.coordinator())).isEqualTo(200);
		CurrentAccount elsewhere = this.given.ambassador("20");
		for (String table : List.of("interaction_participant", "interaction_document", "interaction_correction")) {
			assertThat(Acting.as(elsewhere,
					() -> this.jdbc.sql("select count(*) from " + table + " where interaction_id = ?")
						.param(exchange)
						.query(Long.class)
						.single()))
				.isZero();
		}
	}

	@Test
	void aDraftKeepsWhoWasThereAndWhatWasPromised() {
		Map<String, String> form = with("with", this.principal + "," + this.secretary);
		form.put("documents", "CONVENTION,AUTRE");
		send("/echanges/brouillon", form, this.me);

		assertThat(get("/echanges/nouveau?etablissement=" + this.uai))
			.containsPattern("value=\"" + this.secretary + "\" checked")
			.containsPattern("value=\"CONVENTION\" checked")
			.containsPattern("value=\"AUTRE\" checked");
	}

	private UUID person(ContactProfile profile, String familyName) {
		return Acting.as(this.me, () -> this.registration
			.register(new NewContact(profile, null, familyName, "Camille", null, null), this.uai, "Essai", this.me));
	}

	private Map<String, String> with(String name, String value) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("id", UUID.randomUUID().toString());
		form.put("uai", this.uai);
		form.put("contact", this.principal.toString());
		form.put("channel", "VISITE");
		form.put("direction", "SORTANT");
		form.put("outcome", "JOINT");
		form.put("approach", "FROID");
		form.put("date", LocalDate.now(ZoneId.of("Europe/Paris")).toString());
		form.put("time", "00:00");
		return with(form, name, value);
	}

	private static Map<String, String> with(Map<String, String> form, String name, String value) {
		form.put(name, value);
		return form;
	}

	private UUID log(Map<String, String> form) {
		assertThat(send("/echanges", form, this.me)).hasStatus3xxRedirection();
		return UUID.fromString(String.valueOf(form.get("id")));
	}

	private MvcTestResult send(String address, Map<String, String> form, CurrentAccount who) {
		var request = this.mvc.post().uri(address);
		form.forEach((name, value) -> request.param(name,
				(name.equals("with") || name.equals("documents")) ? value.split(",") : new String[] { value }));
		return request.with(csrf()).with(Given.signedIn(who)).exchange();
	}

	private String get(String address) {
		return get(address, this.me);
	}

	private String get(String address, CurrentAccount who) {
		return new String(
				this.mvc.get().uri(address).with(Given.signedIn(who)).exchange().getResponse().getContentAsByteArray(),
				StandardCharsets.UTF_8);
	}

	private int status(String address, CurrentAccount who) {
		return this.mvc.get().uri(address).with(Given.signedIn(who)).exchange().getResponse().getStatus();
	}

	private Object reached(UUID contact) {
		return new ArrayList<>(Acting
			.asSystem(() -> this.jdbc.sql("select last_reached_at from contact where id = ?")
				.param(contact)
				.query()
				.singleRow())
			.values()).getFirst();
	}

	private Map<String, Object> one(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).param(this.uai).query().singleRow());
	}

	private UUID id(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).query(UUID.class).single());
	}

	private long count(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).param(this.uai).query(Long.class).single());
	}

}
