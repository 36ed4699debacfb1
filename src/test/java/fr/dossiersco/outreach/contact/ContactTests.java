package fr.dossiersco.outreach.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ContactTests {

	private static final Place LILLE = new Place("0590001A", null, "09");

	private static final Place AMIENS = new Place("0800001B", null, "20");

	private static final LocalDate SEPTEMBER = LocalDate.of(2025, 9, 1);

	@Test
	void aPersonHasANameAndASource() {
		assertThatIllegalArgumentException().isThrownBy(() -> details(" ", "Openlab"));
		assertThatIllegalArgumentException().isThrownBy(() -> details("Exemple", " "));
	}

	@Test
	void aNumberIsGivenOnce() {
		Phone phone = new Phone("+33561000000", null);

		assertThatIllegalArgumentException().isThrownBy(
				() -> new ContactDetails("Exemple", null, List.of(phone, phone), List.of(), null, "Openlab", null));
	}

	@Test
	void aPostIsInOnePlace() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Place(null, null, "09"));
		assertThatIllegalArgumentException().isThrownBy(() -> new Place("0590001A", UUID.randomUUID(), "09"));
		assertThatIllegalArgumentException().isThrownBy(() -> new Place("0590001A", null, null));
		assertThat(new Place(null, UUID.randomUUID(), null).academie()).isNull();
	}

	@Test
	void aPostHasAProfileOrATitle() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Post(LILLE, null, null, null, null));
	}

	@Test
	void aPostDoesNotEndBeforeItBegins() {
		assertThatExceptionOfType(DatesReversedException.class)
			.isThrownBy(() -> new Post(LILLE, ContactProfile.TEACHER, null, SEPTEMBER, SEPTEMBER.minusDays(1)));
		assertThatExceptionOfType(DatesReversedException.class)
			.isThrownBy(() -> teacher().leave(SEPTEMBER.minusDays(1)));
	}

	@Test
	void aPostIsHeldUntilItsLastDay() {
		Post post = teacher();

		post.leave(SEPTEMBER.plusDays(10));

		assertThat(post.isHeldOn(SEPTEMBER.plusDays(10))).isTrue();
		assertThat(post.isHeldOn(SEPTEMBER.plusDays(11))).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> post.leave(SEPTEMBER.plusDays(12)));
	}

	@Test
	void aPersonBelongsToTheAcademieOfTheirPost() {
		Contact contact = new Contact(details("Exemple", "Openlab"), teacher(), UUID.randomUUID(), Instant.EPOCH);

		contact.takeUp(new Post(AMIENS, ContactProfile.PRINCIPAL, null, SEPTEMBER.plusYears(1), null));

		assertThat(contact.academies()).containsExactly("09");
		assertThat(contact.posts()).extracting(Post::profile)
			.containsExactly(ContactProfile.PRINCIPAL, ContactProfile.TEACHER);
	}

	@Test
	void anOppositionIsLiftedOnce() {
		Opposition opposition = new Opposition(UUID.randomUUID(), "Ne veut plus d’appels", UUID.randomUUID(),
				Instant.EPOCH);

		opposition.lift(UUID.randomUUID(), Instant.EPOCH.plusSeconds(1));

		assertThat(opposition.isInForce()).isFalse();
		assertThatIllegalStateException()
			.isThrownBy(() -> opposition.lift(UUID.randomUUID(), Instant.EPOCH.plusSeconds(2)));
	}

	@Test
	void anOppositionSaysWhy() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Opposition(UUID.randomUUID(), " ", UUID.randomUUID(), Instant.EPOCH));
	}

	private static Post teacher() {
		return new Post(LILLE, ContactProfile.TEACHER, null, SEPTEMBER, null);
	}

	private static ContactDetails details(String familyName, String source) {
		return new ContactDetails(familyName, null, List.of(), List.of(), null, source, null);
	}

}
