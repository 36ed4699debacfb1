package fr.dossiersco.outreach.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Every list has its files, and they hold what the list shows. */
@DatabaseTest
class WholeListTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	@BeforeEach
	void someoneActs() {
		this.me = this.given.coordinator();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pipeline", "/pipeline/a-relancer", "/journal", "/introductions", "/rendez-vous",
			"/organisations", "/tableau-de-bord/entonnoir", "/tableau-de-bord/carte", "/argumentaire/efficacite",
			"/argumentaire/efficacite/echanges", "/appels/campagnes", "/courriels", "/kit/resultats",
			"/toujours-en-poste/reponses" })
	void everyFileIsInFrenchAndJournaled(String list) throws IOException {
		List<List<String>> records = CsvFile
			.records(get(list + "/export.csv?academie=44&etape=n-importe&panier=&depuis=2031-01-01"));
		assertThat(records.getFirst()).doesNotHaveDuplicates()
			.allSatisfy((heading) -> assertThat(heading).matches("\\p{Lu}.*"));
		try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(
				get(list + "/export.xlsx?academie=44&depuis=2031-01-01").getResponse().getContentAsByteArray()))) {
			assertThat(workbook.getFirstSheet().read().getFirst().getCellText(0))
				.isEqualTo(records.getFirst().getFirst());
		}
		List<String> addresses = Acting.asSystem(
				() -> this.jdbc.sql("select address from list_export where account_id = ? and finished_at is not null")
					.param(this.me.id())
					.query(String.class)
					.list());
		assertThat(addresses).hasSize(2).allMatch((address) -> address.split("\\?")[0].equals(list));
	}

	@Test
	void theStagesOfThePipeline() throws IOException {
		List<String> first = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			pursuit(this.given.school((i % 2 == 0) ? "059" : "974"), (i < 3) ? "REPERE" : "CONTACTE", 9 - i);
		}
		String mine = "responsable=" + this.me.id();
		for (String query : List.of("etape=REPERE&" + mine, "etape=CONTACTE&" + mine + "&departement=974",
				"etape=REPERE&tri=-nom&" + mine)) {
			List<String> shown = all(page("/pipeline?" + query), "href=\"/etablissements/(\\d{7}[A-Z])\"");
			assertThat(CsvFile.column(CsvFile.records(get("/pipeline/export.csv?" + query)), "UAI")).as(query)
				.isNotEmpty()
				.containsExactlyElementsOf(shown);
			first.addAll(shown);
		}
		MvcTestResult whole = get("/pipeline/export.csv?" + mine);
		assertThat(CsvFile.column(CsvFile.records(whole), "Étape")).containsExactly("Repéré", "Repéré", "Repéré",
				"Contacté", "Contacté");
		assertThat(whole.getResponse().getHeader("Content-Disposition")).contains("pipeline_camille-exemple_");
		assertThat(page("/pipeline?" + mine)).contains("Télécharger les 5 lignes", "/pipeline/export.xlsx?" + mine);
	}

	@Test
	void theFunnelCountsAsThePage() throws IOException {
		pursuit(this.given.school("059"), "CONTACTE", 3);
		List<List<String>> records = CsvFile
			.records(get("/tableau-de-bord/entonnoir/export.csv?responsable=" + this.me.id()));
		assertThat(records.get(1)).containsExactly("Repéré", "0", "", "", "0");
	}

	@Test
	void thePlacesOfTheMap() throws IOException {
		this.given.school("973");
		List<List<String>> records = CsvFile
			.records(get("/tableau-de-bord/carte/export.csv?academie=33&type=TOUS&etape=INTERESSE"));
		assertThat(CsvFile.column(records, "Département")).containsExactly("Guyane");
		assertThat(Integer.parseInt(CsvFile.column(records, "Établissements").getFirst())).isPositive();
		assertThat(records)
			.anySatisfy((record) -> assertThat(record).startsWith("Filtre – Étape atteinte", "Intéressé"));
	}

	@Test
	void organisationsAndIntroductions() throws IOException {
		String word = "Réseau " + UUID.randomUUID();
		CurrentAccount introducer = this.given.ambassador("09");
		Acting.asSystem(() -> {
			this.jdbc
				.sql("insert into organisation (id, name, kind, academie, version) values (?, ?, 'RESEAU', '09', 0)")
				.params(UUID.randomUUID(), word)
				.update();
			this.jdbc
				.sql("insert into introduction (id, uai, academie, ambassador_id, reason, message, asked_at, asked_by, version) "
						+ "select ?, uai, academie, ?, ?, 'Un message', now(), ?, 0 from establishment where uai = ?")
				.params(UUID.randomUUID(), introducer.id(), word, this.me.id(), this.given.school("059"))
				.update();
		});
		List<List<String>> organisations = CsvFile.records(get("/organisations/export.csv?q=" + word + "&type=RESEAU"));
		assertThat(organisations.get(1)).containsExactly(word, "Réseau", "Lille", "", "0");
		List<List<String>> introductions = CsvFile.records(get("/introductions/export.csv"));
		assertThat(introductions).filteredOn((record) -> record.contains(word))
			.singleElement()
			.satisfies(
					(record) -> assertThat(record).contains("En attente", "Collège de l’Exemple", introducer.name()));
		assertThat(CsvFile.records(get("/introductions/export.csv", this.given.ambassador("20"))))
			.noneMatch((record) -> record.contains(word));
	}

	@Test
	void theCallsOfACampaign() throws IOException {
		UUID campaign = UUID.randomUUID();
		String done = this.given.school("059");
		String open = this.given.school("059");
		Acting.asSystem(() -> {
			this.jdbc
				.sql("""
						insert into phone_campaign (id, name, purpose, done_when, starts_on, source, created_at, created_by, version)
						values (?, 'Rentrée', 'Un but', 'Toutes jointes', '2026-03-01', '/etablissements', now(), ?, 0)""")
				.params(campaign, this.me.id())
				.update();
			call(campaign, done, "FAIT");
			UUID next = call(campaign, open, null);
			for (String outcome : List.of("OCCUPE", "JOINT")) {
				this.jdbc
					.sql("""
							insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach,
								version, follow_up_id)
							select gen_random_uuid(), uai, academie, ?, now() + ?::interval, now(), 'TELEPHONE', 'SORTANT', ?, 'FROID', 0, ?
							from establishment where uai = ?""")
					.params(this.me.id(), outcome.equals("JOINT") ? "0 days" : "-1 day", outcome, next, open)
					.update();
			}
		});
		MvcTestResult answer = get("/appels/campagnes/" + campaign + "/export.csv");
		List<List<String>> records = CsvFile.records(answer);
		assertThat(CsvFile.column(records, "UAI")).containsExactly(open, done);
		assertThat(CsvFile.column(records, "Suite")).containsExactly("", "Fait");
		assertThat(CsvFile.column(records, "Résultat du dernier échange")).containsExactly("Joint", "");
		assertThat(answer.getResponse().getHeader("Content-Disposition")).contains("appels-de-campagne_rentree_");
		assertThat(page("/appels/campagnes/" + campaign)).contains("/appels/campagnes/" + campaign + "/export.xlsx");
		assertThat(get("/appels/campagnes/" + UUID.randomUUID() + "/export.csv")).hasStatus(404);
	}

	private UUID call(UUID campaign, String uai, @Nullable String closure) {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version, campaign_id, closure, closed_at, closed_by)
					select :id, uai, academie, 'APPEL', '2026-03-02', :me, now(), :me, 0, :campaign, :closure, case when :closure::text is not null then now() end,
						case when :closure::text is not null then :me::uuid end from establishment where uai = :uai""")
			.param("id", id)
			.param("me", this.me.id())
			.param("campaign", campaign)
			.param("closure", closure, java.sql.Types.VARCHAR)
			.param("uai", uai)
			.update();
		return id;
	}

	private void pursuit(String uai, String stage, int days) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, owner, version)
				select uai, academie, ?, now() - make_interval(days => ?), ?, 0 from establishment where uai = ?""")
			.params(stage, days, this.me.id(), uai)
			.update());
	}

	private MvcTestResult get(String address) {
		return get(address, this.me);
	}

	private MvcTestResult get(String address, CurrentAccount whose) {
		return this.mvc.get().uri(address).with(Given.signedIn(whose)).exchange();
	}

	private String page(String address) {
		return new String(get(address).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private static List<String> all(String page, String pattern) {
		return Pattern.compile(pattern).matcher(page).results().map((found) -> found.group(1)).distinct().toList();
	}

}
