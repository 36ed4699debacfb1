package fr.dossiersco.outreach.access;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.LinkThrottle;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Coming in without a password, and choosing another one, by a link in a mail. */
@DatabaseTest
class LinksTests {

	private static final String CHOSEN = "quatre vélos sous la pluie";

	private static final String OVER = "Ce lien ne peut plus servir";

	private static final AtomicInteger places = new AtomicInteger();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private final String place = "203.0.113." + places.incrementAndGet();

	private final String email = "lien-" + UUID.randomUUID() + "@essais.example";

	private UUID id = new UUID(0, 0);

	@BeforeEach
	void anAccount() {
		this.id = Acting
			.asSystem(() -> this.accounts.register(this.email, "Sacha Essai", Role.OUTREACH, Set.of(), Given.PASSWORD))
			.id();
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	@Test
	void aLinkSignsInOnceWhenItsButtonIsPressed() {
		assertThat(ask(this.email)).hasRedirectedUrl("/connexion/lien?envoye");
		String link = link("/connexion/lien/");

		// A mail guard follows it too, as often as it likes.
		assertThat(this.mvc.get().uri(link)).hasStatusOk().bodyText().contains("Sacha Essai", "Me connecter");
		assertThat(this.mvc.get().uri(link)).hasStatusOk().headers().hasValue("X-Robots-Tag", "noindex, nofollow");
		MvcTestResult in = press(link);
		assertThat(in).hasRedirectedUrl("/");
		assertThat(this.mvc.get().uri("/compte").cookie(session(in))).hasStatusOk().bodyText().contains(this.email);

		assertThat(press(link)).hasRedirectedUrl("/connexion/lien?perime");
		assertThat(this.mvc.get().uri("/connexion/lien?perime")).bodyText().contains(OVER);
		assertThat(this.mvc.get().uri(link)).hasStatus(404).bodyText().contains(OVER).doesNotContain("Sacha Essai");
	}

	@Test
	void aLinkIsOverAfterTenMinutesOrWithItsAccount() {
		ask(this.email);
		String link = link("/connexion/lien/");
		this.clock.setTo(this.clock.instant().plus(Duration.ofMinutes(10)));
		assertThat(press(link)).hasRedirectedUrl("/connexion/lien?perime");
		this.clock.reset();
		assertThat(this.mvc.get().uri(link)).hasStatusOk();

		Acting.asSystem(
				() -> this.jdbc.sql("update account set deactivated_at = now() where id = ?").param(this.id).update());
		assertThat(press(link)).hasRedirectedUrl("/connexion/lien?perime");
		int before = mails(this.email);
		ask(this.email);
		assertThat(mails(this.email)).isEqualTo(before);
	}

	@Test
	void noAnswerTellsWhetherAnAddressIsKnown() {
		String unknown = "inconnu-" + this.email;
		assertThat(ask(unknown)).hasRedirectedUrl("/connexion/lien?envoye");
		assertThat(forgot(unknown)).hasRedirectedUrl("/connexion/mot-de-passe?envoye");
		assertThat(mails(unknown)).isZero();
		assertThat(ask("pas une adresse")).hasRedirectedUrl("/connexion/lien?adresse");
		assertThat(ask(null)).hasRedirectedUrl("/connexion/lien?adresse");
		assertThat(forgot("pas une adresse")).hasStatus(422).bodyText().contains("n’a pas la forme attendue");
	}

	@Test
	void nobodysLetterBoxIsFilled() {
		for (int i = 0; i < LinkThrottle.MAILS + 2; i++) {
			assertThat(ask(this.email)).hasRedirectedUrl("/connexion/lien?envoye");
			assertThat(forgot(this.email)).hasRedirectedUrl("/connexion/mot-de-passe?envoye");
		}
		assertThat(mails(this.email)).isEqualTo(LinkThrottle.MAILS);
	}

	@Test
	void nobodyTriesOneAddressAfterTheOther() {
		for (int i = 0; i < LinkThrottle.ASKED; i++) {
			assertThat(ask(i + this.email)).hasRedirectedUrl("/connexion/lien?envoye");
		}
		assertThat(ask(this.email)).hasRedirectedUrl("/connexion/lien?trop");
		assertThat(forgot(this.email)).hasStatus(422).bodyText().contains("Trop de demandes");
		assertThat(mails(this.email)).isZero();
		assertThat(this.mvc.get().uri("/connexion/lien?trop")).bodyText().contains("Trop de demandes");
	}

	@Test
	void aLinkIsKeptAsAHashAndHiddenInTheOutbox() {
		ask(this.email);
		String link = link("/connexion/lien/");
		String token = link.substring(link.lastIndexOf('/') + 1);

		assertThat(Acting.asSystem(() -> this.jdbc.sql("select token_hash from sign_in_link where account_id = ?")
			.param(this.id)
			.query(byte[].class)
			.list())).containsExactly(new SecretLink(token).hash());
		for (CurrentAccount other : List.of(this.given.coordinator(), this.given.outreach())) {
			assertThat(Acting.as(other,
					() -> this.jdbc.sql("select count(*) from sign_in_link").query(Integer.class).single()))
				.isZero();
		}
		assertThat(outbox(this.given.coordinator())).contains("/connexion/lien/…", "Le lien personnel est masqué")
			.doesNotContain(token);
	}

	@Test
	void signingInByALinkNeedsTheButtonOfOurOwnPage() {
		ask(this.email);
		String link = link("/connexion/lien/");

		assertThat(this.mvc.post().uri("/connexion/lien").param("token", token(link))).hasStatus(403);
		assertThat(press(link)).hasRedirectedUrl("/");
	}

	@Test
	void whoForgotTheirPasswordChoosesAnotherOnce() {
		Cookie before = session(signIn(Given.PASSWORD));
		assertThat(forgot(" " + this.email.toUpperCase() + " ")).hasRedirectedUrl("/connexion/mot-de-passe?envoye");
		String link = link("/connexion/mot-de-passe/");
		ask(this.email);
		String other = link("/connexion/lien/");

		assertThat(this.mvc.get().uri(link)).hasStatusOk().bodyText().contains("Sacha Essai");
		assertThat(choose(link, "court")).hasStatus(422).bodyText().contains("au moins 12 caractères");
		assertThat(choose(link, " " + CHOSEN + " ")).hasRedirectedUrl("/connexion?nouveau");

		assertThat(this.mvc.get().uri("/compte").cookie(before)).hasRedirectedUrl("/connexion");
		assertThat(signIn(Given.PASSWORD)).hasRedirectedUrl("/connexion?refus");
		assertThat(signIn(" " + CHOSEN)).hasRedirectedUrl("/");
		assertThat(choose(link, CHOSEN)).hasStatus(404).bodyText().contains(OVER);
		assertThat(press(other)).hasRedirectedUrl("/connexion/lien?perime");
		assertThat(lastMail()).contains("Un nouveau mot de passe vient d’être choisi");
	}

	@Test
	void aLinkServesItsOwnPurposeAndTimeOnly() {
		ask(this.email);
		String signIn = token(link("/connexion/lien/"));
		forgot(this.email);
		String password = token(link("/connexion/mot-de-passe/"));

		assertThat(choose("/connexion/mot-de-passe/" + signIn, CHOSEN)).hasStatus(404);
		assertThat(press("/connexion/lien/" + password)).hasRedirectedUrl("/connexion/lien?perime");
		this.clock.setTo(this.clock.instant().plus(Duration.ofHours(1)));
		assertThat(choose("/connexion/mot-de-passe/" + password, CHOSEN)).hasStatus(404);
		assertThat(signIn(Given.PASSWORD)).hasRedirectedUrl("/");
	}

	@Test
	void aCoordinatorHasALinkSentAndReadsItWhereNothingLeaves() {
		CurrentAccount coordinator = this.given.coordinator();
		String account = "/comptes/" + this.id;
		assertThat(this.mvc.post().uri(account + "/mot-de-passe").with(csrf()).with(Given.signedIn(coordinator)))
			.hasRedirectedUrl(account);
		String link = link("/connexion/mot-de-passe/");

		assertThat(outbox(coordinator)).contains(link);
		assertThat(outbox(this.given.coordinator())).contains("Le lien personnel est masqué").doesNotContain(link);
		assertThat(choose(link, CHOSEN)).hasRedirectedUrl("/connexion?nouveau");
		assertThat(this.mvc.get().uri(account).with(Given.signedIn(coordinator))).bodyText()
			.contains("Lien pour un nouveau mot de passe envoyé", "Nouveau mot de passe choisi par le lien");
	}

	private MvcTestResult ask(@Nullable String address) {
		var request = this.mvc.post().uri("/connexion/lien/demande").with(csrf()).with(this::here);
		return ((address != null) ? request.param("email", address) : request).exchange();
	}

	private MvcTestResult forgot(String address) {
		return this.mvc.post()
			.uri("/connexion/mot-de-passe")
			.with(csrf())
			.with(this::here)
			.param("adresse", address)
			.exchange();
	}

	private MvcTestResult press(String link) {
		return this.mvc.post()
			.uri("/connexion/lien")
			.with(csrf())
			.with(this::here)
			.param("token", token(link))
			.exchange();
	}

	private MvcTestResult choose(String link, String password) {
		return this.mvc.post()
			.uri(link)
			.with(this::here)
			.param("newPassword", password)
			.param("confirmedPassword", password)
			.exchange();
	}

	private MvcTestResult signIn(String password) {
		return this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.param("email", this.email)
			.param("password", password)
			.exchange();
	}

	private MockHttpServletRequest here(MockHttpServletRequest request) {
		request.setRemoteAddr(this.place);
		return request;
	}

	private static Cookie session(MvcTestResult answer) {
		return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
	}

	private static String token(String link) {
		return link.substring(link.lastIndexOf('/') + 1);
	}

	/** The path in the last mail that has such a one. */
	private String link(String path) {
		Matcher link = Pattern.compile(path + "[\\w-]{43}").matcher(lastMail());
		assertThat(link.find()).isTrue();
		return link.group();
	}

	private String lastMail() {
		return Acting.asSystem(() -> this.jdbc
			.sql("select text_body from outgoing_mail where to_address = ? order by created_at desc, id limit 1")
			.param(this.email)
			.query(String.class)
			.single());
	}

	private int mails(String address) {
		return Acting.asSystem(() -> this.jdbc.sql("select count(*) from outgoing_mail where to_address = ?")
			.param(address)
			.query(Integer.class)
			.single());
	}

	/** The last mail as someone reads it. */
	private String outbox(CurrentAccount reader) {
		UUID mail = Acting.asSystem(() -> this.jdbc
			.sql("select id from outgoing_mail where to_address = ? order by created_at desc, id limit 1")
			.param(this.email)
			.query(UUID.class)
			.single());
		MvcTestResult answer = this.mvc.get().uri("/courriels/" + mail).with(Given.signedIn(reader)).exchange();
		try {
			return answer.getResponse().getContentAsString();
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
