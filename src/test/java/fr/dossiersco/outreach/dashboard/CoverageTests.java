package fr.dossiersco.outreach.dashboard;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.CoverageController.CoveragePage;
import fr.dossiersco.outreach.dashboard.CoverageController.Place;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.Proportion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Each figure equals a question asked in other words, and the rows behind its link. */
@DatabaseTest
class CoverageTests {

	private static final String PATH = "/tableau-de-bord/carte";

	private static final List<String> PLACES = List.of("059", "062", "02A", "075", "093", "974", "971", "978", "986");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Autowired
	private Territory territory;

	@Autowired
	private Outlines outlines;

	private CurrentAccount coordinator;

	/** Those on the way, in their order, which coordinators may change. */
	private List<String> stages;

	@BeforeEach
	void someone() {
		this.coordinator = this.given.coordinator();
		this.stages = Acting.asSystem(() -> this.jdbc.sql(
				"select code from stage where category in ('EN_COURS', 'GAGNE') and retired_at is null order by position")
			.query(String.class)
			.list());
	}

	@RepeatedTest(6)
	void eachFigureIsRightAndOpensAsManySchools(RepetitionInfo run) {
		Random random = new Random(run.getCurrentRepetition());
		schools(random);
		String stage = one(this.stages, random);
		String kind = one(List.of("COLLEGE", "LYCEE", "TOUS"), random);
		String sector = one(List.of("", "PUBLIC", "PRIVE"), random);
		String level = (run.getCurrentRepetition() % 2 == 0) ? "departement" : "academie";

		CoveragePage page = page(
				PATH + "?niveau=" + level + "&etape=" + stage + "&type=" + kind + "&secteur=" + sector);

		assertThat(page.places()).hasSize(
				level.equals("academie") ? this.territory.academies().size() : this.territory.departements().size());
		String schools = "select count(*) from establishment e where e.state in ('OUVERT', 'A_FERMER', 'A_OUVRIR')"
				+ (kind.equals("TOUS") ? "" : " and e.kind = '" + kind + "'")
				+ (sector.isEmpty() ? "" : " and e.sector = '" + sector + "'");
		String further = " and exists (select from pursuit p where p.uai = e.uai and p.stage in ("
				+ this.stages.subList(this.stages.indexOf(stage), this.stages.size())
					.stream()
					.map((code) -> "'" + code + "'")
					.collect(Collectors.joining(", "))
				+ "))";
		for (Place place : page.places()) {
			String here = level.equals("academie") ? " and e.academie = '" + place.code() + "'"
					: " and (select insee_code from departement d where d.code = e.departement) = '" + place.code()
							+ "'";
			assertThat(place.share()).as(place.label())
				.isEqualTo(new Proportion(ask(schools + here + further), ask(schools + here)));
			if (place.share().total() > 0 && place.share().total() < 1000) {
				assertThat(rows(place.schools())).as(place.schools()).isEqualTo(place.share().total());
			}
			if (place.share().part() > 0) {
				assertThat(rows(place.reached())).as(place.reached()).isEqualTo(place.share().part());
			}
		}
		assertThat(page.together().share()).isEqualTo(new Proportion(ask(schools + further), ask(schools)));
		assertThat(rows(page.together().reached())).isEqualTo(page.together().share().part());
	}

	@Test
	void anAcademieShowsItsDepartements() {
		this.given.school("059");

		CoveragePage page = page(PATH + "?academie=09");

		assertThat(page.places()).extracting(Place::name).containsExactly("Nord", "Pas-de-Calais");
		assertThat(page.map().outlines()).extracting(Outlines.Outline::code).containsExactly("59", "62");
		assertThat(page.map().portion()).isLessThan(0.5);
		assertThat(page.together().share().total()).isEqualTo(ask(
				"select count(*) from establishment where academie = '09' and kind = 'COLLEGE' and state <> 'FERME'"));
		assertThat(text(PATH + "?academie=09")).contains("Académie\u00a0: Lille",
				"href=\"/tableau-de-bord?academie=09\"");
		assertThat(text(PATH + "?academie=09&niveau=academie")).contains("aria-current=\"true\">Lille</a>");
	}

