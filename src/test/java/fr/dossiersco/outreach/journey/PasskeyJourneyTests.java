package fr.dossiersco.outreach.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.TestDatabase;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Someone adds a passkey and comes in by it, with the browser's own make-believe device.
 * Passkeys belong to the site's address, so the port is known before the program starts.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = { TestDatabase.class, PasskeyJourneyTests.KnownPort.class })
@Import({ TestClock.class, Given.class })
@ExtendWith(Browsing.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PasskeyJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void someoneAddsAPasskeyAndComesInByIt(int width, Browser browser) {
		String email = "cle-" + UUID.randomUUID() + "@essais.example";
		UUID id = Acting
			.asSystem(() -> this.accounts.register(email, "Sacha Clé", Role.AMBASSADOR, Set.of("09"), Given.PASSWORD))
			.id();
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			Page page = visit.page();
			device(page);
			visit.signIn(email, Given.PASSWORD);
			page.navigate("/compte");
			page.locator("#cle").fill("Mon ordinateur");
			visit.looksRight("cle-ajout");
			page.getByText("Ajouter une clé sur cet appareil").click();
			assertThat(page.locator("section[aria-labelledby=cles] li")).containsText("Mon ordinateur");
			visit.looksRight("cle-ajoutee");
			assertThat(mails(email)).isOne();

			page.context().clearCookies();
			page.navigate("/contacts");
			visit.looksRight("connexion-cle");
			String before = session(page);
			page.getByText("Se connecter avec une clé d’accès").click();
			// There, where they wanted to go.
			page.waitForURL("**/contacts**");
			assertThat(page.locator("body")).containsText("Lille");
			assertThat(session(page)).isNotEqualTo(before);

			Acting.asSystem(
					() -> this.jdbc.sql("update account set deactivated_at = now() where id = ?").param(id).update());
			page.navigate("/connexion");
			page.getByText("Se connecter avec une clé d’accès").click();
			assertThat(page.locator("[data-passkey-failed]")).isVisible();
			Acting.asSystem(
					() -> this.jdbc.sql("update account set deactivated_at = null where id = ?").param(id).update());
			page.getByText("Se connecter avec une clé d’accès").click();
			page.waitForURL((url) -> !url.contains("/connexion"));
			page.navigate("/compte");
			assertThat(page.locator("section[aria-labelledby=cles] li")).containsText("utilisée le");
			page.locator("section[aria-labelledby=cles] li button").click();
			assertThat(page.locator("section[aria-labelledby=cles]")).containsText("Aucune clé");

			page.context().clearCookies();
			page.navigate("/connexion");
			page.getByText("Se connecter avec une clé d’accès").click();
			assertThat(page.locator("[data-passkey-failed]")).isVisible();
			visit.looksRight("connexion-cle-retiree");
		}
	}

	/** Passkeys are left aside where scripts do not run; what else there is works. */
	@ParameterizedTest
	@ValueSource(ints = 390)
	void withoutScriptsNothingPromisesAPasskey(int width, Browser browser) {
		try (Visit visit = new Visit(browser, this.port, width, false)) {
			Page page = visit.page();
			page.navigate("/connexion");
			assertThat(page.getByText("Se connecter avec une clé d’accès")).isHidden();
			assertThat(page.getByText("Recevoir un lien de connexion")).isVisible();
		}
	}

	private static void device(Page page) {
		CDPSession devtools = page.context().newCDPSession(page);
		devtools.send("WebAuthn.enable");
		JsonObject options = new JsonObject();
		Map.of("protocol", "ctap2", "transport", "internal").forEach(options::addProperty);
		for (String able : new String[] { "hasResidentKey", "hasUserVerification", "isUserVerified",
				"automaticPresenceSimulation" }) {
			options.addProperty(able, true);
		}
		JsonObject device = new JsonObject();
		device.add("options", options);
		devtools.send("WebAuthn.addVirtualAuthenticator", device);
	}

	private static String session(Page page) {
		return page.context()
			.cookies()
			.stream()
			.filter((cookie) -> cookie.name.equals("SESSION"))
			.map((cookie) -> cookie.value)
			.findAny()
			.orElse("");
	}

	private int mails(String address) {
		return Acting.asSystem(() -> this.jdbc.sql("select count(*) from outgoing_mail where to_address = ?")
			.param(address)
			.query(Integer.class)
			.single());
	}

	static class KnownPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				TestPropertyValues.of("server.port=" + free.getLocalPort()).applyTo(context);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
