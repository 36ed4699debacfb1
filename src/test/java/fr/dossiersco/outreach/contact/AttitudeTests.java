package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.Attitudes.AttitudeShown;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class AttitudeTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Attitudes attitudes;

	private CurrentAccount me;

	private String school;

	private String name;

	private UUID person;

	@BeforeEach
	void someone() {
		this.me = this.given.outreach();
		this.school = this.given.school("059");
		this.name = GivenContact.unique("Humeur");
		this.person = GivenContact.at(this.school, this.name, null, null, this.registration, this.me);
	}

	@Test
	void theLastNoteCountsAndTheOthersStay() {
		note(Attitude.RETICENT, "Craint le surcroît de travail.", null, this.me);
		note(Attitude.ALLIE, "Nous a présentés à ses collègues.", null, this.me);

		assertThat(noted()).extracting(AttitudeShown::attitude).containsExactly(Attitude.ALLIE, Attitude.RETICENT);
		assertThat(body(get("/contacts/" + this.person))).contains("Allié·e", "Réticent·e",
				"Craint le surcroît de travail.");
		assertThat(body(get("/contacts?q=" + this.name))).contains("fr-badge--success")
			.doesNotContain("fr-badge--warning");
		assertThat(body(get("/etablissements/" + this.school))).contains("Allié·e").doesNotContain("Réticent·e");
	}

	@Test
	void itMayComeFromAnExchangeWithThatPersonOnly() {
		UUID other = GivenContact.at(this.school, this.registration, this.me);
		UUID exchange = exchange(this.person);

		note(Attitude.FAVORABLE, "Demande une démonstration.", exchange, this.me);

		assertThat(noted()).singleElement().extracting(AttitudeShown::exchange).isEqualTo(exchange);
		assertThat(body(get("/contacts/" + this.person))).contains("/echanges/" + exchange);
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> note(Attitude.NEUTRE, "Rien de tel.", exchange(other), this.me));
		assertThat(noted()).hasSize(1);
	}

	@Test
	void theFormAsksForAnAttitudeAndAReasonAndKeepsWhatWasTyped() {
		String address = "/contacts/" + this.person + "/attitude";
		assertThat(body(get(address + "?echange=" + exchange(this.person)))).contains("selected=\"selected\"",
				"Opposé·e");

		MvcTestResult refused = post(address, "reason", "Hésite.");
		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(refused)).contains("Des réponses sont à revoir", "Hésite.");
		assertThat(post(address, "attitude", "AMOUREUX", "reason", "Hésite."))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(post(address, "attitude", "NEUTRE", "reason", " ")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(
				post(address, "attitude", "NEUTRE", "reason", "Hésite.", "interaction", UUID.randomUUID().toString()))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post(address, "attitude", "NEUTRE", "reason", "Hésite.", "interaction", ""))
			.hasStatus3xxRedirection();

		assertThat(noted()).extracting(AttitudeShown::reason).containsExactly("Hésite.");
	}

	@Test
	void anAmbassadorNotesThoseOfTheirOwnAcademiesOnly() {
		CurrentAccount lille = this.given.ambassador("09");
		CurrentAccount amiens = this.given.ambassador("20");
		note(Attitude.NEUTRE, "Par l’équipe.", null, this.me);

		note(Attitude.FAVORABLE, "Par l’ambassade.", null, lille);

		assertThat(Acting.as(lille, () -> this.attitudes.of(this.person))).hasSize(2);
		assertThat(Acting.as(amiens, () -> this.attitudes.of(this.person))).isEmpty();
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> note(Attitude.ALLIE, "D’ailleurs.", null, amiens));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insert(amiens));
		assertThat(Acting.as(lille,
				() -> this.jdbc.sql("delete from attitude_note where contact_id = ?").param(this.person).update()))
			.isOne();
		assertThat(noted()).extracting(AttitudeShown::reason).containsExactly("Par l’équipe.");
	}

	@Test
	void someoneWhoAlsoWorksElsewhereIsNotAnAmbassadorsToJudge() {
		CurrentAccount lille = this.given.ambassador("09");
		String amiens = this.given.school("080");
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into post (id, contact_id, uai, academie, profile) values (gen_random_uuid(), ?, ?, '20', 'TEACHER')""")
			.params(this.person, amiens)
			.update());

		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> note(Attitude.ALLIE, "D’ici.", null, lille));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insert(lille));
	}

	private int insert(CurrentAccount who) {
		return Acting.as(who,
				() -> this.jdbc.sql("""
						insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason)
						values (gen_random_uuid(), ?, 'ALLIE', now(), ?, 'En passant.')""")
					.params(this.person, who.id())
					.update());
	}

	private void note(Attitude attitude, String reason, @Nullable UUID interaction, CurrentAccount by) {
		Acting.as(by, () -> {
			this.attitudes.note(this.person, attitude, reason, interaction, by);
			return true;
		});
	}

	private List<AttitudeShown> noted() {
		return Acting.as(this.me, () -> this.attitudes.of(this.person));
	}

	private UUID exchange(UUID with) {
		UUID id = UUID.randomUUID();
		Acting.as(this.me, () -> this.jdbc.sql("""
				insert into interaction (id, uai, academie, contact_id, author, occurred_at, recorded_at, channel,
					direction, outcome, approach, version)
				values (?, ?, '09', ?, ?, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""")
			.params(id, this.school, with, this.me.id())
			.update());
		return id;
	}

	private MvcTestResult get(String uri) {
		return this.mvc.get().uri(uri).with(Given.signedIn(this.me)).exchange();
	}

	private MvcTestResult post(String uri, String... fields) {
		var request = this.mvc.post().uri(uri).with(Given.signedIn(this.me)).with(csrf());
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

	private static String body(MvcTestResult result) {
		try {
			return HtmlUtils.htmlUnescape(result.getResponse().getContentAsString());
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
