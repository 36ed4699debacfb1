package fr.dossiersco.outreach.establishment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.Closures.Proposal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What a coordinator sees of imports. */
@DatabaseTest
class ImportPagesTests {

	private static final String HEADER = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Nom_commune;Code_departement\n";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ImportRuns runs;

	@Autowired
	private Closures closures;

	private CurrentAccount coordinator;

	@BeforeEach
	void signIn() {
		this.coordinator = this.given.coordinator();
	}

	@Test
	void aFileComesInAndItsPageTellsWhatHappened() {
		MvcTestResult answer = upload("essai-2026-01-05.csv", HEADER + schools(100, 103)
				+ "0110101Z;=1+1;Ecole;Public;Narbonne;011\n" + "9999999X;École;Ecole;Public;Narbonne;999\n");

		assertThat(answer).hasStatus(HttpStatus.FOUND);
		String page = page(finished(answer));
		assertThat(page)
			.contains("essai-2026-01-05.csv", "5 lignes traitées", "5 janvier 2026", "Annuaire, en-tête de 2026",
					"UTF-8", "Lignes rejetées (2)", "La lettre de l’UAI ne correspond pas à ses chiffres",
					this.coordinator.name())
			.doesNotContain("??");
		assertThat(this.mvc.get().uri("/imports").with(Given.signedIn(this.coordinator))).bodyText()
			.contains("essai-2026-01-05.csv", "Terminé")
			.doesNotContain("??");
	}

	@Test
	void rejectedLinesAreDownloaded() {
		UUID run = finished(
				upload("essai.csv", HEADER + schools(110, 111) + "=cmd();École;Ecole;Public;Narbonne;011\n"));

		assertThat(this.mvc.get().uri("/imports/{id}/rejets.csv", run).with(Given.signedIn(this.coordinator)))
			.hasStatusOk()
			.hasContentType("text/csv;charset=UTF-8")
			.bodyText()
			.isEqualTo("\uFEFFLigne;UAI;Motif\r\n"
					+ "3;'=cmd();L’UAI n’a pas la forme attendue, sept chiffres et une lettre\r\n");
	}

