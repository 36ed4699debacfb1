package fr.dossiersco.outreach.appointment;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import fr.dossiersco.outreach.appointment.Invitation.Event;
import fr.dossiersco.outreach.appointment.Invitation.Person;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What we write, read again by the library that wrote it and by another one. */
class InvitationTests {

	private static final UUID ID = UUID.fromString("5d2f0d2e-0000-4000-8000-000000000001");

	private static final Person US = new Person("Équipe « Exemple »", "equipe@essais.example");

	private static final Person THEM = new Person("Camille Exemple", "camille@essais.example");

	@Test
	void anInvitationItsUpdateAndItsCancellationAreOneEvent() throws Exception {
		String first = Invitation.of(event(0, "Appel", "2026-12-01T09:30:00Z", false), US, THEM);
		String moved = Invitation.of(event(1, "Appel", "2026-12-03T09:30:00Z", false), US, THEM);
		String cancelled = Invitation.of(event(2, "Appel", "2026-12-03T09:30:00Z", true), US, THEM);

		assertThat(List.of(uid(first), uid(moved), uid(cancelled))).containsOnly(ID + "@dossiersco-recrutement");
		assertThat(List.of(read(first).getSequence().getValue(), read(moved).getSequence().getValue(),
				read(cancelled).getSequence().getValue()))
			.containsExactly(0, 1, 2);
		assertThat(Biweekly.parse(first).first().getMethod().getValue()).isEqualTo("REQUEST");
		assertThat(Biweekly.parse(cancelled).first().getMethod().getValue()).isEqualTo("CANCEL");
		assertThat(read(cancelled).getStatus().getValue()).isEqualTo("CANCELLED");
		for (String text : List.of(first, moved, cancelled)) {
			new CalendarBuilder().build(new StringReader(text)).validate();
			ICalendar calendar = Biweekly.parse(text).first();
			assertThat(calendar.validate(calendar.getVersion()).isEmpty()).isTrue();
		}
	}

	@Test
	void textSurvivesAndInjectsNothing() {
		String wicked = "Appel ; à l’été, « demain »\r\nATTENDEE:mailto:intrus@essais.example";
		String text = Invitation.of(event(0, wicked, "2026-12-01T09:30:00Z", false), US, null);

		assertThat(read(text).getSummary().getValue())
			.isEqualTo("Appel ; à l’été, « demain » ATTENDEE:mailto:intrus@essais.example");
		assertThat(read(text).getAttendees()).isEmpty();
		assertThat(read(text).getDescription().getValue()).isEqualTo("Ligne une\nligne deux");
		assertThat(text.split("\r\n")).allMatch((line) -> line.getBytes(StandardCharsets.UTF_8).length <= 150);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2027-03-28T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z" })
	void instantsSurviveClockChanges(String start) {
		String text = Invitation.feed("Mes appels", US, List.of(event(0, "Appel", start, false)));

		assertThat(read(text).getDateStart().getValue().toInstant()).isEqualTo(Instant.parse(start));
		assertThat(read(text).getDateEnd().getValue().toInstant()).isEqualTo(Instant.parse(start).plusSeconds(1800));
	}

	private static Event event(int sequence, String summary, String start, boolean cancelled) {
		return new Event(ID, sequence, Instant.parse(start), Duration.ofMinutes(30), summary, "Ligne une\nligne deux",
				cancelled, Instant.parse("2026-11-24T08:00:00Z"));
	}

	private static String uid(String text) {
		return read(text).getUid().getValue();
	}

	private static VEvent read(String text) {
		return Biweekly.parse(text).first().getEvents().getFirst();
	}

}
