package fr.dossiersco.outreach.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever is shown how to reach someone is noted, on each kind of page. */
@DatabaseTest
class ReadingTests {

	private static final String SHOWN = "05\u00a061\u00a000\u00a000\u00a001";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Readings readings;

	@Autowired
	private Agendas agendas;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	private CurrentAccount author;

	private String school;

	private String name;

	private UUID person;

	@BeforeEach
	void someoneIsKnown() {
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
		this.author = this.given.outreach();
		this.me = this.given.coordinator();
		this.school = this.given.school("059");
		this.name = GivenTrail.unique("Exemple");
		this.person = GivenTrail.person(this.school, this.name, "05 61 00 00 01", this.registration, this.author);
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	@ParameterizedTest
	@EnumSource(value = ReadingPlace.class, mode = Mode.EXCLUDE, names = "TRACES")
	void eachPageThatShowsHowToReachSomeoneIsNoted(ReadingPlace place) {
		for (String address : pages(place)) {
			assertThat(GivenTrail.places(this.person, this.me, this.jdbc)).doesNotContain(place.name());
			String body = body(address);
			String unquoted = body.replaceAll("\r?\n ", "").replace("&#64;", "@").replace("%40", "@");
			assertThat(unquoted.contains(SHOWN) || unquoted.contains("05 61 00 00 01")
					|| unquoted.contains("+33561000001") || unquoted.contains(email()))
				.as("%s shows how to reach them", address)
				.isTrue();
			assertThat(GivenTrail.places(this.person, this.me, this.jdbc)).as(address).contains(place.name());
			this.me = this.given.coordinator();
		}
	}

	private String email() {
		return this.name.toLowerCase() + "@college.example";
	}

	private List<String> pages(ReadingPlace place) {
		return switch (place) {
			case FICHE -> List.of("/contacts/" + this.person);
			case CORRECTION -> List.of("/contacts/" + this.person + "/modifier");
			case LISTE -> List.of("/contacts?q=" + this.name, "/contacts?q=" + email());
			case ETABLISSEMENT -> List.of("/etablissements/" + this.school);
			case ORGANISATION -> List.of("/organisations/" + organisation());
			case DOUBLON -> List.of("/contacts/doublons/" + this.person + "/" + another(),
					"/contacts/doublons/" + another() + "/" + this.person);
			case CARTE -> List.of("/contacts/" + this.person + "/fiche.vcf", "/contacts/fiches.vcf?q=" + this.name);
			case ECHANGE -> List.of("/echanges/nouveau?contact=" + this.person,
					"/echanges/nouveau?etablissement=" + this.school, "/echanges/" + exchange() + "/correction");
			case APPEL -> List.of("/appels/" + step());
			case MESSAGE -> List.of("/messages/" + this.given.message("Un mot", "Bonjour,", null, this.author.id())
					+ "/apercu?contact=" + this.person);
			case INTRODUCTION -> List.of("/introductions/" + introduction());
			case RENDEZ_VOUS -> {
				UUID step = step();
				yield List.of("/rendez-vous/" + appointment(step), "/rendez-vous/invitation/" + step);
			}
			case AMBASSADE -> List.of("/ambassadeurs/" + path() + "/invitation");
			case TRACES -> List.of("/traces?contact=" + this.person);
		};
	}

	@Test
	void toReadATrailIsToReadOfThePerson() {
		body("/traces?contact=" + this.person);

		assertThat(GivenTrail.places(this.person, this.me, this.jdbc)).containsExactly("TRACES");
	}

	@Test
	void aDayAndAKindOfPageAreOneRowHoweverOften() {
		body("/contacts/" + this.person);
		this.clock.setTo(this.clock.instant().plusSeconds(60));
		body("/contacts/" + this.person);
		this.clock.setTo(this.clock.instant().plusSeconds(86_400));
		body("/contacts/" + this.person);

		assertThat(Acting.asSystem(() -> this.jdbc
			.sql("select times from trail_reading where contact_id = ? and account_id = ? order by day")
			.params(this.person, this.me.id())
			.query(Integer.class)
			.list())).containsExactly(2, 1);
	}

	@Test
	void whoeverIsNotShownIsNotNoted() {
		UUID opposed = GivenTrail.person(this.school, this.name + "o", "05 61 00 00 03", this.registration,
				this.author);
		Acting.as(this.author, () -> this.jdbc.sql(
				"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), ?, 'Non')")
			.params(opposed, this.author.id())
			.update());
		body("/contacts?q=" + this.name);
		body("/etablissements/" + this.school);
		body("/contacts/" + this.person + "/suppression");

		assertThat(GivenTrail.places(opposed, this.me, this.jdbc)).isEmpty();
		assertThat(GivenTrail.places(this.person, this.me, this.jdbc)).containsExactly("ETABLISSEMENT", "LISTE");
	}

	@Test
	void anAmbassadorIsNotedToo() {
		CurrentAccount ambassador = this.given.ambassador("09");
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(ambassador)).exchange();

		assertThat(GivenTrail.places(this.person, ambassador, this.jdbc)).containsExactly("FICHE");
	}

