package fr.dossiersco.outreach.proconnect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.TestDatabase;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.proconnect.LoopbackProConnect.Fault;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * The whole way to ProConnect and back, against a real provider on loopback. It is down
 * when the program starts.
 */
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = { TestDatabase.class, ProConnectTests.Configured.class })
@Import({ StatementCount.class, TestClock.class, Given.class })
@DirtiesContext
class ProConnectTests {

	private static final String NO_ACCOUNT = "/connexion/proconnect/refus/aucun-compte";

	private static final String NOT_PROVEN = "/connexion/proconnect/refus/refus";

	private static final String DOWN = "/connexion/proconnect/refus/panne";

	private static final LoopbackProConnect there = new LoopbackProConnect("http://localhost");

	private final HttpClient browser = HttpClient.newHttpClient();

	private final String email = "pro-" + UUID.randomUUID() + "@essais.example";

	private final String subject = "sub-" + UUID.randomUUID();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ProConnect proConnect;

	private UUID id = new UUID(0, 0);

	private @Nullable Cookie session;

	@BeforeEach
	void someoneWithAnAccount() {
		this.id = Acting
			.asSystem(() -> this.accounts.register(this.email, "Sacha Fédération", Role.AMBASSADOR, Set.of("09"),
					Given.PASSWORD))
			.id();
		there.present(this.subject, this.email.toUpperCase(Locale.ROOT));
	}

	@AfterAll
	static void stop() {
		there.close();
	}

	@Test
	void someoneComesInWithTheRightsOfTheirAccountAndIsKnownByTheirIdentityThen() {
		assertThat(get("/connexion")).bodyText()
			.contains("/connexion/proconnect", "S’identifier avec", "Qu’est-ce que ProConnect ?");
		Cookie before = Objects.requireNonNull(this.session);

		assertThat(comeIn()).hasRedirectedUrl("/");

		assertThat(Objects.requireNonNull(this.session).getValue()).isNotEqualTo(before.getValue());
		assertThat(get("/compte")).hasStatusOk()
			.bodyText()
			.contains("Sacha Fédération", "Votre compte est lié à ProConnect");
		assertThat(get("/comptes")).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(count("select count(*) from sign_in where account_id = ?", this.id)).isOne();
		assertThat(mails()).isOne();

		this.session = null;
		there.present(this.subject, "nouvelle-adresse@essais.example");
		assertThat(comeIn()).hasRedirectedUrl("/");
		assertThat(get("/compte")).bodyText().contains("Sacha Fédération");
		assertThat(identities()).isOne();
		assertThat(mails()).isOne();
	}

	@Test
	void theyGoOnToWhereTheyWanted() {
		get("/contacts");
		assertThat(comeIn().getResponse().getRedirectedUrl()).startsWith("http://localhost/contacts");
	}

	/** State, nonce and a proof key go along, and of the person only the address. */
	@Test
	void itAsksForLittleAndProvesThatItAsked() {
		var asked = UriComponentsBuilder.fromUriString(start()).build().getQueryParams();
		assertThat(asked).containsKeys("state", "nonce", "code_challenge")
			.containsEntry("scope", List.of("openid%20email"));
		assertThat(Objects.requireNonNull(asked.getFirst("state")).length()).isGreaterThanOrEqualTo(32);
		assertThat(Objects.requireNonNull(asked.getFirst("nonce")).length()).isGreaterThanOrEqualTo(32);
	}

	@Test
	void anUnknownAddressOpensNothing() {
		String unknown = "inconnu-" + this.email;
		there.present(this.subject, unknown);

		assertThat(comeIn()).hasRedirectedUrl(NO_ACCOUNT);

		assertThat(get(NO_ACCOUNT)).hasStatusOk()
			.bodyText()
			.contains("Aucun compte ici pour cette adresse", "demandez une invitation à la coordination");
		assertThat(count("select count(*) from account where email = ?", unknown)).isZero();
		assertThat(count("select count(*) from account_identity where subject = ?", this.subject)).isZero();
		isOut();
	}

	@Test
	void anAddressThatIsDoubtedOrMissingOpensNothing() {
		there.doubtsTheAddress();
		assertThat(comeIn()).hasRedirectedUrl(NO_ACCOUNT);
		there.present(this.subject, null);
		assertThat(comeIn()).hasRedirectedUrl(NO_ACCOUNT);
	}

