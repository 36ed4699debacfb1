package fr.dossiersco.outreach.account;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class SignInTests {

	private static final String WRONG = "ce n’est pas celui-là";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private JdbcClient jdbc;

	private String email = "";

	@BeforeEach
	void account() {
		this.email = "sign-in-" + UUID.randomUUID() + "@essais.example";
		Acting
			.asSystem(() -> this.accounts.register(this.email, "Sacha Essai", Role.OUTREACH, Set.of(), Given.PASSWORD));
	}

	@Test
	void aPageAsksWhoIsThere() {
		assertThat(this.mvc.get().uri("/compte")).hasStatus3xxRedirection().hasRedirectedUrl("/connexion");
	}

	@Test
	void aStrangersFileIsNotEvenRead() {
		assertThat(this.mvc.post().uri("/imports").contentType("multipart/form-data; boundary=x").content("no part"))
			.hasRedirectedUrl("/connexion?expiree");
	}

	@Test
	void theRightPasswordOpensAndTheWrongOneKeepsTheAddress() {
		assertThat(attempt(Given.PASSWORD, "192.0.2.1")).hasRedirectedUrl("/");

		MvcTestResult refused = attempt(WRONG, "192.0.2.1");
		assertThat(refused).hasRedirectedUrl("/connexion?refus");
		assertThat(this.mvc.get().uri("/connexion?refus").cookie(session(refused))).bodyText()
			.contains(this.email, "ne vont pas ensemble");
		assertThat(this.mvc.get().uri("/connexion?expiree")).bodyText().contains("Votre session avait pris fin");
	}

	@Test
	void guessingIsSlowedDownWithoutLockingTheOwnerOut() {
		Cookie known = Objects.requireNonNull(attempt(Given.PASSWORD, "192.0.2.2").getResponse().getCookie("appareil"));
		for (int i = 0; i < SignInThrottle.TRIES; i++) {
			assertThat(attempt(WRONG, "192.0.2.2")).hasRedirectedUrl("/connexion?refus");
		}

		assertThat(attempt(Given.PASSWORD, "192.0.2.2").getResponse().getRedirectedUrl())
			.startsWith("/connexion?attente=");
		assertThat(attempt(Given.PASSWORD, "192.0.2.3")).hasRedirectedUrl("/");
		assertThat(this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.cookie(known)
			.with((request) -> from(request, "192.0.2.2"))
			.param("email", this.email)
			.param("password", Given.PASSWORD)).hasRedirectedUrl("/");
	}

	@Test
	void anUnknownAddressIsAnsweredLikeAWrongPassword() {
		this.email = "inconnu-" + this.email;
		assertThat(attempt(Given.PASSWORD, "192.0.2.4")).hasRedirectedUrl("/connexion?refus");
	}

	@Test
	void signingInChangesTheSession() {
		Cookie before = session(attempt(WRONG, "192.0.2.5"));

		Cookie after = session(this.mvc.post()
			.uri("/connexion")
			.cookie(before)
			.with(csrf())
			.param("email", this.email)
			.param("password", Given.PASSWORD)
			.exchange());

		assertThat(after.getValue()).isNotEqualTo(before.getValue());
	}

	@Test
	void everyAnswerCarriesTheStrictHeaders() {
		assertThat(this.mvc.get().uri("/connexion")).headers()
			.hasValue("Content-Security-Policy", SecurityConfiguration.CONTENT_SECURITY_POLICY)
			.hasValue("X-Content-Type-Options", "nosniff")
			.hasValue("X-Frame-Options", "DENY")
			.hasValue("Referrer-Policy", "same-origin")
			.containsHeader("Permissions-Policy");
		assertThat(this.mvc.get().uri("/connexion").exchange().getResponse().getHeader(HttpHeaders.CACHE_CONTROL))
			.contains("no-store");
	}

	@Test
	void signingOutEmptiesTheBrowsersCache() {
		Cookie session = session(attempt(Given.PASSWORD, "192.0.2.6"));

		assertThat(this.mvc.post().uri("/deconnexion").secure(true).with(csrf()).cookie(session))
			.hasRedirectedUrl("/connexion?deconnexion")
			.hasHeader("Clear-Site-Data", "\"cache\"");
		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");
	}

	@Test
	void theLogTellsWhoSignedInAndThatATryWasRefusedButNamesNoOne(CapturedOutput log) {
		UUID id = Acting.asSystem(() -> this.jdbc.sql("select id from account where email = ?")
			.param(this.email)
			.query(UUID.class)
			.single());
		attempt(Given.PASSWORD, "192.0.2.7");
		assertThat(log).contains("Account " + id + " signed in by a password");

		attempt(WRONG, "192.0.2.7");
		assertThat(log).contains("A sign-in by a password was refused").doesNotContain(this.email, WRONG);

		for (int i = 0; i < SignInThrottle.TRIES; i++) {
			attempt(WRONG, "192.0.2.7");
		}
		assertThat(log).contains("A sign-in by a password was refused after too many tries");
	}

	@Test
	void aFormSentAfterTheSessionEndedIsKeptAndGivenBack() {
		MvcTestResult late = this.mvc.post()
			.uri("/echanges")
			.header("Sec-Fetch-Site", "same-origin")
			.param("notes", "Écoute attentive, rappeler jeudi.")
			.param("password", "jamais gardé")
			.exchange();
		assertThat(late).hasRedirectedUrl("/connexion?expiree");

		MvcTestResult back = this.mvc.post()
			.uri("/connexion")
			.cookie(session(late))
			.with(csrf())
			.param("email", this.email)
			.param("password", Given.PASSWORD)
			.exchange();

		assertThat(back).hasRedirectedUrl("/reprise");
		assertThat(this.mvc.get().uri("/reprise").cookie(session(back))).bodyText()
			.contains("Écoute attentive, rappeler jeudi.")
			.contains("action=\"/echanges\"")
			.doesNotContain("jamais gardé");
	}

	@Test
	void anotherSitesFormIsNotKept() {
		assertThat(this.mvc.post()
			.uri("/echanges")
			.header("Sec-Fetch-Site", "cross-site")
			.param("notes", "écrit ailleurs")).hasStatus(403);
	}

	private MvcTestResult attempt(String password, String place) {
		return this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.with((request) -> from(request, place))
			.param("email", this.email)
			.param("password", password)
			.exchange();
	}

	private static Cookie session(MvcTestResult answer) {
		return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
	}

	private static org.springframework.mock.web.MockHttpServletRequest from(
			org.springframework.mock.web.MockHttpServletRequest request, String place) {
		request.setRemoteAddr(place);
		return request;
	}

}