	@Test
	void aFileIsTheJournalOfExportsBusiness() {
		body("/contacts/export.csv?q=" + this.name);

		assertThat(GivenTrail.places(this.person, this.me, this.jdbc)).isEmpty();
		assertThat(Acting.asSystem(() -> this.jdbc.sql("select address from list_export where account_id = ?")
			.param(this.me.id())
			.query(String.class)
			.list())).containsExactly("/contacts?q=" + this.name);
	}

	@Test
	void aListIsNotedInOneStatement() {
		long one = StatementCount.of(() -> body("/contacts?q=" + this.name));
		GivenTrail.person(this.school, this.name + "t", "05 61 00 00 04", this.registration, this.author);
		GivenTrail.person(this.school, this.name + "u", "05 61 00 00 05", this.registration, this.author);

		assertThat(StatementCount.of(() -> body("/contacts?q=" + this.name))).isEqualTo(one);
		assertThat(StatementCount.of(() -> Acting.as(this.me, () -> read(List.of(this.person, UUID.randomUUID())))))
			.isEqualTo(1);
		assertThat(StatementCount.of(() -> Acting.as(this.me, () -> read(List.of())))).isZero();
	}

	@Test
	void aPageTakesOneStatementMoreForIt() {
		CurrentAccount by = this.author;
		String silent = this.given.school("059");
		UUID mute = Acting.as(by, () -> this.registration.register(
				new NewContact(ContactProfile.INTENDANT, "gestionnaire", GivenTrail.unique("Muet"), "Ida", null, null),
				silent, "Openlab", by));

		assertThat(StatementCount.of(() -> body("/contacts/" + this.person)))
			.isEqualTo(StatementCount.of(() -> body("/contacts/" + mute)) + 1)
			.isLessThanOrEqualTo(9);
		assertThat(StatementCount.of(() -> body("/etablissements/" + this.school)))
			.isEqualTo(StatementCount.of(() -> body("/etablissements/" + silent)) + 1)
			.isLessThanOrEqualTo(13);
		assertThat(StatementCount.of(() -> body("/echanges/nouveau?contact=" + this.person)))
			.isEqualTo(StatementCount.of(() -> body("/echanges/nouveau?contact=" + mute)) + 1);
	}

	private boolean read(List<UUID> people) {
		this.readings.note(ReadingPlace.FICHE, people);
		return true;
	}

