package fr.dossiersco.outreach.scheduling;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.WeekCalls.Call;
import fr.dossiersco.outreach.scheduling.WeekCalls.Choice;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static fr.dossiersco.outreach.scheduling.GivenWeek.BEFORE;
import static fr.dossiersco.outreach.scheduling.GivenWeek.MONDAY;
import static fr.dossiersco.outreach.scheduling.GivenWeek.WEEK;
import static fr.dossiersco.outreach.scheduling.GivenWeek.accepted;
import static fr.dossiersco.outreach.scheduling.GivenWeek.keys;
import static fr.dossiersco.outreach.scheduling.GivenWeek.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class WeekPageTests {

	@Autowired
	private WeekPlan week;

	@Autowired
	private PlanAcceptance acceptance;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	private GivenWeek calls;

	@BeforeEach
	void me() {
		this.me = this.given.outreach();
		this.calls = new GivenWeek(this.given, this.jdbc, this.followUps, this.me);
	}

	@Test
	void whoeverComesSecondIsTold() {
		this.calls.open(MONDAY);
		this.calls.open(MONDAY);
		Plan plan = propose();
		Acting.as(this.me, () -> this.acceptance.accept(List.of(accepted(plan.placed().getFirst()))));

		assertThat(flash(post("/appels/semaine?semaine=2090-10-02", "place", keys(plan))))
			.containsEntry("done", "scheduling.week.accepted")
			.containsEntry("doneArgs", new Object[] { 1, 1 });
		assertThat(flash(post("/appels/semaine?semaine=2090-10-02", "place", keys(plan)))).containsEntry("failed",
				"scheduling.week.nothing");
	}

	@Test
	void aPlanIsAcceptedInPartThenAsAWholeAndTakenBack() {
		UUID one = this.calls.open(MONDAY.minusDays(3));
		this.calls.open(MONDAY);
		this.calls.open(MONDAY);
		String address = "/appels/semaine?semaine=2090-10-02";
		String page = page(address);
		assertThat(page).contains("Tout accepter").contains("3 appels placés").contains("Camille Exemple");

		post(address, "place", List.of(placed(propose(), one).key()));
		var accepted = this.mvc.post()
			.uri(address)
			.param("propose", keys(propose()).toArray(String[]::new))
			.param("tout", "oui")
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();

		assertThat(accepted).hasRedirectedUrl(address);
		assertThat(propose().changes()).isEmpty();
		@SuppressWarnings("unchecked")
		List<String> before = (List<String>) Objects.requireNonNull(flash(accepted).get("before"));
		assertThat(before).hasSize(2);
		assertThat(post("/appels/semaine/annulation?semaine=2090-10-02", "avant", before)).hasRedirectedUrl(address);
		assertThat(propose().changes()).hasSize(2);
		assertThat(flash(post("/appels/semaine/annulation?semaine=2090-10-02", "avant", before)))
			.containsEntry("failed", "scheduling.week.notTakenBack");
		assertThat(this.calls.start(one)).as("accepted before").isNotNull();
	}

	@Test
	void someOfTheCallsAreChosen() {
		this.calls.open(MONDAY);
		this.calls.open(MONDAY);
		UUID left = this.calls.open(MONDAY);
		List<String> all = propose().due().calls().stream().map(Call::sign).toList();
		List<String> others = all.stream().filter((sign) -> !sign.equals(Choice.sign(left))).toList();

		String chosen = choose(all, others);

		assertThat(chosen).isEqualTo("/appels/semaine?semaine=2090-10-02&sauf=" + Choice.sign(left));
		assertThat(page(chosen)).contains("Choisir les appels\u00a0: 2 sur 3").contains("2 appels placés");
		assertThat(choose(all, List.of(Choice.sign(left)))).endsWith("&appels=" + Choice.sign(left));
		assertThat(choose(all, all)).isEqualTo("/appels/semaine?semaine=2090-10-02");
		assertThat(page(choose(all, List.of()))).contains("Aucun appel n’est coché").doesNotContain("Tout accepter");
	}

	@Test
	void aListOfSchoolsIsPlannedAndThoseWithoutACallAreCounted() {
		String name = "Collège Semaine " + UUID.randomUUID().toString().substring(0, 8);
		this.calls.open(this.given.school("059", name), null, When.day(MONDAY));
		this.calls.open(this.given.school("059", name), null, When.day(MONDAY.plusDays(30)));
		this.given.school("059", name);
		this.given.school("059", name);
		this.calls.open(MONDAY);
		String list = "%2Fetablissements%3Fq%3D" + name.replace(' ', '+').replace("+", "%2B");

		String page = page("/appels/semaine?semaine=2090-10-02&source=" + list);

		assertThat(page).contains("Liste de 4 établissements\u00a0: un a un appel à passer")
			.contains("2 n’ont aucun appel prévu")
			.contains("Un en a un plus tard")
			.contains("Un appel placé")
			.contains("/appels/campagnes/nouvelle?source=");
		assertThat(page("/etablissements?q=" + name.replace(' ', '+'))).contains("Préparer la semaine")
			.contains("En faire une campagne d’appels");
		assertThat(page("/etablissements?appel=aucun&q=" + name.replace(' ', '+'))).contains("2 établissements");
	}

	@Test
	void thePageTakesAsManyStatementsForOneCallAsForMany() {
		this.calls.open(MONDAY);
		long one = StatementCount.of(() -> page("/appels/semaine?semaine=2090-10-02"));
		for (int i = 0; i < 10; i++) {
			this.calls.open(MONDAY);
		}

		assertThat(StatementCount.of(() -> page("/appels/semaine?semaine=2090-10-02"))).isEqualTo(one)
			.isLessThanOrEqualTo(5);
	}

	@Test
	void whateverIsAskedThePageAnswers() {
		this.calls.open(MONDAY);

		assertThat(page("/appels/semaine?semaine=2090-10-04")).contains("Semaine du 2 octobre au 6 octobre 2090")
			.contains("Un appel placé");
		assertThat(page("/appels/semaine?semaine=2020-10-04")).contains("Cette semaine est passée");
		for (String odd : List.of("semaine=jamais", "semaine=%2B999999999-12-31", "capacite=-3",
				"capacite=99999999999999999999", "capacite=deux", "qui=personne", "qui=" + UUID.randomUUID(),
				"campagne=aucune", "source=https%3A%2F%2Failleurs.example", "source=%2Fetablissements%3Fq%3D%25ZZ",
				"appels=;drop", "sauf=")) {
			assertThat(this.mvc.get().uri(URI.create("/appels/semaine?" + odd)).with(Given.signedIn(this.me))).as(odd)
				.hasStatusOk();
		}
		assertThat(flash(post("/appels/semaine", "place",
				List.of("n’importe|quoi|du|tout", "a|b",
						UUID.randomUUID() + "|1|" + this.me.id() + "|2090-10-03T08:00:00Z",
						UUID.randomUUID() + "|1|" + this.me.id() + "|+1000000000-12-31T08:00:00Z"))))
			.containsEntry("failed", "scheduling.week.nothing");
		assertThat(flash(post("/appels/semaine/annulation", "avant", List.of("a|b", "x|0|y|2090-10-03||10:00||"))))
			.containsEntry("failed", "scheduling.week.notTakenBack");
	}

	private Plan propose() {
		return Acting.as(this.me, () -> this.week.propose(this.calls.asked(5), WEEK, BEFORE));
	}

	private String choose(List<String> shown, List<String> ticked) {
		return String.valueOf(this.mvc.post()
			.uri("/appels/semaine/choix?semaine=2090-10-02")
			.param("montre", shown.toArray(String[]::new))
			.param("choisi", ticked.toArray(String[]::new))
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange()
			.getResponse()
			.getRedirectedUrl());
	}

	private MvcTestResult post(String address, String name, List<String> values) {
		return this.mvc.post()
			.uri(URI.create(address))
			.param(name, values.toArray(String[]::new))
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();
	}

	private static Map<String, Object> flash(MvcTestResult answer) {
		return answer.getMvcResult().getFlashMap();
	}

	private String page(String address) {
		var answer = this.mvc.get().uri(URI.create(address)).with(Given.signedIn(this.me)).exchange();
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
