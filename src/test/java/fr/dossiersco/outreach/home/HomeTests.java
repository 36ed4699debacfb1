package fr.dossiersco.outreach.home;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.ServedDepartements;
import fr.dossiersco.outreach.home.AcademieAtAGlance.AcademieShown;
import fr.dossiersco.outreach.home.AcademieAtAGlance.DepartementShown;
import fr.dossiersco.outreach.home.AcademieAtAGlance.Glance;
import fr.dossiersco.outreach.home.MyResults.Results;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ambassadors find their own académie and what became of their own exchanges, no other.
 */
@DatabaseTest
class HomeTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private AcademieAtAGlance glance;

	@Autowired
	private MyResults results;

	@Autowired
	private ServedDepartements departements;

	private CurrentAccount lille;

	@BeforeEach
	void anAmbassador() {
		this.lille = this.given.ambassador("09");
	}

	@Test
	void collegesOfOnesOwnDepartementsAreCounted() {
		DepartementShown before = pasDeCalais();
		long contacted = stage("Contacté");
		school("062", "09", "INSCRIT");
		school("062", "09", "EN_PAUSE");
		school("062", "09", "CONTACTE");
		this.given.school("062");
		school("080", "20", "INSCRIT");
		closed(school("062", "09", "UTILISATEUR"));

		DepartementShown after = pasDeCalais();
		assertThat(after.schools() - before.schools()).isEqualTo(4);
		assertThat(after.signedUp() - before.signedUp()).isOne();
		assertThat(stage("Contacté") - contacted).isOne();
		assertThat(lille().departements()).extracting(DepartementShown::label)
			.containsExactly("59 – Nord", "62 – Pas-de-Calais");
	}

	@Test
	void theDepartementsThatOneLooksAtComeFirst() {
		this.given.school("062");
		Acting.asSystem(() -> this.departements.choose(this.lille.id(), Set.of("062")));

		assertThat(lille().departements()).extracting(DepartementShown::label)
			.containsExactly("62 – Pas-de-Calais", "59 – Nord");
		assertThat(home(this.lille)).bodyText()
			.contains("de votre département", "href=\"/contacts?departement=062\"")
			.containsOnlyOnce(">62 – Pas-de-Calais<")
			.doesNotContain("/contacts?departement=059");
	}

	@Test
	void theFirstPageTellsAmbassadorsOfTheirAcademieAlone() {
		assertThat(home(this.lille)).hasStatusOk()
			.bodyText()
			.contains("Mon académie en un coup d’œil", "Académie de Lille", "Choisir un message à transmettre",
					"Toujours en poste", "À faire aujourd’hui")
			.doesNotContain("Amiens");
		assertThat(home(this.given.ambassador("09", "20"))).bodyText()
			.contains("Mes académies en un coup d’œil", "Académie d’Amiens");
		assertThat(home(this.given.outreach())).bodyText()
			.contains("À faire aujourd’hui")
			.doesNotContain("en un coup d’œil", "sont devenus");
	}

	@Test
	void whatCameOfOnesOwnExchangesIsTold() {
		String mine = school("062", "09", "INSCRIT");
		String still = school("062", "09", "CONTACTE");
		String others = school("062", "09", "INSCRIT");
		exchange(mine, this.lille);
		exchange(still, this.lille);
		exchange(others, this.given.ambassador("09"));
		move(mine, "CONTACTE", "INSCRIT");
		move(others, "CONTACTE", "INSCRIT");
		String opened = school("062", "09", "INTERESSE");
		introduction(opened, this.lille);

		Results found = (Results) Acting.as(this.lille, () -> this.results.content(this.lille));

		assertThat(Objects.requireNonNull(found).schools()).extracting(MyResults.Result::uai)
			.containsExactlyInAnyOrder(mine, still, opened);
		assertThat(found.total()).isEqualTo(3);
		assertThat(found.further()).isOne();
		assertThat(found.schools().getFirst().movedTo()).isEqualTo("Inscrit");
		assertThat(found.schools()).filteredOn(MyResults.Result::opened)
			.extracting(MyResults.Result::uai)
			.containsExactly(opened);
		assertThat(home(this.lille)).bodyText().contains("1 a avancé depuis");
	}

	@Test
	void aMoveThatCameBeforeIsNobodysResult() {
		String mine = school("062", "09", "INSCRIT");
		move(mine, "CONTACTE", "INSCRIT");
		Acting.asSystem(() -> this.jdbc.sql("delete from stage_move where uai = ?").param(mine).update());
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
				values (?, ?, '09', 'CONTACTE', 'INSCRIT', now() - interval '9 days', ?, 'MAIN')""")
			.params(UUID.randomUUID(), mine, this.lille.id())
			.update());
		exchange(mine, this.lille);

		Results found = (Results) Acting.as(this.lille, () -> this.results.content(this.lille));

		assertThat(Objects.requireNonNull(found).further()).isZero();
	}

	@Test
	void theFirstPageCostsTheSameHoweverMuchThereIs() {
		exchange(school("062", "09", "CONTACTE"), this.lille);
		long one = StatementCount.of(() -> home(this.lille));
		for (int i = 0; i < 4; i++) {
			String school = school("062", "09", "INSCRIT");
			exchange(school, this.lille);
			move(school, "CONTACTE", "INSCRIT");
		}

		assertThat(StatementCount.of(() -> home(this.lille))).isEqualTo(one);
	}

	private MvcTestResult home(CurrentAccount me) {
		return this.mvc.get().uri("/").with(Given.signedIn(me)).exchange();
	}

	private AcademieShown lille() {
		Glance shown = (Glance) Acting.as(this.lille, () -> this.glance.content(this.lille));
		return Objects.requireNonNull(shown).academies().getFirst();
	}

	private DepartementShown pasDeCalais() {
		return lille().departements().getLast();
	}

	private long stage(String label) {
		return lille().stages()
			.stream()
			.filter((stage) -> stage.label().equals(label))
			.mapToLong(AcademieAtAGlance.StageShown::schools)
			.sum();
	}

	private String school(String departement, String academie, String stage) {
		String uai = this.given.school(departement);
		Acting.asSystem(() -> this.jdbc
			.sql("insert into pursuit (uai, academie, stage, since, version) values (?, ?, ?, now(), 0)")
			.params(uai, academie, stage)
			.update());
		return uai;
	}

	private void closed(String uai) {
		Acting.asSystem(
				() -> this.jdbc.sql("update establishment set state = 'FERME' where uai = ?").param(uai).update());
	}

	private void exchange(String uai, CurrentAccount by) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
					values (?, ?, '09', ?, now() - interval '2 days', now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""")
			.params(UUID.randomUUID(), uai, by.id())
			.update());
	}

	private void move(String uai, String from, String to) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
				values (?, ?, '09', ?, ?, now() - interval '1 day', ?, 'MAIN')""")
			.params(UUID.randomUUID(), uai, from, to, this.lille.id())
			.update());
	}

	private void introduction(String uai, CurrentAccount ambassador) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into introduction (id, uai, academie, ambassador_id, reason, message, asked_at, asked_by, version)
					values (?, ?, '09', ?, 'Essai', 'Bonjour', now() - interval '2 days', ?, 0)""")
			.params(UUID.randomUUID(), uai, ambassador.id(), this.given.outreach().id())
			.update());
	}

}