	@Test
	void whatCannotBeNotedIsNotShown() {
		assertThatThrownBy(() -> Acting.asSystem(() -> this.readings.note(ReadingPlace.FICHE, List.of(this.person))))
			.isInstanceOf(DataIntegrityViolationException.class);
		// Seen as the system, in whose name nothing can be noted: the page must fail.
		MvcTestResult answer = Acting
			.asSystem(() -> this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.me)).exchange());

		assertThat(answer).hasFailed();
	}

	/**
	 * Whoever adds such a statement or page notes readings there, and then adds it here.
	 */
	@Test
	void noOtherSourceReadsOrShowsHowToReachPeople() throws IOException {
		assertThat(files("src/main/java", ".java",
				"from contact_phone|from contact_email|join contact_email|new Phone\\(row"))
			.containsExactlyInAnyOrder(
					// shown, and noted by the controllers in front of them
					"contact/ContactBook", "contact/ContactList", "contact/ContactRecords", "contact/BusinessCards",
					"introduction/Requests", "message/Recipients", "appointment/AppointmentBook",
					"ambassador/PathRecords",
					// looked at, not shown
					"campaign/Segments", "contact/Duplicates", "contact/LookAlikes", "contact/ContactMerges",
					"contact/PhoneCorrection");
		assertThat(files("src/main/resources/templates", ".html",
				"elephone\\.(shown|link)|number\\.shown|(person|row|view|who|\\?)\\.email\\b|email : \\$"))
			.containsExactlyInAnyOrder("interaction/cockpit", "interaction/form", "contact/people", "contact/record",
					"contact/list", "contact/merge", "introduction/page", "message/preview",
					// colleagues, whom coordinators keep the accounts of, and oneself
					"access/list", "proconnect/panel");
	}

	private static List<String> files(String under, String extension, String pattern) throws IOException {
		Pattern sought = Pattern.compile(pattern);
		try (Stream<Path> all = Files.walk(Path.of(under))) {
			return all.filter((path) -> path.toString().endsWith(extension))
				.filter((path) -> sought.matcher(text(path)).find())
				.map((path) -> path.toString().replaceFirst(".*/([^/]+/[^/]+)$", "$1").replace(extension, ""))
				.toList();
		}
	}

	private static String text(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String body(String address) {
		MvcTestResult answer = this.mvc.get().uri(address).with(Given.signedIn(this.me)).exchange();
		assertThat(answer).as(address).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private UUID another() {
		return GivenTrail.person(this.school, this.name + "d", "05 61 00 00 02", this.registration, this.author);
	}

	private UUID organisation() {
		UUID id = UUID.randomUUID();
		write("insert into organisation (id, name, kind, version) values (?, 'Réseau', 'RESEAU', 0)", id);
		write("insert into post (id, contact_id, organisation_id, title) values (gen_random_uuid(), ?, ?, 'élue')",
				this.person, id);
		return id;
	}

	private UUID exchange() {
		UUID id = UUID.randomUUID();
		write("insert into interaction (id, contact_id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version) "
				+ "select ?, ?, uai, academie, ?, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0 from establishment where uai = ?",
				id, this.person, this.author.id(), this.school);
		return id;
	}

	private UUID step() {
		UUID id = UUID.randomUUID();
		write("insert into follow_up (id, contact_id, uai, academie, kind, due_on, due_time, starts_at, ends_at, owner, opened_at, opened_by, version) "
				+ "select ?, ?, uai, academie, 'APPEL', '2030-01-07', '10:00', '2030-01-07 10:00+01', '2030-01-07 10:15+01', ?, now(), ?, 0 "
				+ "from establishment where uai = ?", id, this.person, this.author.id(), this.author.id(), this.school);
		return id;
	}

	private UUID path() {
		UUID id = UUID.randomUUID();
		write("insert into ambassador_path (id, contact_id, noted_at, noted_by) values (?, ?, now(), ?)", id,
				this.person, this.author.id());
		return id;
	}

	private UUID introduction() {
		UUID id = UUID.randomUUID();
		write("insert into introduction (id, uai, academie, introducer_id, reason, message, asked_at, asked_by, version) "
				+ "select ?, uai, academie, ?, 'r', 'm', now(), ?, 0 from establishment where uai = ?", id, this.person,
				this.author.id(), this.school);
		return id;
	}

	/** One that was moved since the contact agreed to it: there is something to send. */
	private UUID appointment(UUID step) {
		UUID id = UUID.randomUUID();
		write("insert into appointment (id, follow_up_id, token_hash, offered, offered_at, offered_by, expires_at, status, starts_at, answered_at, version) "
				+ "values (?, ?, ?, array[timestamptz '2030-01-08 10:00+01'], now(), ?, '2030-01-07', 'ACCEPTE', '2030-01-08 10:00+01', now(), 0)",
				id, step, id.toString().getBytes(StandardCharsets.UTF_8), this.author.id());
		return id;
	}

	private void write(String sql, Object... values) {
		Acting.as(this.author, () -> this.jdbc.sql(sql).params(values).update());
	}

}
