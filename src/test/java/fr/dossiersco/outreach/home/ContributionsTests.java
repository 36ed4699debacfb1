package fr.dossiersco.outreach.home;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** « Ce que cela a donné »: one's own names, introductions and messages, no other's. */
@DatabaseTest
class ContributionsTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Contributions contributions;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount lille;

	private CurrentAccount neighbour;

	private CurrentAccount team;

	private String school;

	@BeforeEach
	void people() {
		this.lille = this.given.ambassador("09");
		this.neighbour = this.given.ambassador("09");
		this.team = this.given.outreach();
		this.school = this.given.school("059", "Collège du Retour");
	}

	@Test
	void whoBroughtNothingIsToldWhatToDoFirst() {
		assertThat(page("", this.lille)).contains("Commencez par ajouter le nom", "/contacts/nouveau", "/kit")
			.doesNotContain("Nom ajouté");
		assertThat(page("?compte=" + this.lille.id(), this.team)).contains("n’a encore ajouté aucun nom");
	}

	@Test
	void whatBecameOfANameIsTold() {
		UUID person = person(this.lille);
		stage("CONTACTE", 9);
		before(person, 5);
		stage("INSCRIT", 2);
		exchange(person, 3);
		exchange(person, 1);
		appointment(person);

		assertThat(text(page("", this.lille))).contains("Nom ajouté le", "Collège du Retour",
				"2 échanges depuis, le dernier par téléphone, le", "On a pu lui parler",
				"Un rendez-vous a été convenu pour le", "est passé de «\u00a0Contacté\u00a0» à «\u00a0Inscrit\u00a0»",
				"Dernière nouvelle le");
		assertThat(page("", this.lille)).contains("/contacts/" + person);
	}

	@Test
	void whatBecameOfIntroductionsIsTold() {
		introduction(this.lille, "ACCEPTEE");
		introduction(this.lille, null);

		assertThat(text(page("", this.lille))).contains("La porte s’est ouverte le", "On attend encore la réponse",
				"L’établissement n’est pas encore repéré");
	}

	@Test
	void whatBecameOfMessagesIsTold() {
		String title = "Message " + UUID.randomUUID();
		UUID link = link(title, this.lille);

		assertThat(text(page("", this.lille))).contains(title, "Le lien n’a pas encore été ouvert");
		visits(link, 2, 3);
		arrival(link);
		assertThat(text(page("", this.lille))).contains("Le lien a été ouvert 3 fois, la dernière le", "Par ce lien",
				"Collège du Retour");
	}

	@Test
	void nobodyFindsWhatAnotherBrought() {
		UUID person = person(this.neighbour);
		introduction(this.neighbour, "ACCEPTEE");
		String title = "Message " + UUID.randomUUID();
		link(title, this.neighbour);

		for (String query : List.of("", "?compte=" + this.neighbour.id())) {
			assertThat(page(query, this.lille)).contains("Rien encore à raconter")
				.doesNotContain(person.toString(), title, "La porte s’est ouverte");
		}
		// Nor does the query tell more to whoever asks it under the guard.
		assertThat(Acting.as(this.lille, () -> this.contributions.page(this.neighbour.id(), new PageRequest(1, 25))))
			.noneMatch((one) -> one.kind() == Contribution.Kind.MESSAGE);
		CurrentAccount amiens = this.given.ambassador("20");
		assertThat(Acting.as(amiens, () -> this.contributions.page(this.neighbour.id(), new PageRequest(1, 25))))
			.isEmpty();
		assertThat(page("?compte=" + this.neighbour.id(), this.team)).contains("/contacts/" + person, title,
				"La porte s’est ouverte");
	}

	@Test
	void theTeamChoosesWhomToTell() {
		assertThat(page("", this.team)).contains(this.lille.id().toString(), "On ne compare personne")
			.doesNotContain("Nom ajouté", this.team.id().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "?compte=nimporte", "?compte=%00", "?compte=00000000-0000-0000-0000-000000000000",
			"?page=-4&taille=x", "?page=99999" })
	void nonsenseIsLeftAside(String query) {
		for (CurrentAccount me : List.of(this.team, this.lille)) {
			assertThat(this.mvc.get().uri("/mes-apports" + query).with(Given.signedIn(me))).hasStatusOk();
		}
	}

	@Test
	void theNewestNewsComesFirst() {
		UUID quiet = person(this.lille);
		UUID news = person(this.lille);
		before(quiet, 4);
		before(news, 8);
		exchange(news, 1);

		String page = page("", this.lille);

		assertThat(page.indexOf("/contacts/" + news)).isPositive().isLessThan(page.indexOf("/contacts/" + quiet));
	}

	@Test
	void aPageCostsTheSameHoweverMuchItTells() {
		UUID link = link("Message " + UUID.randomUUID(), this.lille);
		long few = StatementCount.of(() -> page("", this.lille));
		for (int i = 0; i < 4; i++) {
			exchange(person(this.lille), 1);
			introduction(this.lille, "REFUSEE");
		}
		visits(link, 1, 2);
		arrival(link);

		assertThat(StatementCount.of(() -> page("", this.lille))).isEqualTo(few).isLessThanOrEqualTo(3);
		assertThat(StatementCount.of(() -> page("?compte=" + this.lille.id(), this.team))).isLessThanOrEqualTo(4);
	}

	@Test
	void theFirstPageLeadsThere() {
		MvcTestResult home = this.mvc.get().uri("/").with(Given.signedIn(this.lille)).exchange();

		assertThat(home).bodyText().contains("href=\"/mes-apports\"");
	}

	private String page(String query, CurrentAccount by) {
		MvcTestResult answer = this.mvc.get().uri("/mes-apports" + query).with(Given.signedIn(by)).exchange();
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private static String text(String page) {
		return page.replaceAll("<[^>]*>", " ").replaceAll("[ \\n\\t]+", " ");
	}

	private UUID person(CurrentAccount by) {
		return Acting.as(by,
				() -> this.registration.register(
						new NewContact(ContactProfile.INTENDANT, "gestionnaire", "Exemple", "Ida", null, null),
						this.school, "Essai", by));
	}

	private void before(UUID person, int days) {
		run("update contact set created_at = now() - make_interval(days => ?) where id = ?", days, person);
	}

	private void stage(String to, int days) {
		run("""
				insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
				values (gen_random_uuid(), ?, '09', (select stage from pursuit where uai = ?), ?, now() - make_interval(days => ?), ?, 'MAIN')""",
				this.school, this.school, to, days, this.team.id());
		run("""
				insert into pursuit (uai, academie, stage, since, version) values (?, '09', ?, now(), 0)
				on conflict (uai) do update set stage = excluded.stage""", this.school, to);
	}

	private void exchange(UUID person, int days) {
		run("""
				insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
				values (gen_random_uuid(), ?, ?, '09', ?, now() - make_interval(days => ?), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""",
				this.school, person, this.team.id(), days);
	}

	private void appointment(UUID person) {
		UUID step = UUID.randomUUID();
		run("""
				insert into follow_up (id, contact_id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
				values (?, ?, ?, '09', 'APPEL', '2030-01-07', ?, now(), ?, 0)""",
				step, person, this.school, this.team.id(), this.team.id());
		run("""
				insert into appointment (id, follow_up_id, token_hash, offered, offered_at, offered_by, expires_at, status, starts_at, answered_at, version)
				values (gen_random_uuid(), ?, ?, array[timestamptz '2030-01-07 10:00+01'], now(), ?, '2030-01-07', 'ACCEPTE', '2030-01-07 10:00+01', now(), 0)""",
				step, step.toString().getBytes(StandardCharsets.UTF_8), this.team.id());
	}

	private void introduction(CurrentAccount ambassador, @Nullable String outcome) {
		String uai = this.given.school("059");
		run("""
				insert into introduction (id, uai, academie, ambassador_id, reason, message, asked_at, asked_by, outcome, outcome_at, outcome_by, version)
				select gen_random_uuid(), ?, '09', ?, 'Essai', 'Bonjour', now() - interval '2 days', ?, o, case when o is not null then now() end,
					case when o is not null then ?::uuid end, 0 from (select nullif(?, '') as o) x""",
				uai, ambassador.id(), this.team.id(), this.team.id(), (outcome != null) ? outcome : "");
	}

	private UUID link(String title, CurrentAccount by) {
		UUID template = this.given.message(title, "Bonjour", null, this.team.id());
		UUID id = UUID.randomUUID();
		String code = UUID.randomUUID().toString().replaceAll("[^2-9a-f]", "").substring(0, 10);
		run("insert into kit_link (id, code, account_id, template_id, channel, academies, created_at) "
				+ "values (?, ?, ?, ?, 'MEL', array['09'], now() - interval '9 days')", id, code, by.id(), template);
		return id;
	}

	private void visits(UUID link, int daysAgo, int visits) {
		run("insert into kit_visit (link_id, day, visits) values (?, current_date - ?, ?)", link, daysAgo, visits);
	}

	private void arrival(UUID link) {
		run("""
				insert into kit_arrival (id, link_id, uai, academie, came_on, noted_at, noted_by)
				values (gen_random_uuid(), ?, ?, '09', current_date, now(), ?)""", link, this.school, this.team.id());
	}

	private void run(String sql, Object... values) {
		Acting.asSystem(() -> this.jdbc.sql(sql).params(values).update());
	}

}