	@Test
	void aFileThatIsNoDirectoryIsRefusedBesideTheField() {
		int before = Acting.asSystem(this.runs::count);

		MvcTestResult answer = upload("contacts.csv", HEADER.replace("Nom_etablissement;", ""));

		assertThat(answer).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("Il manque à ce fichier des colonnes indispensables", "Nom_etablissement", "file-messages")
			.doesNotContain("??");
		assertThat(upload("vide.csv", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("Ce fichier est vide.");
		assertThat(Acting.asSystem(this.runs::count)).isEqualTo(before);
	}

	@Test
	void aDateToComeIsRefused() {
		assertThat(this.mvc.post()
			.uri("/imports")
			.multipart()
			.file("file", (HEADER + schools(120, 121)).getBytes(StandardCharsets.UTF_8))
			.param("extractDate", "2999-01-01")
			.with(csrf())
			.with(Given.signedIn(this.coordinator))).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("ne peut pas être à venir", "2999-01-01");
	}

	@Test
	void aPortalThatDoesNotAnswerIsTold() {
		MvcTestResult answer = this.mvc.post()
			.uri("/imports/portail")
			.with(csrf())
			.with(Given.signedIn(this.coordinator))
			.exchange();

		assertThat(page(finished(answer))).contains("Le portail ne répond pas", "L’annuaire n’a pas été modifié")
			.doesNotContain("??");
	}

	@Test
	void proposedClosuresAreDecidedOneByOneThenAllAtOnce() {
		finished(upload("ecoles-2026-02-01.csv", HEADER + schools(200, 210)));
		UUID run = finished(upload("ecoles-2026-03-01.csv", HEADER + schools(200, 206)));

		assertThat(page(run)).contains("4 fermetures à confirmer", "Tout confirmer (4)").doesNotContain("??");
		Proposal first = Acting.asSystem(() -> this.closures.proposals(run, 0, 1)).getFirst();
		String confirmation = "/imports/" + run + "/fermetures/" + first.id() + "/confirmation";
		assertThat(post(confirmation)).hasRedirectedUrl("/imports/" + run);
		assertThat(post(confirmation)).flash().containsEntry("failed", "establishment.closure.decided");
		Proposal second = Acting.asSystem(() -> this.closures.proposals(run, 0, 1)).getFirst();
		post("/imports/" + run + "/fermetures/" + second.id() + "/rejet");
		assertThat(page(run)).contains("2 fermetures à confirmer", "Fermeture confirmée", "Gardé ouvert");

		assertThat(this.mvc.get().uri("/imports/{id}/fermetures", run).with(Given.signedIn(this.coordinator)))
			.hasStatusOk()
			.bodyText()
			.contains("Confirmer 2 fermetures")
			.doesNotContain("??");
		assertThat(post("/imports/" + run + "/fermetures")).flash()
			.containsEntry("done", "establishment.closure.done.all");
		assertThat(Acting.asSystem(() -> this.closures.pending(run))).isZero();
	}

	@Test
	void aPageLeftOpenAsksForTheProgressAlone() {
		UUID waiting = Acting
			.asSystem(() -> this.runs.add(ImportRun.Origin.FICHIER, "attente.csv", null, this.coordinator.id()));

		assertThat(this.mvc.get()
			.uri("/imports/{id}", waiting)
			.header("HX-Request", "true")
			.with(Given.signedIn(this.coordinator))).hasStatusOk()
			.bodyText()
			.contains("<progress", "En attente", "hx-get")
			.doesNotContain("<html");
		Acting.asSystem(() -> this.runs.end(waiting, ImportRun.Status.INTERROMPU, "establishment.import.failed", "x"));
		assertThat(this.mvc.get()
			.uri("/imports/{id}", waiting)
			.header("HX-Request", "true")
			.with(Given.signedIn(this.coordinator))).hasHeader("HX-Refresh", "true");
	}

	@Test
	void onlyACoordinatorImports() {
		UUID run = finished(upload("essai.csv", HEADER + schools(130, 131)));

		for (CurrentAccount other : new CurrentAccount[] { this.given.outreach(), this.given.ambassador("11") }) {
			assertThat(this.mvc.get().uri("/imports").with(Given.signedIn(other))).hasStatus(HttpStatus.FORBIDDEN);
			assertThat(this.mvc.get().uri("/imports/{id}", run).with(Given.signedIn(other)))
				.hasStatus(HttpStatus.FORBIDDEN);
		}
		assertThat(this.mvc.get().uri("/imports/{id}", UUID.randomUUID()).with(Given.signedIn(this.coordinator)))
			.hasStatus(HttpStatus.NOT_FOUND);
	}

	private MvcTestResult upload(String name, String content) {
		return this.mvc.post()
			.uri("/imports")
			.multipart()
			.file(new MockMultipartFile("file", name, "text/csv", content.getBytes(StandardCharsets.UTF_8)))
			.with(csrf())
			.with(Given.signedIn(this.coordinator))
			.exchange();
	}

	private MvcTestResult post(String uri) {
		return this.mvc.post().uri(uri).with(csrf()).with(Given.signedIn(this.coordinator)).exchange();
	}

	private String page(UUID run) {
		MvcTestResult answer = this.mvc.get()
			.uri("/imports/{id}", run)
			.with(Given.signedIn(this.coordinator))
			.exchange();
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private UUID finished(MvcTestResult answer) {
		String address = String.valueOf(answer.getResponse().getRedirectedUrl());
		UUID run = UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
		Instant late = Instant.now().plus(Duration.ofSeconds(30));
		while (Acting.asSystem(() -> this.runs.find(run).orElseThrow().isUnfinished())) {
			assertThat(Instant.now()).isBefore(late);
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return run;
	}

	/** Schools that no other test has, in a département of their own. */
	private static String schools(int from, int to) {
		return IntStream.range(from, to).mapToObj((number) -> {
			int digits = 9_870_000 + number;
			char key = "ABCDEFGHJKLMNPRSTUVWXYZ".charAt(digits % 23);
			return "%07d%s;École %d;Ecole;Public;Mata-Utu;986\n".formatted(digits, key, number);
		}).collect(Collectors.joining());
	}

}
