package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.scheduling.FollowUp.FollowUpClosedException;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class FollowUpTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private FollowUpList list;

	@Autowired
	private Whereabouts whereabouts;

	@Autowired
	private Agendas agendas;

	@Autowired
	private TestClock clock;

	@Autowired
	private Given given;

	private CurrentAccount me;

	private String uai;

	@BeforeEach
	void school() {
		this.me = this.given.outreach();
		this.uai = this.given.school("059");
	}

	@Test
	void itConcernsASchoolOrAPerson() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Subject(null, null, null));
	}

	@Test
	void itIsLateTheDayAfterAndNoLongerOnceDone() {
		LocalDate due = LocalDate.of(2026, 3, 3);
		FollowUp followUp = new FollowUp(new Subject("0990001N", null, "09"), FollowUpKind.APPEL, due, null,
				UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH);

		assertThat(followUp.isLate(due)).isFalse();
		assertThat(followUp.isLate(due.plusDays(1))).isTrue();
		followUp.close(Closure.FAIT, null, UUID.randomUUID(), Instant.EPOCH);
		assertThat(followUp.isLate(due.plusDays(1))).isFalse();
		assertThatExceptionOfType(FollowUpClosedException.class).isThrownBy(() -> followUp.postpone(When.day(due)));
	}

	@Test
	void closingTwiceTellsTheSecond() {
		UUID id = open(this.list.today());

		assertThat(close(id, this.me)).hasRedirectedUrl("/relances");
		assertThat(page("/relances")).doesNotContain(this.uai);
		MvcTestResult second = close(id, this.me);
		assertThat(second).hasRedirectedUrl("/relances");
		assertThat(second.getMvcResult().getFlashMap().get("failed")).isEqualTo("scheduling.closedMeanwhile");
	}

	@Test
	void aClosureIsTakenBack() {
		UUID id = open(this.list.today());
		close(id, this.me);

		this.mvc.post().uri("/relances/{id}/reouverture", id).with(csrf()).with(Given.signedIn(this.me)).exchange();

		assertThat(page("/relances")).contains(this.uai);
	}

	@Test
	void itIsPostponedButNeverToThePast() {
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
		LocalDate tuesday = this.list.today();
		UUID id = open(tuesday.minusDays(3));
		assertThat(page("/relances?quand=retard")).contains(this.uai);

		assertThat(postpone(id, "date", tuesday.minusDays(1).toString())).hasStatus(422)
			.bodyText()
			.contains("à une date passée");
		assertThat(postpone(id, "date", "demain")).hasStatus(422).bodyText().contains("Date non reconnue");
		assertThat(postpone(id, "date", "")).hasStatus(422).bodyText().contains("Choisissez le jour");
		postpone(id, "date", tuesday.plusDays(1).toString(), "demi", "MATIN");

		assertThat(page("/relances?quand=retard")).doesNotContain(this.uai);
		assertThat(page("/relances?quand=semaine")).contains(this.uai).contains("le matin");
	}

	@Test
	void aClosedDayIsChosenForAReasonWhichIsShown() {
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
		UUID id = open(this.list.today());
		String sunday = this.list.today().plusDays(5).toString();

		assertThat(postpone(id, "date", sunday)).hasStatus(422)
			.bodyText()
			.contains("Personne n’y répond ce jour de la semaine", sunday);
		assertThat(postpone(id, "date", sunday, "motif", "Portes ouvertes", "retour", "/relances?pour=moi"))
			.hasRedirectedUrl("/relances?pour=moi");

		assertThat(page("/relances")).contains("Hors plage", "Portes ouvertes");
	}

	@Test
	void shortcutsLandInAnOpenHalfDay() {
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
		UUID id = open(this.list.today());

		postpone(id, "jours", "4");

		FollowUpRow row = Acting.as(this.me, () -> this.list.find(id)).orElseThrow();
		assertThat(row.dueOn().getDayOfWeek().getValue()).isLessThan(6);
		assertThat(row.dueHalf()).isNotNull();
		assertThat(Acting.as(this.me, () -> this.whereabouts.of(id).whyClosed(row.dueOn()))).isEmpty();
	}

	@Test
	void anAmbassadorNeitherSeesNorClosesThoseOfAnotherAcademie() {
		UUID id = open(this.list.today());
		CurrentAccount elsewhere = this.given.ambassador("20");

		assertThat(close(id, elsewhere)).hasStatus(404);
		assertThat(this.mvc.get().uri("/relances?pour=tous").with(Given.signedIn(elsewhere))).bodyText()
			.doesNotContain(this.uai);
	}

	@Test
	void comingBackLeadsOnlyToOurOwnPages() {
		UUID id = open(this.list.today());

		assertThat(this.mvc.post()
			.uri("/relances/{id}/cloture", id)
			.param("retour", "//ailleurs.example")
			.with(csrf())
			.with(Given.signedIn(this.me))).hasRedirectedUrl("/relances");
	}

	@Test
	void theListTakesThreeStatements() {
		open(this.list.today());
		open(this.list.today().plusDays(1));

		assertThat(StatementCount.of(() -> page("/relances?pour=tous"))).isEqualTo(3);
	}

	private UUID open(LocalDate due) {
		return Acting.as(this.me,
				() -> this.followUps.open(new Subject(this.uai, null, "09"), FollowUpKind.APPEL, due, null, this.me));
	}

	private MvcTestResult close(UUID id, CurrentAccount by) {
		return this.mvc.post().uri("/relances/{id}/cloture", id).with(csrf()).with(Given.signedIn(by)).exchange();
	}

	private MvcTestResult postpone(UUID id, String... fields) {
		var request = this.mvc.post().uri("/relances/{id}/report", id);
		for (int i = 0; i < fields.length; i += 2) {
			request.param(fields[i], fields[i + 1]);
		}
		return request.with(csrf()).with(Given.signedIn(this.me)).exchange();
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	private String page(String address) {
		return new String(this.mvc.get()
			.uri(address)
			.with(Given.signedIn(this.me))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
	}

}
