package fr.dossiersco.outreach.journey;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.zaxxer.hikari.HikariDataSource;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A list is taken away whole, or only half of it. */
@JourneyTest
@ExtendWith(OutputCaptureExtension.class)
class ExportJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	@Qualifier("guarded")
	private HikariDataSource pool;

	@ParameterizedTest
	@CsvSource({ "1280, true", "390, false" })
	void aListIsDownloadedAndTheCoordinatorSeesIt(int width, boolean scripts, Browser browser) throws IOException {
		String word = "Export" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
		String uai = this.given.school("059", "Collège " + word);
		try (Visit visit = new Visit(browser, this.port, width, scripts)) {
			signIn(visit, Role.COORDINATOR);
			Page page = visit.page();
			page.navigate("/etablissements?q=" + word);
			visit.looksRight("liste-a-telecharger");
			for (String format : List.of("en CSV", "en XLSX")) {
				Download download = page.waitForDownload(() -> page.getByText(format).first().click());
				Assertions.assertThat(download.suggestedFilename())
					.startsWith("etablissements_" + word.toLowerCase(Locale.ROOT));
				Assertions.assertThat(Files.size(download.path())).isPositive();
				if (format.endsWith("CSV")) {
					Assertions.assertThat(Files.readString(download.path())).contains(uai);
				}
			}

			page.getByText("Voir le journal des exports").click();
			assertThat(page.locator("main tbody tr").first()).containsText("Terminé");
			assertThat(page.locator("main")).containsText("/etablissements?q=" + word);
			visit.looksRight("journal-des-exports");
			for (String path : List.of("/contacts", "/relances?pour=tous", "/tableau-de-bord/mouvements",
					"/tableau-de-bord/echanges", "/tableau-de-bord/joints")) {
				page.navigate(path);
				visit.looksRight("a-telecharger" + path.replaceAll("[^a-z]", "-"));
			}
		}
	}

	/** More than the connection's buffers hold, of which the other end takes a little. */
	@Test
	void whoLeavesMidwayLeavesOnlyARowWithoutEnd(Browser browser, CapturedOutput log) throws IOException {
		String uai = this.given.school("059");
		try (Visit visit = new Visit(browser, this.port, 1280, true)) {
			UUID me = signIn(visit, Role.OUTREACH);
			Acting.asSystem(() -> this.jdbc
				.sql("insert into follow_up (id, uai, academie, kind, due_on, note, owner, opened_at, opened_by, version) "
						+ "select gen_random_uuid(), uai, academie, 'AUTRE', date '2090-01-02', repeat('Rappeler. ', 250), ?, now(), ?, 0 "
						+ "from establishment, generate_series(1, 12000) where uai = ?")
				.params(me, me, uai)
				.update());
			try {
				int logged = log.getAll().length();
				takeALittle("/relances/export.csv", session(visit));

				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.until(() -> journal(me,
							"select count(*) from list_export where account_id = ? and row_count is not null"),
							(n) -> n == 1);

				Assertions.assertThat(journal(me,
						"select count(*) from list_export where account_id = ? and row_count < 12000 and finished_at is null"))
					.isEqualTo(1);
				Assertions.assertThat(log.getAll().substring(logged)).doesNotContain("Exception", "ERROR", "WARN");
				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.until(() -> this.pool.getHikariPoolMXBean().getActiveConnections(), (active) -> active == 0);
			}
			finally {
				Acting.asSystem(() -> this.jdbc.sql("delete from follow_up where owner = ?").param(me).update());
			}
		}
	}

	private UUID signIn(Visit visit, Role role) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		UUID id = Acting
			.asSystem(() -> this.accounts.register(email, "Camille Parcours", role, Set.of(), Given.PASSWORD))
			.id();
		visit.signIn(email, Given.PASSWORD);
		return id;
	}

	private static String session(Visit visit) {
		return visit.page()
			.context()
			.cookies()
			.stream()
			.filter((cookie) -> cookie.name.equals("SESSION"))
			.findFirst()
			.orElseThrow().value;
	}

	private long journal(UUID account, String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).param(account).query(Long.class).single());
	}

	private void takeALittle(String address, String session) throws IOException {
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(8 * 1024);
			socket.connect(new InetSocketAddress("localhost", this.port));
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nCookie: SESSION=%s\r\n\r\n"
					.formatted(address, this.port, session)
					.getBytes(StandardCharsets.UTF_8));
			Assertions.assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
				.isEqualTo("HTTP/1.1 200");
		}
	}

}
