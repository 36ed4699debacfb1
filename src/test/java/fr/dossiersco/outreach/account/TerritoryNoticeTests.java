package fr.dossiersco.outreach.account;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Ambassadors read on every page whose people they see; nobody else does. */
@DatabaseTest
class TerritoryNoticeTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Test
	void anAmbassadorReadsTheAcademieServed() {
		assertThat(listOf(this.given.ambassador("20"))).model()
			.containsEntry("territoryNotice", "Vous voyez les contacts de l’académie d’Amiens.");
	}

	@Test
	void severalAcademiesAreJoinedTheFrenchWay() {
		assertThat(listOf(this.given.ambassador("09", "20"))).model()
			.containsEntry("territoryNotice", "Vous voyez les contacts des académies d’Amiens et de Lille.");
		assertThat(listOf(this.given.ambassador("09", "19", "20"))).model()
			.containsEntry("territoryNotice", "Vous voyez les contacts des académies d’Amiens, de Lille et de Reims.");
	}

	@Test
	void anAmbassadorOfNoAcademieIsToldSo() {
		assertThat(listOf(this.given.ambassador())).bodyText().contains("Aucune académie ne vous est encore confiée");
	}

	@Test
	void theTeamReadsNothingOfTheSort() {
		assertThat(listOf(this.given.outreach())).bodyText().doesNotContain("fr-notice__title");
		assertThat(listOf(this.given.coordinator())).bodyText().doesNotContain("fr-notice__title");
	}

	private MvcTestResult listOf(CurrentAccount account) {
		return this.mvc.get().uri("/contacts").with(Given.signedIn(account)).exchange();
	}

}