	@Test
	void whoHasLeftComesInNoMoreAndIsToldNothingElse() {
		assertThat(comeIn()).hasRedirectedUrl("/");
		Acting.asSystem(
				() -> this.jdbc.sql("update account set deactivated_at = now() where id = ?").param(this.id).update());
		isOut();
		assertThat(comeIn()).hasRedirectedUrl(NO_ACCOUNT);
		isOut();

		there.present("sub-" + UUID.randomUUID(), this.email);
		assertThat(comeIn()).hasRedirectedUrl(NO_ACCOUNT);
		assertThat(identities()).isOne();
	}

	/** An address may be given to whoever comes after. */
	@Test
	void anotherIdentityWithTheSameAddressWaitsUntilTheFirstIsUnlinked() {
		assertThat(comeIn()).hasRedirectedUrl("/");
		this.session = null;
		there.present("sub-" + UUID.randomUUID(), this.email);
		assertThat(comeIn()).hasRedirectedUrl("/connexion/proconnect/refus/autre-identite");
		assertThat(get("/connexion/proconnect/refus/autre-identite")).bodyText().contains("déjà lié à une autre");
		isOut();

		CurrentAccount stranger = this.given.outreach();
		String unlink = "/compte/proconnect/" + identity() + "/retrait";
		assertThat(this.mvc.post().uri(unlink).with(csrf()).with(Given.signedIn(stranger))).hasRedirectedUrl("/compte");
		assertThat(identities()).isOne();

		assertThat(this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.param("email", this.email)
			.param("password", Given.PASSWORD)
			.exchange()).satisfies((answer) -> this.session = session(answer));
		assertThat(get("/compte")).bodyText().contains(unlink);
		assertThat(post(unlink)).hasRedirectedUrl("/compte");
		assertThat(get("/compte")).bodyText().contains("pas encore lié à ProConnect");
		this.session = null;
		assertThat(comeIn()).hasRedirectedUrl("/");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "NONE", "DOWN" })
	void whatIsNotProvenIsRefused(Fault fault) {
		there.goWrong(fault);
		assertThat(comeIn()).hasRedirectedUrl(NOT_PROVEN);
		assertThat(identities()).isZero();
		isOut();
	}

	@Test
	void anAnswerToSomeoneElsesQuestionIsRefused() {
		String back = answer(start());
		String forged = back.replaceFirst("state=[^&]+", "state=celui-de-quelqu-un-d-autre-ou-invente");
		assertThat(get(forged)).hasRedirectedUrl(NOT_PROVEN);
		isOut();

		this.session = null;
		start();
		assertThat(get(back)).hasRedirectedUrl(NOT_PROVEN);
		isOut();
	}

	/** One may be signed in at ProConnect already: it would ask nothing. */
	@Test
	void anotherSiteSendsNobodyThere() {
		assertThat(this.mvc.get().uri("/connexion/proconnect").header("Sec-Fetch-Site", "cross-site"))
			.hasRedirectedUrl("/connexion");
		assertThat(this.mvc.get()
			.uri("/connexion/proconnect")
			.header("Sec-Fetch-Site", "same-origin")
			.exchange()
			.getResponse()
			.getRedirectedUrl()).startsWith(there.issuer());
	}

	@Test
	void anotherIssuerIsNotBelieved() {
		ProConnect misled = new ProConnect(new ProConnectProperties(there.issuer() + "/", LoopbackProConnect.CLIENT,
				LoopbackProConnect.SECRET, null), Clock.systemUTC());
		assertThatIllegalStateException().isThrownBy(misled::provider).withMessageContaining("another issuer");
	}

	@Test
	void anAnswerIsGoodOnce() {
		String back = answer(start());
		assertThat(get(back)).hasRedirectedUrl("/");
		assertThat(get(back)).hasRedirectedUrl(NOT_PROVEN);
	}

	@Test
	void whoTurnsBackIsAtTheSignInPageAgain() {
		String state = Objects
			.requireNonNull(UriComponentsBuilder.fromUriString(start()).build().getQueryParams().getFirst("state"));
		assertThat(get("/connexion/proconnect/retour?error=access_denied&state=" + state))
			.hasRedirectedUrl("/connexion");
	}

	@Test
	void whileProConnectIsDownAPageSaysSoAndOtherWaysLeadIn() {
		String back = answer(start());
		there.goWrong(Fault.DOWN);
		assertThat(get(back)).hasRedirectedUrl(DOWN);

		ReflectionTestUtils.setField(this.proConnect, "provider", null);
		assertThat(get("/connexion/proconnect")).hasRedirectedUrl(DOWN);
		assertThat(get(DOWN)).hasStatusOk().bodyText().contains("ProConnect ne répond pas", "mot de passe");
		assertThat(get("/connexion")).hasStatusOk();
		assertThat(this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.param("email", this.email)
			.param("password", Given.PASSWORD)).hasRedirectedUrl("/");

		there.goWrong(Fault.NONE);
		assertThat(comeIn()).hasRedirectedUrl("/");
	}

	@Test
	void aSessionThatBeganThereEndsThereToo() {
		assertThat(comeIn()).hasRedirectedUrl("/");
		assertThat(post("/deconnexion")).hasRedirectedUrl("/connexion/proconnect/fin");
		isOut();

		MvcTestResult page = get("/connexion/proconnect/fin");
		assertThat(page).hasStatusOk().bodyText().contains("Terminer ma session ProConnect");
		String refresh = Objects.requireNonNull(page.getResponse().getHeader("Refresh"));
		String back = answer(refresh.substring("0;url=".length()));
		assertThat(back).startsWith("http://localhost/connexion/proconnect/fin/retour?state=");
		assertThat(get(back)).hasRedirectedUrl("/connexion?deconnexion");
		assertThat(get("/connexion/proconnect/fin")).hasRedirectedUrl("/connexion?deconnexion");
	}

	@Test
	void aSessionThatBeganHereEndsHere() {
		this.session = session(this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.param("email", this.email)
			.param("password", Given.PASSWORD)
			.exchange());
		assertThat(post("/deconnexion")).hasRedirectedUrl("/connexion?deconnexion");
	}

	@Test
	void unlinkingAsksWhoIsThere() {
		assertThat(this.mvc.post().uri("/compte/proconnect/{id}/retrait", UUID.randomUUID()).with(csrf()))
			.hasRedirectedUrl("/connexion");
		assertThat(get("/connexion/proconnect/refus/autre-chose")).hasStatus(HttpStatus.NOT_FOUND);
	}

	private MvcTestResult comeIn() {
		return get(answer(start()));
	}

	private String start() {
		return Objects.requireNonNull(get("/connexion/proconnect").getResponse().getRedirectedUrl());
	}

	/** Where the provider sends the browser on to. */
	private String answer(String address) {
		try {
			HttpResponse<String> answer = this.browser.send(HttpRequest.newBuilder(URI.create(address)).build(),
					HttpResponse.BodyHandlers.ofString());
			return answer.headers()
				.firstValue("Location")
				.orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MvcTestResult get(String address) {
		var request = this.mvc.get().uri(URI.create(address));
		return followed(((this.session != null) ? request.cookie(this.session) : request).exchange());
	}

	private MvcTestResult post(String address) {
		return followed(
				this.mvc.post().uri(address).cookie(Objects.requireNonNull(this.session)).with(csrf()).exchange());
	}

	private MvcTestResult followed(MvcTestResult answer) {
		Cookie renewed = answer.getResponse().getCookie("SESSION");
		if (renewed != null) {
			this.session = renewed;
		}
		return answer;
	}

	private static Cookie session(MvcTestResult answer) {
		return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
	}

	private void isOut() {
		assertThat(get("/compte")).hasRedirectedUrl("/connexion");
	}

	private int identities() {
		return count("select count(*) from account_identity where account_id = ?", this.id);
	}

	private UUID identity() {
		return Acting.asSystem(() -> this.jdbc.sql("select id from account_identity where account_id = ?")
			.param(this.id)
			.query(UUID.class)
			.single());
	}

	private int mails() {
		return count("select count(*) from outgoing_mail where to_address = ?", this.email);
	}

	private int count(String sql, Object parameter) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).param(parameter).query(Integer.class).single());
	}

	static class Configured implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			there.goWrong(Fault.DOWN);
			TestPropertyValues.of(there.properties()).applyTo(context);
		}

	}

}
