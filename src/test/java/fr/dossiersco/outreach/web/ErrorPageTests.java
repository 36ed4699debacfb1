package fr.dossiersco.outreach.web;

import jakarta.servlet.RequestDispatcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorPageTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@ParameterizedTest
	@CsvSource({ "/exemple/erreurs/absent, 404", "/exemple/erreurs/perdu, 409", "/exemple/numeros/abc, 404",
			"/exemple/numeros/00000000-0000-0000-0000-000000000000?count=x, 400", "/nulle-part, 404" })
	void aRefusalHasItsStatus(String address, int status) {
		assertThat(this.mvc.get().uri(address).with(Given.signedIn(this.given.outreach()))).hasStatus(status);
	}

	@ParameterizedTest
	@CsvSource({ "400, Demande incomprise", "403, Accès refusé", "404, Page introuvable", "409, Modifié entre-temps",
			"413, Fichier trop volumineux", "500, Une erreur s’est produite", "418, Demande incomprise",
			"502, Une erreur s’est produite" })
	void anErrorIsToldInFrench(int status, String title) {
		assertThat(error(status)).hasStatus(status)
			.bodyText()
			.contains(title, "Référence à transmettre")
			.doesNotContain("??", "secret");
	}

	@Test
	void theReferenceIsInTheLogAndTheCauseOnlyThere(CapturedOutput log) {
		var answer = error(500)
			.requestAttr(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("secret of the log"))
			.exchange();

		assertThat(answer).bodyText().doesNotContain("secret of the log", "IllegalStateException");
		String reference = new String(answer.getResponse().getContentAsByteArray(),
				java.nio.charset.StandardCharsets.UTF_8)
			.replaceAll("(?s).*l’aide[\\h]: (\\w{8}).*", "$1");
		assertThat(log).containsPattern(reference + ": 500 on GET /somewhere").contains("secret of the log");
	}

	@Test
	void aPartOfAPageGetsAnAlertAndAScriptGetsText() {
		assertThat(error(500).header("HX-Request-Type", "partial")).bodyText()
			.contains("role=\"alert\"")
			.doesNotContain("<html");
		assertThat(error(403).accept("text/plain")).hasStatus(403).bodyText().startsWith("Votre compte ne permet pas");
	}

	private MockMvcRequestBuilder error(int status) {
		return this.mvc.get()
			.uri("/error")
			.accept("text/html")
			.requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
			.requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/somewhere");
	}

}
