package fr.dossiersco.outreach.playbook;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What there is to say, to whom, and what callers add to it. */
@DatabaseTest
class PlaybookTests {

	@Autowired
	private Playbook playbook;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount caller;

	@BeforeEach
	void aCaller() {
		this.caller = this.given.outreach();
	}

	@Test
	void theFourArgumentsOfTheFieldComeFirst() {
		assertThat(arguments(null)).extracting(Argument::title)
			.startsWith("C’est plus pratique", "Un service du ministère, validé par lui",
					"Fait par le terrain, pour le terrain", "Un collège moderne");
		assertThat(arguments(null)).noneMatch(Argument::fitting);
	}

	@Test
	void modernityAloneIsToBeHeldBack() {
		assertThat(arguments(null)).filteredOn((argument) -> argument.caution() != null)
			.extracting(Argument::title)
			.containsExactly("Un collège moderne");
	}

	@Test
	void theArgumentsOfAProfileComeFirstAndNoneIsLost() {
		List<Argument> forTeachers = arguments(ContactProfile.TEACHER);

		assertThat(forTeachers).hasSameSizeAs(arguments(null));
		assertThat(forTeachers).extracting(Argument::title)
			.startsWith("Fait par le terrain, pour le terrain", "Rapprocher les familles du collège");
		assertThat(forTeachers).extracting(Argument::fitting).containsExactly(true, true, false, false, false, false);
	}

	@Test
	void everyProfileHasSomethingToBeTold() {
		for (ContactProfile profile : ContactProfile.values()) {
			assertThat(arguments(profile)).as("arguments for %s", profile).anyMatch(Argument::fitting);
			assertThat(objections(profile)).as("objections of %s", profile).anyMatch(Objection::fitting);
		}
	}

	@Test
	void theTwelveObjectionsOfTheFieldHaveAnAnswer() {
		assertThat(answeredInTheField()).hasSize(12)
			.allMatch((objection) -> !objection.answers().isEmpty())
			.first()
			.extracting(Objection::label)
			.isEqualTo("La gratuité");
	}

	@Test
	void whatIsSaidOutsideIsCarefulWithWordsAndTypography() {
		Stream<String> said = Stream.concat(
				arguments(null).stream().flatMap((argument) -> Stream.of(argument.title(), argument.pitch())),
				answeredInTheField().stream()
					.flatMap((objection) -> Stream.of(objection.label(), objection.verbatim(),
							objection.answers().getFirst().text())));

		assertThat(said).allSatisfy((text) -> assertThat(text).doesNotContainIgnoringCase("intendan")
			.doesNotContain("'", "\"", "...")
			.doesNotContainPattern("[^\\u00A0\\u202F][;:?!»]")
			.doesNotContainPattern("«[^\\u00A0\\u202F]"));
	}

	@Test
	void anObjectionHeardTwiceIsOne() {
		String label = "Le logiciel du voisin " + UUID.randomUUID();

		UUID first = Acting.as(this.caller, () -> this.playbook.heard(label, this.caller));
		CurrentAccount ambassador = this.given.ambassador("09");
		UUID second = Acting.as(ambassador, () -> this.playbook.heard(label.toUpperCase(), ambassador));

		assertThat(second).isEqualTo(first);
		assertThat(objections(null)).filteredOn((objection) -> objection.id().equals(first))
			.singleElement()
			.satisfies((objection) -> {
				assertThat(objection.label()).isEqualTo(label);
				assertThat(objection.answers()).isEmpty();
			});
	}

	@Test
	void nobodyNotesAnObjectionInTheNameOfAnother() {
		CurrentAccount ambassador = this.given.ambassador("09");

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Acting.as(ambassador,
				() -> this.playbook.heard("Au nom d’autrui " + UUID.randomUUID(), this.caller)));
	}

	@Test
	void nobodyRewritesTheCatalogueFromTheScreen() {
		for (String table : List.of("argument", "objection")) {
			assertThatExceptionOfType(DataAccessException.class).as(table)
				.isThrownBy(() -> Acting.as(this.caller, () -> this.jdbc.sql("delete from " + table).update()));
		}
	}

	@Test
	void thePageShowsAnswersAndProofs() {
		assertThat(page("/argumentaire", this.given.ambassador("20"))).hasStatusOk()
			.bodyText()
			.contains("C’est plus pratique", "À doser", "Qui êtes-vous", "À montrer",
					"id=\"objection-b0000000-0000-4000-8000-000000000001\"");
	}

	@Test
	void thePageOfAProfileSaysWhatFitsInTwoStatements() {
		assertThat(page("/argumentaire?profil=PARENT_FEDERATION", this.caller)).bodyText()
			.contains("Adapté à ce profil", "Entendue de ce profil");
		assertThat(StatementCount.of(() -> page("/argumentaire?profil=TEACHER", this.caller))).isEqualTo(2);
	}

	@Test
	void anUnknownProfileIsRefusedKindly() {
		assertThat(page("/argumentaire?profil=ASTRONAUTE", this.caller)).hasStatus(400);
	}

	private List<Argument> arguments(@Nullable ContactProfile profile) {
		return Acting.as(this.caller, () -> this.playbook.arguments(profile));
	}

	private List<Objection> objections(@Nullable ContactProfile profile) {
		return Acting.as(this.caller, () -> this.playbook.objections(profile));
	}

	/**
	 * Those that came with the program: other tests hear, and answer, some of their own.
	 */
	private List<Objection> answeredInTheField() {
		return objections(null).stream().filter((objection) -> objection.verbatim() != null).toList();
	}

	private MvcTestResult page(String address, CurrentAccount account) {
		return this.mvc.get().uri(address).with(Given.signedIn(account)).exchange();
	}

}
