package fr.dossiersco.outreach.ambassador;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.ambassador.Network.Place;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The way to being an ambassador, from « volontaire » to « merci ». */
@DatabaseTest
class AmbassadorTests {

	private static final String CHOSEN = "quatre vélos sous la pluie";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Paths paths;

	@Autowired
	private PathRecords records;

	@Autowired
	private Network network;

	@Autowired
	private Candidates candidates;

	@Autowired
	private PersonalPaths personal;

	private CurrentAccount team;

	private CurrentAccount coordinator;

	private CurrentAccount lille;

	@BeforeEach
	void people() {
		this.team = this.given.outreach();
		this.coordinator = this.given.coordinator();
		this.lille = this.given.ambassador("09");
	}

	@Test
	void whoIsWillingIsNotedInTheirWordsAndTakenBack() {
		Someone someone = someone("059", null);

		MvcTestResult noted = post("/contacts/" + someone.contact() + "/ambassade", this.lille, "mots",
				"Pourquoi pas !");

		assertThat(noted).hasRedirectedUrl("/contacts/" + someone.contact());
		assertThat(noted).flash().containsEntry("done", "ambassador.noted");
		assertThat(text("/contacts/" + someone.contact(), this.team)).contains("Volontaire", "Pourquoi pas !",
				"Ouvrir son parcours");
		assertThat(state(someone)).isEqualTo("VOLONTAIRE");
		post(((Undo) Objects.requireNonNull(noted.getMvcResult().getFlashMap().get("undo"))).action(), this.lille);
		assertThat(state(someone)).isNull();
		assertThat(text("/contacts/" + someone.contact(), this.team)).contains("Noter «\u00a0volontaire\u00a0»");
	}

	@Test
	void aDeployedSchoolIsAGoodMomentToAsk() {
		assertThat(text("/contacts/" + someone("059", "UTILISATEUR").contact(), this.lille)).contains("un bon moment");
		assertThat(text("/contacts/" + someone("059", "INSCRIT").contact(), this.lille))
			.contains("Serait-elle ou il d’accord")
			.doesNotContain("un bon moment");
	}