	@Test
	void anAmbassadorSeesTheirAcademiesOnly() {
		stand(this.given.school("059"), "CONTACTE");
		stand(this.given.school("02A"), "CONTACTE");
		CurrentAccount ambassador = this.given.ambassador("09");

		CoveragePage all = page(PATH, ambassador);
		assertThat(all.places()).extracting(Place::name).containsExactly("Lille");
		assertThat(all.together().share().part()).isPositive()
			.isEqualTo(page(PATH + "?academie=09").together().share().part());
		assertThat(page(PATH + "?niveau=departement", ambassador).places()).extracting(Place::name)
			.containsExactly("Nord", "Pas-de-Calais");
		assertThat(page(PATH + "?academie=27", ambassador).narrowed()).isNull();
	}

	@Test
	void aPlaceSaysItsShareInWords() {
		String uai = this.given.school("988");
		this.given.school("988");
		stand(uai, "INTERESSE");

		Place place = page(PATH).places().stream().filter((one) -> one.code().equals("40")).findFirst().orElseThrow();

		assertThat(place.label()).matches("Nouvelle-Calédonie\u00a0: [0-9,]+\u00a0% \\([0-9]+ sur [0-9]+\\)");
		assertThat(text(PATH)).contains("Académie de Lille\u00a0: ", "Académie d’Amiens\u00a0: ", place.label());
		assertThat(text(PATH + "?etape=UTILISATEUR&type=EREA&secteur=PRIVE"))
			.contains("Saint-Pierre-et-Miquelon\u00a0: aucun établissement");
	}

	@Test
	void aSchoolSetAsideCountsAmongTheSchoolsOnly() {
		String uai = this.given.school("975");
		String code = "975";
		stand(uai, "FIDELISE");
		Proportion before = share(code);

		Acting.asSystem(() -> this.jdbc.sql("update pursuit set stage = 'EN_PAUSE' where uai = ?").param(uai).update());

		assertThat(share(code)).isEqualTo(new Proportion(before.part() - 1, before.total()));
	}

	@Test
	void everyDepartementOfTheMainlandIsDrawnAndNoneTwice() {
		List<Departement> mainland = this.territory.departements()
			.stream()
			.filter((departement) -> departement.inseeCode().length() == 2)
			.toList();
		assertThat(mainland).hasSize(96)
			.allSatisfy((departement) -> assertThat(this.outlines.of(departement)).as(departement.label()).isNotNull());

		for (String address : List.of(PATH, PATH + "?niveau=departement")) {
			CoverageMap map = page(address).map();

			List<String> drawn = map.areas()
				.stream()
				.flatMap((area) -> area.shapes().stream())
				.flatMap((shape) -> shape.outlines().stream())
				.toList();
			assertThat(drawn)
				.containsExactlyInAnyOrderElementsOf(mainland.stream().map(Departement::inseeCode).toList());
			// Each place is reached by the keyboard once, whether drawn or beside.
			List<Place> named = new ArrayList<>(map.elsewhere());
			map.areas()
				.forEach((area) -> area.shapes()
					.stream()
					.filter(CoverageMap.Shape::named)
					.forEach((shape) -> named.add(shape.place())));
			map.inset().stream().filter(CoverageMap.Shape::named).forEach((shape) -> named.add(shape.place()));
			assertThat(named).containsExactlyInAnyOrderElementsOf(page(address).places());
		}
	}

	@Test
	void anOutlineLiesInItsBox() {
		for (Departement departement : this.territory.departements()) {
			Outlines.Outline outline = this.outlines.of(departement);
			if (outline == null) {
				continue;
			}
			assertThat(outline.path()).matches("(M\\d+ \\d+l[-0-9 ]+z)+");
			Matcher start = Pattern.compile("M(\\d+) (\\d+)").matcher(outline.path());
			while (start.find()) {
				assertThat(Integer.parseInt(start.group(1))).isBetween(outline.box().left(), outline.box().right());
				assertThat(Integer.parseInt(start.group(2))).isBetween(outline.box().top(), outline.box().bottom());
			}
		}
	}

