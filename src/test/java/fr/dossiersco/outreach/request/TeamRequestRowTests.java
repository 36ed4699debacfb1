package fr.dossiersco.outreach.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.request.TeamRequestList.Row;
import fr.dossiersco.outreach.request.TeamRequestList.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a list says of a request. */
class TeamRequestRowTests {

	private static final LocalDate today = LocalDate.of(2026, 3, 10);

	private static final UUID someone = UUID.randomUUID();

	@Test
	void ageCountsDaysInParisAndNeverGoesBack() {
		// Half past eleven in the evening of the 7th in Paris, in winter time.
		assertThat(TeamRequestList.age(Instant.parse("2026-03-07T22:30:00Z"), today)).isEqualTo(3);
		// Half past midnight of the 8th.
		assertThat(TeamRequestList.age(Instant.parse("2026-03-07T23:30:00Z"), today)).isEqualTo(2);
		assertThat(TeamRequestList.age(Instant.parse("2026-03-10T08:00:00Z"), today)).isZero();
		assertThat(TeamRequestList.age(Instant.parse("2026-03-12T08:00:00Z"), today)).isZero();
	}

	@Test
	void whatNobodySeesToIsSaidBeforeWhoSpokeLast() {
		assertThat(row(null, false, null, null).standing()).isEqualTo(Standing.LIBRE);
		assertThat(row(null, true, null, null).standing()).isEqualTo(Standing.LIBRE);
		assertThat(row(someone, false, null, null).standing()).isEqualTo(Standing.PRISE);
		assertThat(row(someone, true, null, null).standing()).isEqualTo(Standing.RETOUR);
		assertThat(row(someone, true, null, Instant.EPOCH).standing()).isEqualTo(Standing.CLOSE);
	}

	@Test
	void aWishIsLateFromTheNextDayOnAndOnlyWhileOpen() {
		assertThat(row(null, false, today, null).isLate()).isFalse();
		assertThat(row(null, false, today.minusDays(1), null).isLate()).isTrue();
		assertThat(row(null, false, today.minusDays(1), Instant.EPOCH).isLate()).isFalse();
		assertThat(row(null, false, null, null).isLate()).isFalse();
	}

	@Test
	void aLineTellsTheFirstWholeWords() {
		assertThat(row(null, false, null, null).brief()).isEqualTo("La convention");
		assertThat(row("Il nous\nfaut " + "bien des mots ".repeat(20)).brief()).startsWith("Il nous faut bien")
			.endsWith(" des…")
			.hasSizeLessThanOrEqualTo(121);
		assertThat(row("x".repeat(300)).brief()).hasSize(121);
	}

	private static Row row(String words) {
		return new Row(UUID.randomUUID(), RequestKind.DOCUMENT, words, null, null, null, null, null, null,
				Instant.EPOCH, someone, "Camille", null, null, null, 0, false, null, null, null, null, today);
	}

	private static Row row(@Nullable UUID owner, boolean askedBack, @Nullable LocalDate wishedOn,
			@Nullable Instant closedAt) {
		return new Row(UUID.randomUUID(), RequestKind.DOCUMENT, "La convention", null, null, null, null, null, wishedOn,
				Instant.EPOCH, someone, "Camille", owner, null, closedAt, 0, askedBack, null, null, null, null, today);
	}

}