	@Test
	void ofTwoAtOnceOneIsWrittenAndTheOtherIsTold() throws Exception {
		Someone someone = someone("059", null);
		CyclicBarrier start = new CyclicBarrier(2);
		List<Callable<Boolean>> both = List.of(() -> {
			start.await();
			return Acting.as(this.team, () -> this.paths.note(someone.contact(), null, this.team)).fresh();
		}, () -> {
			start.await();
			return Acting.as(this.lille, () -> this.paths.note(someone.contact(), null, this.lille)).fresh();
		});
		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			long written = 0;
			for (Future<Boolean> one : threads.invokeAll(both)) {
				written += one.get() ? 1 : 0;
			}
			assertThat(written).isOne();
		}
		MvcTestResult again = post("/contacts/" + someone.contact() + "/ambassade", this.team);
		assertThat(again).flash().containsEntry("done", "ambassador.noted.already");
	}

	@Test
	void nobodyNotesWhoAskedForSilence() {
		Someone someone = someone("059", "UTILISATEUR");
		oppose(someone);

		assertThat(post("/contacts/" + someone.contact() + "/ambassade", this.team)).flash()
			.containsEntry("failed", "ambassador.opposed");
		assertThat(text("/contacts/" + someone.contact(), this.team)).doesNotContain("id=\"ambassade\"");
		assertThatThrownBy(() -> Acting.as(this.lille, () -> insertPath(someone, this.lille)))
			.hasRootCauseMessage("ERROR: new row violates row-level security policy for table \"ambassador_path\"");
		assertThatThrownBy(() -> Acting.as(this.team, () -> insertPath(someone, this.team)))
			.hasRootCauseMessage("ERROR: new row violates row-level security policy for table \"ambassador_path\"");
	}

	@Test
	void whoOpposesOnTheWayIsNotInvited() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);
		oppose(someone);

		assertThat(get("/ambassadeurs/" + path + "/invitation", this.coordinator)).flash()
			.containsEntry("failed", "ambassador.opposed");
		assertThat(invite(path, someone.email())).flash().containsEntry("failed", "ambassador.opposed");
		assertThat(post("/ambassadeurs/" + path + "/point", this.team, "jour", tomorrow())).flash()
			.containsEntry("failed", "ambassador.opposed");
		assertThat(text("/ambassadeurs/" + path, this.team)).contains("ne plus être contactée");
	}

	@Test
	void fromInvitedToActiveAndBack() {
		Someone someone = someone("059", "FIDELISE");
		UUID path = willing(someone);
		assertThat(text("/ambassadeurs/" + path + "/invitation", this.coordinator))
			.contains("Camille " + someone.name(), someone.email());

		assertThat(invite(path, someone.email())).hasRedirectedUrl("/ambassadeurs/" + path);
		assertThat(state(someone)).isEqualTo("INVITE");
		assertThat(text("/ambassadeurs/" + path, this.team)).contains("Invité·e par", "Le lien sert jusqu’au");
		assertThat(accept(someone.email())).hasRedirectedUrl("/connexion");
		assertThat(state(someone)).isEqualTo("ACCOMPAGNE");
		assertThat(text("/ambassadeurs/" + path, this.team)).contains("compte ouvert par l’invitation",
				"compte ouvert le");

		MvcTestResult active = decide(path, Decision.ACTIVITE, "ACCOMPAGNE", null);
		assertThat(active).flash().containsEntry("done", "ambassador.decided.ACTIVITE");
		assertThat(state(someone)).isEqualTo("ACTIF");
		post(((Undo) Objects.requireNonNull(active.getMvcResult().getFlashMap().get("undo"))).action(), this.team);
		assertThat(state(someone)).isEqualTo("ACCOMPAGNE");

		decide(path, Decision.ACTIVITE, "ACCOMPAGNE", null);
		decide(path, Decision.RETRAIT, "ACTIF", "Congé parental");
		assertThat(state(someone)).isEqualTo("EN_RETRAIT");
		assertThat(text("/ambassadeurs/" + path, this.team)).contains("Congé parental", "En retrait");
		decide(path, Decision.REPRISE, "EN_RETRAIT", null);
		assertThat(state(someone)).isEqualTo("ACCOMPAGNE");
	}

	@Test
	void whatWasDecidedMeanwhileIsTold() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);
		assertThat(decide(path, Decision.RENONCEMENT, "VOLONTAIRE", "Pas le temps")).flash()
			.containsEntry("done", "ambassador.decided.RENONCEMENT");

		for (String[] wrong : List.of(new String[] { "RENONCEMENT", "VOLONTAIRE" },
				new String[] { "ACTIVITE", "RENONCE" }, new String[] { "N’IMPORTE", "RENONCE" },
				new String[] { "REPRISE", "" })) {
			assertThat(post("/ambassadeurs/" + path + "/decisions", this.team, "decision", wrong[0], "etape", wrong[1]))
				.flash()
				.containsEntry("failed", "ambassador.meanwhile");
		}
		assertThat(state(someone)).isEqualTo("RENONCE");
		assertThat(post("/ambassadeurs/" + path + "/annulation", this.team)).flash()
			.containsEntry("failed", "ambassador.noted.engaged");
		assertThat(invite(path, someone.email())).flash().containsEntry("failed", "ambassador.meanwhile");
	}

	@Test
	void anInvitationExpiresAndIsSentAgain() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);
		invite(path, someone.email());
		Acting.asSystem(() -> this.jdbc
			.sql("""
					update account_invitation set invited_at = now() - interval '8 days', expires_at = now() - interval '1 day'
					where email = ?""")
			.param(someone.email())
			.update());

		assertThat(text("/ambassadeurs/" + path, this.team)).contains("Le lien ne sert plus depuis");
		assertThat(accept(someone.email())).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/ambassadeurs/" + path + "/invitation/renvoi", this.coordinator)).flash()
			.containsEntry("done", "ambassador.invite.resent");
		assertThat(accept(someone.email())).hasRedirectedUrl("/connexion");
		assertThat(state(someone)).isEqualTo("ACCOMPAGNE");
		assertThat(post("/ambassadeurs/" + path + "/invitation/renvoi", this.coordinator)).flash()
			.containsEntry("failed", "ambassador.meanwhile");
	}

	@Test
	void aWithdrawnInvitationLeavesThePersonWilling() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);
		invite(path, someone.email());
		UUID invitation = Objects.requireNonNull(path(path).invitation());

		post("/comptes/invitations/" + invitation + "/retrait", this.coordinator);

		assertThat(state(someone)).isEqualTo("VOLONTAIRE");
		assertThat(text("/ambassadeurs/" + path, this.coordinator)).contains("L’invitation a été retirée", "Inviter");
		assertThat(invite(path, "autre-" + someone.email())).flash().containsEntry("done", "ambassador.invite.sent");
	}

	@Test
	void aRefusedInvitationSaysWhyAndKeepsWhatWasTyped() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);

		assertThat(invite(path, this.given.outreach().email())).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("Cette adresse a déjà un compte");
		assertThat(invite(path, "rien")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).bodyText().contains("\"rien\"");
		assertThat(post("/ambassadeurs/" + path + "/invitation", this.coordinator, "nom", "Camille", "adresse",
				someone.email(), "academies", "zz"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("n’existe pas");
		assertThat(post("/ambassadeurs/" + path + "/invitation", this.coordinator, "nom", "Camille", "adresse",
				someone.email()))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("au moins une académie");
		assertThat(state(someone)).isEqualTo("VOLONTAIRE");
	}

	@Test
	void anAccountThatIsThereIsTiedOnceAndUntied() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);
		UUID other = willing(someone("059", null));

		assertThat(post("/ambassadeurs/" + path + "/compte", this.coordinator, "compte", this.lille.id().toString()))
			.flash()
			.containsEntry("done", "ambassador.account.linked");
		assertThat(post("/ambassadeurs/" + other + "/compte", this.coordinator, "compte", this.lille.id().toString()))
			.flash()
			.containsEntry("failed", "ambassador.meanwhile");
		assertThat(post("/ambassadeurs/" + other + "/compte", this.coordinator, "compte", this.team.id().toString()))
			.flash()
			.containsEntry("failed", "ambassador.meanwhile");
		assertThat(state(someone)).isEqualTo("ACCOMPAGNE");
		assertThat(post("/ambassadeurs/" + path + "/compte/retrait", this.coordinator)).flash()
			.containsEntry("done", "ambassador.account.unlinked");
		assertThat(state(someone)).isEqualTo("VOLONTAIRE");
	}

	@Test
	void whoseAccountIsClosedIsInRetreatUntilItIsOpen() {
		Someone someone = someone("059", null);
		UUID path = accompanied(someone, this.lille);
		decide(path, Decision.ACTIVITE, "ACCOMPAGNE", null);
		Acting.asSystem(() -> this.jdbc.sql("update account set deactivated_at = now() where id = ?")
			.param(this.lille.id())
			.update());

		assertThat(state(someone)).isEqualTo("EN_RETRAIT");
		assertThat(text("/ambassadeurs/" + path, this.team)).contains("Son compte est désactivé");
		assertThat(decide(path, Decision.REPRISE, "EN_RETRAIT", null)).flash()
			.containsEntry("failed", "ambassador.meanwhile");
	}

	@Test
	void stepsAreTickedByHandOnceAndTakenBack() {
		UUID path = willing(someone("059", null));
		String address = "/ambassadeurs/" + path + "/etapes";

		MvcTestResult ticked = post(address, this.team, "etape", "POINT", "mots", "Tout va bien");
		assertThat(ticked).flash().containsEntry("done", "ambassador.step.done");
		assertThat(post(address, this.team, "etape", "POINT")).flash().containsEntry("failed", "ambassador.meanwhile");
		assertThat(post(address, this.team, "etape", "MERCI")).flash().containsEntry("failed", "ambassador.meanwhile");
		assertThat(post(address, this.team)).flash().containsEntry("failed", "ambassador.meanwhile");
		assertThat(text("/ambassadeurs/" + path, this.team)).contains("coché par Camille Exemple le", "Tout va bien");
		post(((Undo) Objects.requireNonNull(ticked.getMvcResult().getFlashMap().get("undo"))).action(), this.team);
		assertThat(text("/ambassadeurs/" + path, this.team)).doesNotContain("Tout va bien");
	}

	@Test
	void whatTheProgramKnowsIsRecognised() {
		UUID path = accompanied(someone("059", null), this.lille);
		assertThat(done(path)).containsExactly("COMPTE");
		for (int i = 0; i < 3; i++) {
			Someone confirmed = someone("059", null);
			Acting.as(this.lille, () -> this.jdbc
				.sql("""
						insert into post_confirmation (id, post_id, contact_id, answer, revision, answered_at, answered_by)
						select gen_random_uuid(), p.id, p.contact_id, 'EN_POSTE', 1, now(), ? from post p where p.contact_id = ?""")
				.params(this.lille.id(), confirmed.contact())
				.update());
		}
		UUID message = this.given.message("Un mot", "Bonjour,", null, this.team.id());
		Acting.as(this.lille, () -> this.jdbc.sql("""
				insert into kit_text (account_id, template_id, body, template_version, changed_at, version)
				values (?, ?, 'À ma façon', 0, now(), 0)""").params(this.lille.id(), message).update());
		UUID link = UUID.randomUUID();
		Acting.as(this.lille,
				() -> this.jdbc.sql("""
						insert into kit_link (id, code, account_id, template_id, channel, academies, created_at)
						values (?, ?, ?, ?, 'MEL', array['09'], now())""")
					.params(link, code(), this.lille.id(), message)
					.update());
		Acting.asSystem(() -> this.jdbc.sql("insert into kit_visit (link_id, day, visits) values (?, current_date, 1)")
			.param(link)
			.update());
		post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Merci pour Lens.");

		assertThat(done(path)).containsExactly("COMPTE", "CONFIRMATIONS", "TEXTE", "LIEN", "MERCI");
		assertThat(text("/ambassadeurs/" + path, this.team)).doesNotContain("À ma façon");
		// Another ambassador does not learn even the day.
		assertThat(Acting.as(this.given.ambassador("09"),
				() -> this.jdbc.sql("select ambassador_own_text(?) is null")
					.param(this.lille.id())
					.query(Boolean.class)
					.single()))
			.isTrue();
	}

	@Test
	void onceAllIsDoneOneIsAskedWhetherTheyAreActive() {
		UUID path = accompanied(someone("059", null), this.lille);
		assertThat(text("/ambassadeurs/" + path, this.team)).doesNotContain("Toutes les étapes sont faites");
		Acting
			.as(this.team,
					() -> this.jdbc.sql("select code from ambassador_step where fact is distinct from 'MERCI'")
						.query(String.class)
						.list())
			.forEach((step) -> post("/ambassadeurs/" + path + "/etapes", this.team, "etape", step));
		post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Merci.");

		assertThat(text("/ambassadeurs/" + path, this.team)).contains("Toutes les étapes sont faites");
	}

	@Test
	void thanksAreReadOnTheFirstPageOfWhomTheyAreFor() {
		UUID path = accompanied(someone("059", null), this.lille);
		post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Grâce à vous, Lens s’est inscrit.");
		MvcTestResult second = post("/ambassadeurs/" + path + "/mercis", this.coordinator, "mots", "Merci encore.");
		assertThat(post("/ambassadeurs/" + path + "/mercis", this.team, "mots", " ")).flash()
			.containsEntry("failed", "ambassador.thanks.empty");
		assertThat(post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Merci ! ".repeat(200))).flash()
			.containsEntry("failed", "ambassador.long");

		assertThat(text("/", this.lille)).contains("Grâce à vous, Lens s’est inscrit.", "Merci encore.",
				"Camille Exemple, le");
		assertThat(text("/ambassadeurs/" + path, this.lille)).contains("Mon parcours", "Merci encore.",
				"Mes premiers pas");
		assertThat(text("/", this.given.ambassador("09"))).doesNotContain("Merci encore.");
		post(((Undo) Objects.requireNonNull(second.getMvcResult().getFlashMap().get("undo"))).action(), this.team);
		assertThat(text("/", this.lille)).doesNotContain("Merci encore.");
	}

	@Test
	void whoGoesAlongHasTheNextTalkToDo() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);
		post("/ambassadeurs/" + path + "/accompagnement", this.team, "compte", this.coordinator.id().toString());
		assertThat(post("/ambassadeurs/" + path + "/accompagnement", this.team, "compte", this.lille.id().toString()))
			.flash()
			.containsEntry("failed", "ambassador.meanwhile");

		for (String wrong : List.of("hier", "2001-01-01", "9999-12-31")) {
			assertThat(post("/ambassadeurs/" + path + "/point", this.team, "jour", wrong)).flash()
				.containsEntry("failed", "ambassador.talk.day");
		}
		assertThat(post("/ambassadeurs/" + path + "/point", this.team, "jour", tomorrow())).flash()
			.containsEntry("done", "ambassador.talk.done");

		assertThat(Acting.asSystem(() -> this.jdbc.sql("select owner from follow_up where contact_id = ?")
			.param(someone.contact())
			.query(UUID.class)
			.list())).containsExactly(this.coordinator.id());
		assertThat(text("/ambassadeurs/" + path, this.team)).contains("Prochaine relance");
	}

	@Test
	void nobodyOfAnotherAcademieSeesAPathOrWritesOne() {
		Someone someone = someone("059", null);
		UUID path = accompanied(someone, this.lille);
		post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Merci.");
		decide(path, Decision.RENONCEMENT, "ACCOMPAGNE", "Une raison privée");
		CurrentAccount rennes = this.given.ambassador("14");

		assertThat(get("/ambassadeurs/" + path, rennes)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/ambassadeurs/" + path + "/annulation", rennes)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/contacts/" + someone.contact() + "/ambassade", rennes)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(text("/ambassadeurs/parcours", rennes)).doesNotContain(someone.name());
		for (String table : List.of("ambassador_path", "ambassador_decision", "ambassador_step_done",
				"ambassador_thanks")) {
			String key = table.equals("ambassador_path") ? "id" : "path_id";
			assertThat(Acting.as(rennes,
					() -> this.jdbc.sql("select count(*) from " + table + " where " + key + " = ?")
						.param(path)
						.query(Long.class)
						.single()))
				.as(table)
				.isZero();
		}
		// A colleague of the académie sees where it stands, and neither why nor what was
		// said.
		CurrentAccount colleague = this.given.ambassador("09");
		assertThat(text("/ambassadeurs/" + path, colleague)).contains("A renoncé", "sans le détail")
			.doesNotContain("Une raison privée", "Merci.", "Accompagner, étape par étape");
		assertThatThrownBy(() -> Acting.as(colleague,
				() -> this.jdbc.sql("select reason from ambassador_decision").query(String.class).list()))
			.hasRootCauseMessage("ERROR: permission denied for table ambassador_decision");
		assertThatThrownBy(() -> Acting.as(colleague,
				() -> this.jdbc.sql("update ambassador_path set account_id = ? where id = ?")
					.params(colleague.id(), path)
					.update()))
			.hasRootCauseMessage("ERROR: permission denied for table ambassador_path");
		assertThat(post("/ambassadeurs/" + path + "/annulation", colleague)).flash()
			.containsEntry("failed", "ambassador.noted.engaged");
	}

	@Test
	void whoAlsoWorksElsewhereIsTheTeamsToNote() {
		Someone someone = someone("059", null);
		also(someone, "080");

		assertThat(post("/contacts/" + someone.contact() + "/ambassade", this.lille)).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(text("/contacts/" + someone.contact(), this.lille)).doesNotContain("id=\"ambassade\"");
		assertThat(post("/contacts/" + someone.contact() + "/ambassade", this.team)).flash()
			.containsEntry("done", "ambassador.noted");
	}

	@Test
	void theNetworkSaysWhereNobodyIs() {
		Place before = place("27");
		Someone someone = someone("02A", "UTILISATEUR");
		someone("02A", "FIDELISE");
		Place known = place("27");
		assertThat(known.possible() - before.possible()).isEqualTo(2);
		assertThat(known.deployed() - before.deployed()).isEqualTo(2);
		CurrentAccount corsica = this.given.ambassador("27");
		assertThat(place("27").accounts() - before.accounts()).isOne();

		UUID path = willing(someone);
		assertThat(place("27").willing() - before.willing()).isOne();
		assertThat(place("27").possible() - before.possible()).isOne();
		Acting.as(this.coordinator, () -> this.paths.link(path, corsica.id(), this.coordinator));
		assertThat(place("27").accompanied() - before.accompanied()).isOne();
		assertThat(place("27").accounts()).isEqualTo(before.accounts());
		decide(path, Decision.ACTIVITE, "ACCOMPAGNE", null);
		assertThat(place("27").active() - before.active()).isOne();
		assertThat(place("27").isWithoutAnyone()).isFalse();

		assertThat(text("/ambassadeurs", this.team)).contains("aucun·e", "Saint-Pierre-et-Miquelon", "Lille");
		assertThat(text("/ambassadeurs", corsica)).contains("Corse").doesNotContain("Amiens");
	}

	@Test
	void anAcademieToBeginWithHasPeopleToAskAndNobodyOnTheWay() {
		Place alone = new Place("16", "Toulouse", 0, 0, 0, 0, 0, 2, 3);
		assertThat(alone.isToBegin()).isTrue();
		assertThat(new Place("16", "Toulouse", 0, 0, 0, 1, 0, 2, 3).isToBegin()).isFalse();
		assertThat(new Place("16", "Toulouse", 0, 0, 0, 0, 1, 2, 3).isToBegin()).isFalse();
		assertThat(new Place("16", "Toulouse", 0, 0, 0, 0, 0, 2, 0).isToBegin()).isFalse();
	}

	@Test
	void whoCouldBeOneIsToldWithTheReason() {
		Someone user = someone("976", "UTILISATEUR");
		Someone ally = someone("976", "CONTACTE");
		attitude(ally, "ALLIE");
		Someone door = someone("976", "CONTACTE");
		introduced(door);
		Someone doubting = someone("976", "FIDELISE");
		attitude(doubting, "RETICENT");
		Someone silent = someone("976", "FIDELISE");
		oppose(silent);
		Someone left = someone("976", "FIDELISE");
		Acting.asSystem(() -> this.jdbc.sql("update post set ended_on = current_date - 1 where contact_id = ?")
			.param(left.contact())
			.update());
		Someone plain = someone("976", "CONTACTE");
		Someone onTheWay = someone("976", "FIDELISE");
		willing(onTheWay);
		String academie = Acting.asSystem(() -> this.jdbc.sql("select academie from departement where code = '976'")
			.query(String.class)
			.single());

		List<Candidates.Candidate> found = Acting.as(this.team,
				() -> this.candidates.page(academie, new PageRequest(1, 100)));

		assertThat(found).extracting(Candidates.Candidate::contact)
			.contains(user.contact(), ally.contact(), door.contact())
			.doesNotContain(doubting.contact(), silent.contact(), left.contact(), plain.contact(), onTheWay.contact());
		assertThat(found).filteredOn((one) -> one.contact().equals(user.contact()))
			.flatExtracting(Candidates.Candidate::reasons)
			.containsExactly("DEPLOYE");
		assertThat(found).filteredOn((one) -> one.contact().equals(ally.contact()))
			.flatExtracting(Candidates.Candidate::reasons)
			.containsExactly("ALLIE");
		assertThat(found).filteredOn((one) -> one.contact().equals(door.contact()))
			.flatExtracting(Candidates.Candidate::reasons)
			.containsExactly("INTRODUIT");
		assertThat(found).extracting(Candidates.Candidate::name)
			.isSortedAccordingTo((one, other) -> one.split(" ")[1].compareToIgnoreCase(other.split(" ")[1]));
		MvcTestResult noted = post("/contacts/" + user.contact() + "/ambassade", this.team, "retour",
				"/ambassadeurs/possibles?academie=" + academie);
		assertThat(noted).hasRedirectedUrl("/ambassadeurs/possibles?academie=" + academie);
	}

	@Test
	void listsAreByAcademieThenByNameAndNarrowed() {
		Someone lens = someone("062", null);
		Someone amiens = someone("080", null);
		willing(lens);
		UUID invited = willing(amiens);
		invite(invited, amiens.email());

		assertThat(text("/ambassadeurs/parcours?academie=09&taille=100", this.team)).contains(lens.name())
			.doesNotContain(amiens.name());
		assertThat(text("/ambassadeurs/parcours?etape=INVITE&taille=100", this.team)).contains(amiens.name())
			.doesNotContain(lens.name());
		assertThat(text("/ambassadeurs/parcours?academie=zz&etape=RIEN&page=-3", this.team)).contains("Parcours");
		assertThat(text("/ambassadeurs/possibles?academie=%00", this.lille)).contains("Qui pourrait l’être");
		assertThat(text("/ambassadeurs/parcours/export.csv?academie=20&etape=INVITE", this.team))
			.contains(amiens.name(), "Invité·e");
		assertThat(text("/ambassadeurs/parcours?academie=20", this.lille)).doesNotContain(amiens.name());
	}

	@Test
	void theFurtherOfTwoPathsStandsWhenRecordsAreMergedAndBothComeBack() {
		Someone kept = someone("059", null);
		Someone dropped = someone("059", null);
		UUID first = willing(kept);
		UUID second = accompanied(dropped, this.lille);

		merge(kept, dropped);
		assertThat(state(kept)).isEqualTo("ACCOMPAGNE");
		assertThat(get("/ambassadeurs/" + first, this.team)).hasRedirectedUrl("/ambassadeurs/" + second);
		assertThat(text("/ambassadeurs/" + second, this.team)).contains("une fiche fusionnée avec celle-ci");
		assertThat(post("/contacts/" + dropped.contact() + "/ambassade", this.team)).flash()
			.containsEntry("failed", "ambassador.merged");
		assertThat(Acting.as(this.team, () -> this.personal.count(kept.contact()))).isEqualTo(2);

		UUID merge = Acting.asSystem(() -> this.jdbc.sql("select id from contact_merge where dropped_id = ?")
			.param(dropped.contact())
			.query(UUID.class)
			.single());
		post("/contacts/doublons/fusions/" + merge + "/annulation", this.team);
		assertThat(state(kept)).isEqualTo("VOLONTAIRE");
		assertThat(state(dropped)).isEqualTo("ACCOMPAGNE");
		assertThat(text("/ambassadeurs/" + first, this.team)).contains("Parcours d’ambassade");
	}

	@Test
	void whoeverIsErasedTakesTheirPathAlong() {
		Someone someone = someone("059", null);
		UUID path = willing(someone);
		post("/ambassadeurs/" + path + "/etapes", this.team, "etape", "POINT");
		post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Merci.");
		assertThat(text("/contacts/" + someone.contact() + "/suppression", this.team))
			.contains("1 parcours d’ambassade");

		Acting.asSystem(() -> this.jdbc.sql("delete from contact where id = ?").param(someone.contact()).update());

		assertThat(get("/ambassadeurs/" + path, this.team)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Merci."))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/ambassadeurs/" + path + "/etapes", this.team, "etape", "COMPTE"))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(decide(path, Decision.RENONCEMENT, "VOLONTAIRE", null)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void theCoordinatorWordsAndOrdersTheSteps() {
		String name = unique("Étape");
		post("/ambassadeurs/etapes", this.coordinator, "nom", name, "aide", "Un quart d’heure");
		UUID path = willing(someone("059", null));
		assertThat(text("/ambassadeurs/" + path, this.team)).contains(name, "Un quart d’heure");
		String code = Acting.asSystem(() -> this.jdbc.sql("select code from ambassador_step where label = ?")
			.param(name)
			.query(String.class)
			.single());

		post("/ambassadeurs/etapes/" + code + "/rang", this.coordinator, "sens", "monte");
		assertThat(labels()).containsSubsequence(name, labels().getLast());
		post("/ambassadeurs/etapes/" + code + "/rang", this.coordinator, "sens", "descend");
		assertThat(labels().getLast()).isEqualTo(name);
		post("/ambassadeurs/etapes/" + code, this.coordinator, "nom", name + "bis");
		assertThat(text("/ambassadeurs/" + path, this.team)).contains(name + "bis").doesNotContain("Un quart d’heure");
		assertThat(post("/ambassadeurs/etapes/" + code, this.coordinator, "nom", " ")).flash()
			.containsEntry("failed", "ambassador.steps.name");
		post("/ambassadeurs/etapes/" + code + "/retrait", this.coordinator);
		assertThat(text("/ambassadeurs/" + path, this.team)).doesNotContain(name);
		assertThat(post("/ambassadeurs/" + path + "/etapes", this.team, "etape", code)).flash()
			.containsEntry("failed", "ambassador.meanwhile");
		assertThat(text("/ambassadeurs/etapes", this.coordinator)).contains(name, "Remettre");
		assertThat(post("/ambassadeurs/etapes/RIEN/retrait", this.coordinator)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void pagesCostTheSameHoweverManyThereAre() {
		UUID path = accompanied(someone("059", "UTILISATEUR"), this.lille);
		List<String> pages = List.of("/ambassadeurs", "/ambassadeurs/parcours", "/ambassadeurs/possibles",
				"/ambassadeurs/" + path);
		List<Long> few = pages.stream().map((page) -> StatementCount.of(() -> get(page, this.coordinator))).toList();
		for (int i = 0; i < 4; i++) {
			willing(someone("059", null));
			someone("080", "FIDELISE");
			post("/ambassadeurs/" + path + "/mercis", this.team, "mots", "Merci " + i);
		}

		assertThat(pages.stream().map((page) -> StatementCount.of(() -> get(page, this.coordinator))).toList())
			.isEqualTo(few)
			.containsExactly(1L, 2L, 2L, 7L);
	}

	private List<String> labels() {
		return Acting.asSystem(
				() -> this.jdbc.sql("select label from ambassador_step where retired_at is null order by position")
					.query(String.class)
					.list());
	}

	private List<String> done(UUID path) {
		return Acting.as(this.team, () -> this.records.checklist(path(path)))
			.steps()
			.stream()
			.filter((step) -> step.since() != null)
			.map(Checklist.Step::code)
			.toList();
	}

	private PathRecords.Path path(UUID path) {
		return Acting.as(this.team, () -> this.records.require(path));
	}

	private Place place(String academie) {
		return Acting.as(this.team, () -> this.network.places(this.team))
			.stream()
			.filter((place) -> place.code().equals(academie))
			.findFirst()
			.orElseThrow();
	}

	private int insertPath(Someone someone, CurrentAccount by) {
		return this.jdbc.sql("insert into ambassador_path (id, contact_id, noted_at, noted_by) values (?, ?, now(), ?)")
			.params(UUID.randomUUID(), someone.contact(), by.id())
			.update();
	}

	private UUID willing(Someone someone) {
		return Objects
			.requireNonNull(Acting.as(this.team, () -> this.paths.note(someone.contact(), null, this.team)).path());
	}

	private UUID accompanied(Someone someone, CurrentAccount account) {
		UUID path = willing(someone);
		Acting.as(this.coordinator, () -> this.paths.link(path, account.id(), this.coordinator));
		return path;
	}

	private MvcTestResult invite(UUID path, String email) {
		return post("/ambassadeurs/" + path + "/invitation", this.coordinator, "nom", "Camille Invitée", "adresse",
				email, "academies", "09");
	}

	private MvcTestResult accept(String email) {
		String text = Acting.asSystem(() -> this.jdbc
			.sql("select text_body from outgoing_mail where to_address = ? order by created_at desc, id desc limit 1")
			.param(email)
			.query(String.class)
			.single());
		Matcher link = Pattern.compile("/invitation/[\\w-]{43}").matcher(text);
		assertThat(link.find()).isTrue();
		return this.mvc.post()
			.uri(link.group())
			.with(csrf())
			.param("newPassword", CHOSEN)
			.param("confirmedPassword", CHOSEN)
			.exchange();
	}

	private MvcTestResult decide(UUID path, Decision decision, String seen, @Nullable String reason) {
		return post("/ambassadeurs/" + path + "/decisions", this.team, "decision", decision.name(), "etape", seen,
				"raison", (reason != null) ? reason : "");
	}

	private @Nullable String state(Someone someone) {
		return Acting.asSystem(() -> this.jdbc
			.sql("select state from ambassador_standing where contact_id = ? and undone_at is null and beside is null")
			.param(someone.contact())
			.query(String.class)
			.optional()
			.orElse(null));
	}

	private void merge(Someone kept, Someone dropped) {
		List<Integer> versions = Acting.asSystem(() -> List.of(version(kept), version(dropped)));
		assertThat(post("/contacts/doublons/" + kept.contact() + "/" + dropped.contact(), this.team, "keptVersion",
				versions.getFirst().toString(), "droppedVersion", versions.getLast().toString()))
			.hasStatus3xxRedirection();
	}

	private int version(Someone someone) {
		return this.jdbc.sql("select version from contact where id = ?")
			.param(someone.contact())
			.query(Integer.class)
			.single();
	}

	private void oppose(Someone someone) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into opposition (id, contact_id, declared_at, declared_by, reason)
				values (gen_random_uuid(), ?, now(), ?, 'Au téléphone')""")
			.params(someone.contact(), this.team.id())
			.update());
	}

	private void attitude(Someone someone, String attitude) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason)
				values (gen_random_uuid(), ?, ?, now(), ?, 'Essai')""")
			.params(someone.contact(), attitude, this.team.id())
			.update());
	}

	private void introduced(Someone someone) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into introduction (id, uai, academie, introducer_id, reason, message, asked_at, asked_by, outcome, outcome_at, outcome_by, version)
					select gen_random_uuid(), uai, academie, ?, 'r', 'm', now(), ?, 'ACCEPTEE', now(), ?, 0 from establishment where uai = ?""")
			.params(someone.contact(), this.team.id(), this.team.id(), someone.uai())
			.update());
	}

	private void also(Someone someone, String departement) {
		String school = this.given.school(departement);
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into post (id, contact_id, uai, academie, profile)
				select gen_random_uuid(), ?, uai, academie, 'TEACHER' from establishment where uai = ?""")
			.params(someone.contact(), school)
			.update());
	}

	private Someone someone(String departement, @Nullable String stage) {
		String uai = this.given.school(departement);
		String name = unique("Exemple");
		String email = name.toLowerCase(java.util.Locale.ROOT) + "@college.example";
		UUID contact = Acting.as(this.team,
				() -> this.registration.register(
						new NewContact(ContactProfile.INTENDANT, "gestionnaire", name, "Camille", null, email), uai,
						"Essai", this.team));
		if (stage != null) {
			Acting.asSystem(() -> this.jdbc.sql("""
					insert into pursuit (uai, academie, stage, since, version)
					select uai, academie, ?, now(), 0 from establishment where uai = ?""").params(stage, uai).update());
		}
		return new Someone(contact, uai, name, email);
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

	private static String code() {
		return unique("").replaceAll("[il o]", "z").substring(0, 10);
	}

	private String tomorrow() {
		return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
	}

	private String text(String address, CurrentAccount me) {
		MvcTestResult answer = get(address, me);
		assertThat(answer).as(address).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private MvcTestResult get(String address, CurrentAccount me) {
		return this.mvc.get().uri(java.net.URI.create(address)).with(Given.signedIn(me)).exchange();
	}

	private MvcTestResult post(String address, CurrentAccount me, String... parameters) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.post()
			.uri(address)
			.with(csrf())
			.with(Given.signedIn(me));
		for (int i = 0; i < parameters.length; i += 2) {
			request.param(parameters[i], parameters[i + 1]);
		}
		return request.exchange();
	}

	/** A person and their school. */
	private record Someone(UUID contact, String uai, String name, String email) {
	}

}
