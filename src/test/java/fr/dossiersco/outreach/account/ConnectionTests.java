package fr.dossiersco.outreach.account;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.TestDatabase;
import fr.dossiersco.outreach.web.GuessThrottle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only a real connection shows: what is answered before any of our own code is
 * asked, and what a proxy's headers are believed.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Import({ TestClock.class, Given.class })
class ConnectionTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "GET /connexion", "GET /assets/absent.css", "GET /compte", "GET /compte//sessions",
			"GET /compte;a=b", "POST /imports" })
	void noAnswerLacksTheStrictHeaders(String request) throws IOException {
		String size = request.startsWith("POST") ? "Content-Length: 999999999999\r\n" : "";
		String answer = answer(request, size + "X-Forwarded-Proto: https\r\n");

		assertThat(answer).contains("\r\nContent-Security-Policy: " + SecurityConfiguration.CONTENT_SECURITY_POLICY)
			.contains("\r\nX-Content-Type-Options: nosniff")
			.contains("\r\nStrict-Transport-Security: max-age=31536000 ; includeSubDomains")
			.containsOnlyOnce("Content-Security-Policy:");
	}

	@Test
	void aSessionsCookieIsForSecureConnectionsAndNoScripts() throws IOException {
		assertThat(answer("GET /compte", "X-Forwarded-Proto: https\r\n"))
			.containsPattern("Set-Cookie: SESSION=\\S+; Path=/; Secure; HttpOnly; SameSite=Lax");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE /connexion", "TRACK /connexion", "CONNECT /connexion", "GET /actuator",
			"GET /actuator/env", "GET /actuator/info", "GET /assets/", "GET /.git/config", "GET /v3/api-docs" })
	void nothingIsToldThatNobodyAskedUsToTell(String request) throws IOException {
		assertThat(answer(request, "")).doesNotStartWith("HTTP/1.1 200");
	}

	@Test
	void aMonitorLearnsThatTheProgramAnswersAndNoMore() throws IOException {
		assertThat(answer("GET /actuator/health/readiness", "")).startsWith("HTTP/1.1 200")
			.contains("\r\n{\"status\":\"UP\"}\r\n0\r\n");
	}

	@Test
	void whoeverGuessesIsSlowedDownWhateverAddressTheyPretendToHave() throws IOException {
		String last = "";
		for (int i = 0; i <= GuessThrottle.TRIES; i++) {
			// The proxy appends the address that it saw to whatever it was sent.
			last = answer("GET /journal/flux/guess" + i + ".atom",
					"X-Forwarded-For: 192.0.2." + i + ", 203.0.113.9\r\n");
		}

		assertThat(last).startsWith("HTTP/1.1 429");
	}

	@Test
	void theAddressOfThePageIsThatOfTheBrowser() throws IOException {
		assertThat(answer("GET /compte", "X-Forwarded-Proto: https\r\nX-Forwarded-Host: recrutement.example\r\n"))
			.startsWith("HTTP/1.1 302")
			.containsPattern("\r\nLocation: (https://recrutement\\.example)?/connexion\r\n");
	}

	private String answer(String request, String headers) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write((request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			// Nobody waits for what was announced and never comes.
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
