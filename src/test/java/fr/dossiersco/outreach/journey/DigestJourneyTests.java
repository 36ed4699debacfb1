package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.SecretLink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A coordinator asks for the digest, reads it, looks into the outbox, and ends the digest
 * by the link of one.
 */
@JourneyTest
class DigestJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private Outbox outbox;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@ParameterizedTest
	@CsvSource({ "1280, true", "390, false" })
	void theDigestIsAskedForReadAndEnded(int width, boolean scripts, Browser browser) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		UUID me = Acting
			.asSystem(
					() -> this.accounts.register(email, "Camille Parcours", Role.COORDINATOR, Set.of(), Given.PASSWORD))
			.id();
		aMove();
		SecretLink link = aDigest(email, me);
		try (Visit visit = new Visit(browser, this.port, width, scripts);
				Visit reader = new Visit(browser, this.port, width, scripts)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/compte");
			visit.looksRight("mon-compte");
			page.getByText("Recevoir le bilan").click();
			assertThat(page.locator("[role=status]")).containsText("le lundi matin");
			page.getByText("Voir ce qu’il dirait").click();
			assertThat(page.locator("article")).containsText("Collège en Mouvement");
			page.locator("details > summary").click();
			visit.looksRight("bilan");

			page.navigate("/courriels");
			visit.looksRight("courriels");
			page.getByText("Bilan du parcours").first().click();
			assertThat(page.locator("main")).containsText("Rien de neuf");
			visit.looksRight("courriel");

			Page theirs = reader.page();
			theirs.navigate("/bilan/desabonnement/" + link.token());
			reader.looksRight("desabonnement");
			theirs.locator("main button").click();
			assertThat(theirs.locator("[role=status]")).containsText("vous ne recevrez plus");
			reader.looksRight("desabonnement-fait");
			theirs.navigate("/bilan/desabonnement/rien");
			reader.looksRight("desabonnement-inconnu");
			page.navigate("/compte");
			assertThat(page.locator("section[aria-labelledby=digest]")).containsText("Vous ne le recevez pas.");
		}
	}

	private void aMove() {
		CurrentAccount by = this.given.outreach();
		String uai = this.given.school("059", "Collège en Mouvement");
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into stage_move (id, uai, academie, to_stage, moved_at, moved_by, reason, cause)
				select gen_random_uuid(), uai, academie, 'EN_PAUSE', now(), ?, 'Travaux', 'MAIN'
				from establishment where uai = ?""").params(by.id(), uai).update());
	}

	private SecretLink aDigest(String email, UUID account) {
		SecretLink link = SecretLink.create();
		Acting.asSystem(() -> this.transactions.executeWithoutResult((status) -> {
			UUID mail = this.outbox.put(new Letter(email, "Camille Parcours", "Bilan du parcours", "Rien de neuf", null,
					"digest", "http://localhost/bilan/desabonnement/" + link.token(), null));
			this.jdbc.sql(
					"insert into digest (account_id, week, mail_id, token_hash, made_at) values (?, '2000-W01', ?, ?, now())")
				.params(account, mail, link.hash())
				.update();
		}));
		return link;
	}

}
