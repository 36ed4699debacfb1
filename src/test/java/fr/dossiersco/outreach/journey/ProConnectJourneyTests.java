package fr.dossiersco.outreach.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.TestDatabase;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.proconnect.LoopbackProConnect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Someone comes in by ProConnect and goes out by it, in a browser that holds our policy
 * against each step. ProConnect knows our address, so the port is known before.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = { TestDatabase.class, ProConnectJourneyTests.Configured.class })
@Import({ TestClock.class, Given.class })
@ExtendWith(Browsing.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DirtiesContext
class ProConnectJourneyTests {

	private static final int PORT = freePort();

	private static final LoopbackProConnect there = new LoopbackProConnect("http://localhost:" + PORT);

	@Autowired
	private AccountRegistration accounts;

	@AfterAll
	static void stop() {
		there.close();
	}

	@ParameterizedTest
	@CsvSource({ "1280, true", "390, true", "390, false" })
	void someoneComesInAndGoesOutByProConnect(int width, boolean javaScript, Browser browser) {
		String email = "agent-" + UUID.randomUUID() + "@essais.example";
		try (Visit visit = new Visit(browser, PORT, width, javaScript)) {
			Page page = visit.page();
			there.present("sub-" + email, email);
			page.navigate("/contacts");
			visit.looksRight("connexion-proconnect");
			page.getByText("S’identifier avec").click();
			page.waitForURL("**/refus/aucun-compte");
			visit.looksRight("proconnect-aucun-compte");

			Acting.asSystem(() -> this.accounts.register(email, "Sacha Fédération", Role.AMBASSADOR, Set.of("09"),
					Given.PASSWORD));
			page.getByText("Revenir à la page de connexion").click();
			page.getByText("S’identifier avec").click();
			// There, where they wanted to go.
			page.waitForURL("**/contacts**");
			page.navigate("/compte");
			assertThat(page.locator("section[aria-labelledby=proconnect]")).containsText("Votre compte est lié");
			visit.looksRight("compte-proconnect");

			page.locator("form[action='/deconnexion'] button").first().evaluate("button => button.form.submit()");
			// By ProConnect, which alone knows where to go back to.
			page.waitForURL("**/connexion?deconnexion");
			assertThat(page.locator("main")).containsText("Vous êtes déconnecté·e");
			page.navigate("/compte");
			page.waitForURL("**/connexion");
		}
	}

	private static int freePort() {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return free.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Configured implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of(there.properties()).and("server.port=" + PORT).applyTo(context);
		}

	}

}
