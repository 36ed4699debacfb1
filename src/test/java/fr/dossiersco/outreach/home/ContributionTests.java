package fr.dossiersco.outreach.home;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.home.Contribution.Kind;
import fr.dossiersco.outreach.home.Contribution.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of what somebody brought. */
class ContributionTests {

	private static final Instant brought = Instant.parse("2026-03-02T09:00:00Z");

	private static final Instant later = Instant.parse("2026-03-09T23:30:00Z");

	@Test
	void aNameWithoutNewsSaysSo() {
		Contribution name = name(null, null, null, 0, false, null, false);

		assertThat(keys(name)).containsExactly("exchanges.none", "stage.none");
		assertThat(name.newsOn()).isNull();
		assertThat(name.broughtOn()).isEqualTo("2 mars 2026");
		assertThat(name.address()).isEqualTo("/contacts/" + name.id());
	}

	@Test
	void aNameTellsItsExchangesItsAppointmentAndItsSchool() {
		Contribution name = name("Contacté", "Inscrit", later, 2, true, later, false);

		assertThat(keys(name)).containsExactly("exchanges.TELEPHONE", "reached", "appointment", "stage.moved");
		// Half past midnight in Paris.
		assertThat(name.sentences().getFirst().words()).containsExactly(2L, "10 mars 2026");
		assertThat(name.sentences().getLast().words()).containsExactly("Contacté", "Inscrit", "10 mars 2026");
		assertThat(name.newsOn()).isEqualTo("10 mars 2026");
	}

	@Test
	void aSchoolIsToldThenAndNow() {
		assertThat(keys(name(null, "Contacté", later, 0, false, null, false))).endsWith("stage.first");
		assertThat(keys(name("Contacté", "Contacté", null, 0, false, null, false))).endsWith("stage.still");
		// There and back again.
		assertThat(keys(name("Contacté", "Contacté", later, 0, false, null, false))).endsWith("stage.still");
		assertThat(keys(name(null, null, null, 0, false, null, true))).contains("opposed");
	}

	@Test
	void anIntroductionTellsItsOutcome() {
		assertThat(keys(introduction(null, 0))).containsExactly("outcome.pending", "stage.none");
		assertThat(keys(introduction("ACCEPTEE", 1))).containsExactly("outcome.ACCEPTEE", "exchanges.TELEPHONE",
				"stage.none");
	}

	@Test
	void aMessageTellsHowOftenItsLinkWasOpened() {
		assertThat(keys(message(0, null))).containsExactly("visits.none");
		Contribution opened = message(3, LocalDate.of(2026, 3, 8));
		assertThat(keys(opened)).containsExactly("visits");
		assertThat(opened.sentences().getFirst().words()).containsExactly(3L, "8 mars 2026");
	}

	private static List<String> keys(Contribution one) {
		return one.sentences()
			.stream()
			.map(Sentence::key)
			.map((key) -> key.replace("home.contributions.", ""))
			.toList();
	}

	private static Contribution name(@Nullable String then, @Nullable String now, @Nullable Instant movedAt,
			long exchanges, boolean reached, @Nullable Instant startsAt, boolean opposed) {
		return new Contribution(Kind.NOM, UUID.randomUUID(), brought, "Camille", UUID.randomUUID(), "0990001N",
				"Collège", null, null, null, null, null, opposed, then, now, movedAt, exchanges,
				(exchanges > 0) ? later : null, (exchanges > 0) ? "TELEPHONE" : null, reached, startsAt, 0, null, null,
				(exchanges > 0 || movedAt != null) ? later : brought);
	}

	private static Contribution introduction(@Nullable String outcome, long exchanges) {
		return new Contribution(Kind.INTRODUCTION, UUID.randomUUID(), brought, "Collège", null, "0990001N", "Collège",
				null, "Camille", null, outcome, (outcome != null) ? later : null, false, null, null, null, exchanges,
				(exchanges > 0) ? later : null, (exchanges > 0) ? "TELEPHONE" : null, false, null, 0, null, null,
				later);
	}

	private static Contribution message(long visits, @Nullable LocalDate visitedOn) {
		return new Contribution(Kind.MESSAGE, UUID.randomUUID(), brought, "Message", null, null, null, null, "FORUM",
				UUID.randomUUID(), null, null, false, null, null, null, 0, null, null, false, null, visits, visitedOn,
				null, brought);
	}

}
