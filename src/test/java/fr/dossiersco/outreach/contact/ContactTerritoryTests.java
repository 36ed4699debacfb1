package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** An ambassador of Lille knows nothing of, and changes nothing in, Amiens. */
@DatabaseTest
class ContactTerritoryTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private ContactRepository contacts;

	@Autowired
	private OppositionRepository oppositions;

	@Autowired
	private OrganisationRepository organisations;

	@Autowired
	private ContactBook book;

	@Autowired
	private ContactList list;

	@Autowired
	private ContactRecords records;

	@Autowired
	private ContactCorrection correction;

	@Autowired
	private LookAlikes lookAlikes;

	@Autowired
	private PlaceSearch places;

	private CurrentAccount team;

	private CurrentAccount lille;

	private String amiens;

	private String name;

	private UUID person;

	@BeforeEach
	void someoneInAmiens() {
		this.team = this.given.outreach();
		this.lille = this.given.ambassador("09");
		this.amiens = this.given.school("080");
		this.name = GivenContact.unique("Ailleurs");
		this.person = GivenContact.at(this.amiens, this.name, "03 22 00 00 00", this.name + "@college.example",
				this.registration, this.team);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /contacts/{id}", "GET /contacts/{id}/modifier", "POST /contacts/{id}/modifier",
			"POST /contacts/{id}/modifier?onePhoneMore=1", "POST /contacts/{id}/modifier?oneEmailMore=1",
			"GET /contacts/{id}/postes/nouveau", "POST /contacts/{id}/postes", "GET /contacts/{id}/postes/{post}/fin",
			"POST /contacts/{id}/postes/{post}/fin", "GET /contacts/{id}/opposition", "POST /contacts/{id}/opposition",
			"POST /contacts/{id}/opposition/levee" })
	void noRouteLeadsToSomeoneElsewhere(String route) {
		assertThat(request(route)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(state()).isEqualTo(Map.of("family_name", this.name, "version", 0, "posts", 1L, "ended", 0L, "phones",
				1L, "opposed", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /contacts/{id}/suppression", "POST /contacts/{id}/suppression" })
	void onlyTheTeamDeletes(String route) {
		assertThat(request(route)).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(state()).isNotEmpty();
	}

	@Test
	void noListShowsSomeoneElsewhere() {
		assertThat(request("GET /contacts?q=" + this.name)).bodyText().contains("Aucun contact");
		assertThat(request("GET /contacts?q=" + this.name + "@college.example")).bodyText().contains("Aucun contact");
		assertThat(request("GET /contacts?academie=20")).bodyText().doesNotContain(this.name);
		assertThat(request("GET /etablissements/" + this.amiens)).bodyText().doesNotContain(this.name);
	}

	@Test
	void nobodyIsAddedElsewhere() {
		MvcTestResult refused = post("/contacts", "etablissement", this.amiens, "profile", "TEACHER", "familyName",
				this.name, "source", "Openlab");

		assertThat(refused).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(request("GET /contacts/nouveau?etablissement=" + this.amiens)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/contacts", "organisationName", "Réseau", "organisationKind", "RESEAU", "organisationAcademie",
				"20", "title", "élue", "familyName", this.name, "source", "Openlab"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(post("/contacts", "organisationName", "Réseau", "organisationKind", "RESEAU", "title", "élue",
				"familyName", this.name, "source", "Openlab"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void aLookAlikeElsewhereIsNotBetrayed() {
		MvcTestResult added = post("/contacts", "etablissement", this.given.school("059"), "profile", "TEACHER",
				"familyName", this.name, "emails[0].address", this.name + "@college.example", "phones[0].number",
				"03 22 00 00 00", "source", "Openlab");

		assertThat(added).hasStatus3xxRedirection();
	}

	@Test
	void noPostIsTakenUpElsewhere() {
		UUID mine = GivenContact.at(this.given.school("059"), this.registration, this.lille);

		assertThat(post("/contacts/" + mine + "/postes", "uai", this.amiens, "profile", "TEACHER"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> asLille(() -> {
			this.correction.takeUp(mine,
					new Post(new Place(this.amiens, null, "20"), ContactProfile.TEACHER, null, null, null), this.lille);
			return null;
		}));
	}

	@Test
	void someoneSharedIsSeenButNotChanged() {
		UUID shared = GivenContact.at(this.given.school("059"), this.registration, this.team);
		Acting.as(this.team, () -> {
			this.correction.takeUp(shared,
					new Post(new Place(this.amiens, null, "20"), ContactProfile.TEACHER, null, null, null), this.team);
			return null;
		});

		assertThat(request("GET /contacts/" + shared)).hasStatusOk()
			.bodyText()
			.contains("seule l’équipe peut modifier")
			.doesNotContain(this.amiens);
		for (String route : List.of("GET /contacts/" + shared + "/modifier", "GET /contacts/" + shared + "/opposition",
				"GET /contacts/" + shared + "/postes/nouveau")) {
			assertThat(request(route)).as(route).hasStatus(HttpStatus.FORBIDDEN);
		}
		assertThat(
				post("/contacts/" + shared + "/modifier", "version", "1", "familyName", "Autre", "source", "Openlab"))
			.hasStatus(HttpStatus.FORBIDDEN);
	}

	@Test
	void noQuestionIsAnsweredAboutSomeoneElsewhere() {
		Acting.as(this.team, () -> this.oppositions
			.saveAndFlush(new Opposition(this.person, "Demandé", this.team.id(), java.time.Instant.EPOCH)));
		UUID organisation = Acting
			.as(this.team,
					() -> this.organisations
						.save(new Organisation("Réseau " + this.name, OrganisationKind.RESEAU, "20", null)))
			.id();
		LinkedMultiValueMap<String, String> query = new LinkedMultiValueMap<>();
		query.add("q", this.name);
		ContactDetails same = new ContactDetails(this.name, "Camille", List.of(new Phone("+33322000000", null)),
				List.of(this.name.toLowerCase(java.util.Locale.ROOT) + "@college.example"), null, "Openlab", null);

		assertThat(asLille(() -> this.contacts.findById(this.person))).isEmpty();
		assertThat(asLille(() -> this.contacts.isOpposed(this.person))).isFalse();
		assertThat(asLille(() -> this.oppositions.findByContactAndLiftedAtIsNull(this.person))).isEmpty();
		assertThat(asLille(() -> this.organisations.findById(organisation))).isEmpty();
		assertThat(asLille(() -> this.places.organisation(organisation))).isEmpty();
		assertThat(asLille(() -> this.places.organisations(this.name))).isEmpty();
		assertThat(asLille(() -> this.book.find(this.person))).isEmpty();
		assertThat(asLille(() -> this.book.peopleAt(this.amiens))).isEmpty();
		assertThat(asLille(() -> this.records.find(this.person, this.lille))).isEmpty();
		assertThat(asLille(() -> this.lookAlikes.of(same, new Place(this.amiens, null, "20")))).isEmpty();
		assertThat(
				asLille(() -> this.list.find(ContactFilter.of(query, List.of()), PageRequest.of(1), this.lille)).rows())
			.isEmpty();
		assertThat(Acting.as(this.team, () -> this.lookAlikes.of(same, new Place(this.amiens, null, "20"))))
			.isNotEmpty();
	}

	@Test
	void noRepositoryWritesElsewhere() {
		Contact seen = Acting.as(this.team, () -> this.contacts.findById(this.person)).orElseThrow();

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> asLille(() -> this.oppositions
			.saveAndFlush(new Opposition(this.person, "Demandé", this.lille.id(), java.time.Instant.EPOCH))));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> asLille(
				() -> this.organisations.save(new Organisation("Réseau", OrganisationKind.RESEAU, "20", null))));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> asLille(() -> this.contacts.save(new Contact(GivenContact.details("Exemple"),
					new Post(new Place(this.amiens, null, "20"), ContactProfile.TEACHER, null, null, null),
					this.lille.id(), java.time.Instant.EPOCH))));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> asLille(() -> {
			this.correction.correct(this.person, 0, GivenContact.details("Autre"), this.lille);
			return null;
		}));
		asLille(() -> {
			this.contacts.delete(seen);
			return null;
		});
		assertThat(state()).containsEntry("family_name", this.name).containsEntry("opposed", false);
	}

	private <T extends @Nullable Object> T asLille(Supplier<T> work) {
		return Acting.as(this.lille, work);
	}

	private MvcTestResult request(String route) {
		String[] parts = route.split(" ", 2);
		UUID post = Acting.as(this.team,
				() -> this.jdbc.sql("select id from post where contact_id = ?")
					.param(this.person)
					.query(UUID.class)
					.single());
		String path = parts[1].replace("{id}", this.person.toString()).replace("{post}", post.toString());
		return this.mvc.method(HttpMethod.valueOf(parts[0]))
			.uri(path)
			.param("version", "0")
			.param("familyName", "Autre")
			.param("source", "Openlab")
			.param("lastDay", "2026-01-31")
			.param("reason", "Demandé")
			.param("profile", "TEACHER")
			.with(Given.signedIn(this.lille))
			.with(csrf())
			.exchange();
	}

	private MvcTestResult post(String uri, String... fields) {
		var request = this.mvc.post().uri(uri).with(Given.signedIn(this.lille)).with(csrf());
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

	private Map<String, Object> state() {
		return Acting.as(this.team, () -> this.jdbc.sql("""
				select c.family_name, c.version, c.opposed,
					(select count(*) from post p where p.contact_id = c.id) as posts,
					(select count(*) from post p where p.contact_id = c.id and p.ended_on is not null) as ended,
					(select count(*) from contact_phone n where n.contact_id = c.id) as phones
				from contact c where c.id = ?""").param(this.person).query().singleRow());
	}

}
