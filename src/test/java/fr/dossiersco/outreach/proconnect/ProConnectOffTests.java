package fr.dossiersco.outreach.proconnect;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Where ProConnect is not configured, nothing tells of it. */
@DatabaseTest
class ProConnectOffTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@ParameterizedTest
	@ValueSource(strings = { "/connexion/proconnect", "/connexion/proconnect/retour?code=x&state=y",
			"/connexion/proconnect/refus/panne", "/connexion/proconnect/fin", "/connexion/proconnect/fin/retour" })
	void noRouteAnswers(String address) {
		assertThat(this.mvc.get().uri(address)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void noPageTellsOfIt() {
		assertThat(this.mvc.get().uri("/connexion")).bodyText().doesNotContain("ProConnect");
		assertThat(this.mvc.get().uri("/compte").with(Given.signedIn(this.given.outreach()))).hasStatusOk()
			.bodyText()
			.doesNotContain("ProConnect");
	}

	@Test
	void halfAConfigurationIsToldAtStart() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProConnectProperties("https://proconnect.example/api/v2", "nous", " ", null))
			.withMessageContaining("client-secret");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProConnectProperties("http://proconnect.example/api/v2", "nous", "secret", null))
			.withMessageContaining("https");
		assertThat(new ProConnectProperties(null, "", null, null).areComplete()).isFalse();
	}

}