	@Test
	void theTableIsSortedAsAsked() {
		schools(new Random(7));
		String address = PATH + "?type=TOUS&etape=REPERE&niveau=departement&tri=";

		assertThat(page(address + "-etablissements").places()).extracting((place) -> place.share().total())
			.isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(page(address + "atteints").places()).extracting((place) -> place.share().part()).isSorted();
		assertThat(page(address + "-code").places()).first().extracting(Place::code).isEqualTo("988");
		assertThat(page(address + "nom").places()).extracting(Place::name).startsWith("Ain", "Aisne", "Allier");
		for (String way : List.of("part", "-part")) {
			List<Place> places = page(address + way).places();
			List<Place> some = places.stream().filter((place) -> place.share().total() > 0).toList();
			assertThat(places.subList(0, some.size())).as("what has no school comes last").isEqualTo(some);
			assertThat(some).extracting((place) -> place.share().share())
				.isSortedAccordingTo(way.equals("part") ? Comparator.naturalOrder() : Comparator.reverseOrder());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "?niveau=commune", "?academie=zz&etape=NULLE_PART&type=CIRQUE&secteur=x&tri=hasard",
			"?academie=%00&etape=%00&type=%00", "?etape=EN_PAUSE", "?type=&secteur=&etape=&niveau=&academie=&tri=" })
	void whatMakesNoSenseCountsForNothing(String query) {
		CoveragePage page = page(PATH + query);

		assertThat(page.asked()).isEqualTo(page(PATH).asked());
		assertThat(page.asked().stage().code()).isEqualTo("CONTACTE");
		assertThat(page.fine()).isFalse();
		assertThat(page.link()).hasToString(PATH);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "?niveau=departement", "?academie=09&etape=INSCRIT&type=TOUS&secteur=PUBLIC&tri=-part" })
	void thePageTakesThreeStatements(String query) {
		assertThat(StatementCount.of(() -> page(PATH + query))).isLessThanOrEqualTo(3);
	}

	@Test
	void theListOfSchoolsSaysHowFarTheyHaveCome() {
		stand(this.given.school("059"), "INSCRIT");

		assertThat(text("/etablissements?departement=059&etape=AU-MOINS-CONTACTE"))
			.contains("Étape\u00a0: Contacté ou plus loin");
		assertThat(rows("/etablissements?departement=059&etape=AU-MOINS-EN_PAUSE"))
			.isEqualTo(rows("/etablissements?departement=059"));
	}

	/** Some schools here and there, of all kinds and at all stages. */
	private void schools(Random random) {
		for (int i = 0; i < 25; i++) {
			String uai = this.given.school(one(PLACES, random));
			Acting
				.asSystem(() -> this.jdbc.sql("update establishment set kind = ?, sector = ?, state = ? where uai = ?")
					.params(one(List.of("COLLEGE", "COLLEGE", "LYCEE", "ECOLE"), random),
							one(List.of("PUBLIC", "PRIVE"), random),
							one(List.of("OUVERT", "OUVERT", "A_FERMER", "A_OUVRIR", "FERME"), random), uai)
					.update());
			if (random.nextInt(4) > 0) {
				stand(uai, one(random.nextInt(5) == 0 ? List.of("EN_PAUSE", "SANS_SUITE") : this.stages, random));
			}
		}
	}

	private void stand(String uai, String stage) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, version)
				select uai, academie, ?, now(), 0 from establishment where uai = ?""").params(stage, uai).update());
	}

	private Proportion share(String departement) {
		return page(PATH + "?niveau=departement").places()
			.stream()
			.filter((place) -> place.code().equals(departement))
			.findFirst()
			.orElseThrow()
			.share();
	}

	private static <T> T one(List<T> choices, Random random) {
		return choices.get(random.nextInt(choices.size()));
	}

	private CoveragePage page(String address) {
		return page(address, this.coordinator);
	}

	private CoveragePage page(String address, CurrentAccount reader) {
		MvcTestResult result = this.mvc.get().uri(URI.create(address)).with(Given.signedIn(reader)).exchange();
		assertThat(result).hasStatusOk();
		return (CoveragePage) Objects
			.requireNonNull(Objects.requireNonNull(result.getMvcResult().getModelAndView()).getModel().get("view"));
	}

	private long ask(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).query(Long.class).single());
	}

	/** The number that the list's own sentence says. */
	private long rows(String address) {
		String text = text(address);
		Matcher count = Pattern.compile("class=\"result-count\"[^>]*>\\s*([0-9\\h]+)").matcher(text);
		if (!count.find()) {
			assertThat(text).as("no school on " + address).contains("class=\"empty\"");
			return 0;
		}
		return Long.parseLong(count.group(1).replaceAll("\\h", ""));
	}

	private String text(String address) {
		return new String(this.mvc.get()
			.uri(address)
			.with(Given.signedIn(this.coordinator))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
