package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.FollowUp.FollowUpClosedException;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
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
		UUID id = open(this.list.today().minusDays(3));
		assertThat(page("/relances?quand=retard")).contains(this.uai);

		MvcTestResult refused = postpone(id, this.list.today().minusDays(1));
		assertThat(refused.getMvcResult().getFlashMap().get("failed")).isEqualTo("scheduling.postponedToThePast");
		postpone(id, this.list.today().plusDays(2));

		assertThat(page("/relances?quand=retard")).doesNotContain(this.uai);
		assertThat(page("/relances?quand=semaine")).contains(this.uai);
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
	void theListTakesTwoStatements() {
		open(this.list.today());
		open(this.list.today().plusDays(1));

		assertThat(StatementCount.of(() -> page("/relances?pour=tous"))).isEqualTo(2);
	}

	private UUID open(LocalDate due) {
		return Acting.as(this.me,
				() -> this.followUps.open(new Subject(this.uai, null, "09"), FollowUpKind.APPEL, due, null, this.me));
	}

	private MvcTestResult close(UUID id, CurrentAccount by) {
		return this.mvc.post().uri("/relances/{id}/cloture", id).with(csrf()).with(Given.signedIn(by)).exchange();
	}

	private MvcTestResult postpone(UUID id, LocalDate to) {
		return this.mvc.post()
			.uri("/relances/{id}/report", id)
			.param("date", to.toString())
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();
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
