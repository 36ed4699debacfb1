package fr.dossiersco.outreach.contact;

import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class ContactRegistrationTests {

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private ContactBook book;

	@Autowired
	private Given given;

	@Test
	void someoneMetOnTheWayIsWrittenDown() {
		CurrentAccount me = this.given.ambassador("28");
		String school = this.given.school("974");

		UUID id = Acting.as(me,
				() -> this.registration.register(new NewContact(ContactProfile.INTENDANT, "gestionnaire", "Exemple",
						"Camille", "0262 00 00 00", "Camille.Exemple@college.example"), school, "Échange", me));

		assertThat(Acting.as(me, () -> this.book.peopleAt(school))).singleElement().satisfies((card) -> {
			assertThat(card.id()).isEqualTo(id);
			assertThat(card.name()).isEqualTo("Camille Exemple");
			assertThat(card.phone()).isEqualTo("+262262000000");
			assertThat(card.email()).isEqualTo("camille.exemple@college.example");
			assertThat(card.profile()).isEqualTo(ContactProfile.INTENDANT);
			assertThat(card.isOpposed()).isFalse();
		});
		assertThat(Acting.as(me, () -> this.book.find(id))).isPresent();
	}

	@Test
	void aNumberThatIsNoneIsRefused() {
		CurrentAccount me = this.given.outreach();
		String school = this.given.school("031");

		assertThatExceptionOfType(NotAPhoneNumberException.class).isThrownBy(() -> Acting.as(me,
				() -> this.registration.register(
						new NewContact(ContactProfile.TEACHER, null, "Exemple", null, "bonjour", null), school,
						"Échange", me)));
	}

	@Test
	void nobodyIsWrittenDownElsewhere() {
		CurrentAccount lille = this.given.ambassador("09");
		String amiens = this.given.school("080");

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Acting.as(lille,
				() -> this.registration.register(
						new NewContact(ContactProfile.TEACHER, null, "Exemple", null, null, null), amiens, "Échange",
						lille)));
	}

}
