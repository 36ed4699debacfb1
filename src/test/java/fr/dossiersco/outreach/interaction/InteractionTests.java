package fr.dossiersco.outreach.interaction;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
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

@DatabaseTest
class InteractionTests {

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

	@BeforeEach
	void school() {
		this.me = this.given.outreach();
		this.uai = this.given.school("059");
	}

	@Test
	void oneFormWritesTheExchangeItsArgumentsItsNextStepAndTheStage() {
		UUID argument = one("select id from argument order by position limit 1");
		UUID objection = one("select id from objection order by position limit 1");
		Map<String, String> form = form();
		form.put("reactions[" + argument + "]", "FAVORABLE");
		form.put("objections[" + objection + "]", "true");
		form.put("next", "SEMAINE");
		form.put("notes", "Veut une démonstration.");

		assertThat(log(form, this.me)).hasRedirectedUrl("/etablissements/" + this.uai);

		assertThat(count("select count(*) from interaction where uai = ? and notes = 'Veut une démonstration.'"))
			.isEqualTo(1);
		assertThat(count("""
				select count(*) from interaction_argument ia join interaction i on i.id = ia.interaction_id
				where i.uai = ? and ia.reaction = 'FAVORABLE'""")).isEqualTo(1);
		assertThat(count("""
				select count(*) from interaction_objection io join interaction i on i.id = io.interaction_id
				where i.uai = ? and io.lifted""")).isEqualTo(1);
		assertThat(count("select count(*) from follow_up where uai = ? and closed_at is null")).isEqualTo(1);
		assertThat(count("""
				select count(*) from stage_move m join pursuit p on p.uai = m.uai and p.stage = m.to_stage
				where m.uai = ? and m.to_stage = 'CONTACTE' and m.cause = 'ECHANGE'""")).isEqualTo(1);
	}

	@Test
	void aRefusedFormKeepsWhatWasTypedAndWritesNothing() {
		Map<String, String> form = form();
		form.remove("outcome");
		form.put("date", LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(3).toString());
		form.put("notes", "Surtout ne rien perdre.");
		form.put("contact", "");
		form.put("nextDate", "");
		form.put("reactions[" + one("select id from argument order by position limit 1") + "]", "");
		form.put("objections[" + one("select id from objection order by position limit 1") + "]", "");

		assertThat(log(form, this.me)).hasStatus(422)
			.bodyText()
			.contains("Choisissez le résultat de l’échange.", "cette date est à venir", "Surtout ne rien perdre.");
		assertThat(count("select count(*) from interaction where uai = ?")).isZero();
		assertThat(this.mvc.get().uri("/echanges/nouveau?etablissement={uai}", this.uai).with(Given.signedIn(this.me)))
			.bodyText()
			.contains("Surtout ne rien perdre.", "Brouillon du");
	}

	@Test
	void theSameFormSentTwiceIsLoggedOnce() {
		Map<String, String> form = form();

		log(form, this.me);
		log(form, this.me);

		assertThat(count("select count(*) from interaction where uai = ?")).isEqualTo(1);
	}

	@Test
	void takingBackUndoesTheStageTheNextStepAndTheAnswer() {
		Map<String, String> first = form();
		first.put("next", "DEMAIN");
		log(first, this.me);
		UUID promised = one("select id from follow_up where uai = '" + this.uai + "'");
		Map<String, String> second = form();
		second.put("followUp", promised.toString());
		second.put("stage", "INTERESSE");
		second.put("next", "MOIS");
		log(second, this.me);
		assertThat(count("select count(*) from pursuit where uai = ? and stage = 'INTERESSE'")).isEqualTo(1);

		assertThat(takeBack(second, this.given.outreach())).hasRedirectedUrl("/echanges/" + second.get("id"));
		assertThat(takeBack(second, this.me)).hasRedirectedUrl("/etablissements/" + this.uai);

		assertThat(count("select count(*) from interaction where uai = ?")).isEqualTo(1);
		assertThat(count("select count(*) from pursuit where uai = ? and stage = 'CONTACTE'")).isEqualTo(1);
		assertThat(count("select count(*) from follow_up where uai = ? and closed_at is null")).isEqualTo(1);
	}

	@Test
	void nobodyCallsSomeoneWhoAskedNotToBe() {
		UUID person = person();
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (?, ?, now(), ?, 'essai')")
			.params(UUID.randomUUID(), person, this.me.id())
			.update());
		Map<String, String> form = form();
		form.put("contact", person.toString());

