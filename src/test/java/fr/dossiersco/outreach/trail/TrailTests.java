package fr.dossiersco.outreach.trail;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.contact.PhoneCorrection;
import fr.dossiersco.outreach.contact.PhoneNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class TrailTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private PhoneCorrection phones;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	private CurrentAccount coordinator;

	private UUID person;

	@BeforeEach
	void someoneIsKnown() {
		this.me = this.given.outreach();
		this.coordinator = this.given.coordinator();
		String school = this.given.school("011");
		this.person = Acting.as(this.me,
				() -> this.registration.register(new NewContact(ContactProfile.INTENDANT, "gestionnaire", "Exemple",
						"Ida", "05 61 00 00 01", "ida@college.example"), school, "Openlab", this.me));
	}

	@Test
	void aCorrectedNumberIsToldWithBeforeAndAfter() {
		Acting.as(this.me, () -> {
			this.phones.replaceFirst(this.person, new PhoneNumber("+33561000002"));
			return null;
		});

		assertThat(this.mvc.get().uri("/traces?contact=" + this.person).with(Given.signedIn(this.coordinator)))
			.hasStatusOk()
			.bodyText()
			.contains("a corrigé le téléphone", "05\u00a061\u00a000\u00a000\u00a001",
					"05\u00a061\u00a000\u00a000\u00a002", "Ida Exemple");
	}

	@Test
	void theirPageIsNoted() {
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.me)).exchange();

		List<String> places = Acting
			.asSystem(() -> this.jdbc.sql("select place from trail_reading where contact_id = ? and account_id = ?")
				.params(this.person, this.me.id())
				.query(String.class)
				.list());
		assertThat(places).containsExactly("FICHE");
	}

}