		assertThat(log(form, this.me)).hasStatus(422)
			.bodyText()
			.contains("Cette personne a demandé à ne plus être contactée.");
		form.put("direction", "ENTRANT");
		assertThat(log(form, this.me)).hasStatus3xxRedirection();
	}

	@Test
	void anAttitudeSeenIsNotedAndTakenBackWithTheExchange() {
		UUID person = person();
		Map<String, String> form = form();
		form.put("attitude", "ALLIE");
		assertThat(log(form, this.me)).hasStatus(422).bodyText().contains("Choisissez d’abord à qui");
		form.put("contact", person.toString());
		form.put("attitudeReason", "En parle à ses collègues.");

		assertThat(log(form, this.me)).hasStatus3xxRedirection();
		assertThat(this.mvc.get().uri("/contacts/" + person).with(Given.signedIn(this.me))).bodyText()
			.contains("Allié·e", "En parle à ses collègues.", "/echanges/" + form.get("id"));

		assertThat(takeBack(form, this.me)).hasStatus3xxRedirection();
		assertThat(this.mvc.get().uri("/contacts/" + person).with(Given.signedIn(this.me))).bodyText()
			.doesNotContain("En parle à ses collègues.");
	}

	@Test
	void someoneMetAndAnObjectionHeardAreAddedWithoutLosingTheForm() {
		Map<String, String> form = form();
		form.put("notes", "En cours de saisie.");
		form.put("newcomer.familyName", "Nouvelle-Fictive");
		form.put("newcomer.profile", "SECRETARIAT");
		form.put("newcomer.phone", "pas un numéro");
		form.put("action", "addContact");
		assertThat(log(form, this.me)).hasStatus(422)
			.bodyText()
			.contains("Ce n’est pas un numéro de téléphone.", "Nouvelle-Fictive", "En cours de saisie.");

		form.put("newcomer.phone", "01 99 00 11 22");
		assertThat(log(form, this.me)).hasStatusOk().bodyText().contains("Nouvelle-Fictive", "En cours de saisie.");
		assertThat(count("select count(*) from post where uai = ?")).isEqualTo(1);

		form.put("action", "addObjection");
		form.put("newObjection", "Objection " + this.uai);
		assertThat(log(form, this.me)).hasStatusOk()
			.bodyText()
			.contains("Objection " + this.uai, "En cours de saisie.");
		assertThat(count("select count(*) from interaction where uai = ?")).isZero();
	}

	@Test
	void pausingOrDroppingASchoolAsksWhy() {
		Map<String, String> form = form();
		form.put("stage", "SANS_SUITE");
		assertThat(log(form, this.me)).hasStatus(422).bodyText().contains("cette étape demande un motif");
		assertThat(count("select count(*) from interaction where uai = ?")).isZero();

		form.put("stageReason", "L’équipe a déjà un autre service.");
		assertThat(log(form, this.me)).hasStatus3xxRedirection();
	}

	@Test
	void anAmbassadorNeitherReadsNorWritesElsewhere() {
		UUID person = person();
		Map<String, String> form = form();
		log(form, this.me);
		CurrentAccount elsewhere = this.given.ambassador("20");

		assertThat(this.mvc.get().uri("/echanges/{id}", form.get("id")).with(Given.signedIn(elsewhere))).hasStatus(404);
		assertThat(this.mvc.get().uri("/echanges/nouveau?contact={id}", person).with(Given.signedIn(elsewhere)))
			.hasStatus(404);
		assertThat(takeBack(form, elsewhere)).hasStatus(404);
		assertThat(log(form(), elsewhere)).hasStatus(403);
		assertThat(this.mvc.get().uri("/etablissements/{uai}/echanges", this.uai).with(Given.signedIn(elsewhere)))
			.hasStatus(404);
		assertThat(count("select count(*) from interaction where uai = ?")).isEqualTo(1);
		assertThat(log(form(), this.given.ambassador("09"))).hasStatus3xxRedirection();
	}

	@Test
	void anUnknownSchoolOrPersonIsNotFound() {
		assertThat(this.mvc.get().uri("/echanges/nouveau?etablissement=0999999B").with(Given.signedIn(this.me)))
			.hasStatus4xxClientError();
		assertThat(
				this.mvc.get().uri("/echanges/nouveau?contact={id}", UUID.randomUUID()).with(Given.signedIn(this.me)))
			.hasStatus(404);
	}

	@Test
	void theNumberOfStatementsDoesNotGrowWithTheTimeline() {
		log(form(), this.me);
		long one = StatementCount.of(this::openForm);
		for (int i = 0; i < 10; i++) {
			log(form(), this.me);
		}

		assertThat(StatementCount.of(this::openForm)).isEqualTo(one).isLessThanOrEqualTo(10);
		assertThat(StatementCount.of(() -> log(form(), this.me))).isLessThanOrEqualTo(25);
	}

	private void openForm() {
		assertThat(this.mvc.get().uri("/echanges/nouveau?etablissement={uai}", this.uai).with(Given.signedIn(this.me)))
			.hasStatusOk();
	}

	private Map<String, String> form() {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("id", UUID.randomUUID().toString());
		form.put("uai", this.uai);
		form.put("channel", "TELEPHONE");
		form.put("direction", "SORTANT");
		form.put("outcome", "JOINT");
		form.put("approach", "FROID");
		form.put("date", LocalDate.now(ZoneId.of("Europe/Paris")).minusDays(1).toString());
		form.put("time", "10:30");
		form.put("next", "AUCUNE");
		form.put("stage", "AUTO");
		return form;
	}

	private MvcTestResult log(Map<String, String> form, CurrentAccount by) {
		var request = this.mvc.post().uri("/echanges").with(csrf()).with(Given.signedIn(by));
		form.forEach(request::param);
		return request.exchange();
	}

	private MvcTestResult takeBack(Map<String, String> form, CurrentAccount by) {
		return this.mvc.post()
			.uri("/echanges/{id}/annulation", form.get("id"))
			.with(csrf())
			.with(Given.signedIn(by))
			.exchange();
	}

	private UUID person() {
		return Acting.as(this.me,
				() -> this.registration.register(
						new NewContact(ContactProfile.PRINCIPAL, null, "Fictif", "Alix", null, null), this.uai, "essai",
						this.me));
	}

	private long count(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).param(this.uai).query(Long.class).single());
	}

	private UUID one(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).query(UUID.class).single());
	}

}
