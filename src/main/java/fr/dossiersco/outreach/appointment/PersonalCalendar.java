package fr.dossiersco.outreach.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentBook.Call;
import fr.dossiersco.outreach.appointment.Invitation.Event;
import fr.dossiersco.outreach.appointment.Invitation.Person;
import fr.dossiersco.outreach.scheduling.When;

import org.springframework.stereotype.Component;

/**
 * One's own calls as a calendar. It names schools only, which the public directory knows;
 * people too for who asks for it.
 */
@Component
class PersonalCalendar {

	private static final Duration BACK = Duration.ofDays(30);

	private final AppointmentBook book;

	private final AppointmentWording wording;

	private final Clock clock;

	PersonalCalendar(AppointmentBook book, AppointmentWording wording, Clock clock) {
		this.book = book;
		this.wording = wording;
		this.clock = clock;
	}

	String of(CurrentAccount me, boolean withNames) {
		Instant now = this.clock.instant();
		List<Event> events = this.book.callsOf(me.id(), now.minus(BACK))
			.stream()
			.map((call) -> event(call, withNames, now))
			.toList();
		return Invitation.feed(this.wording.text("appointment.feed.name"), new Person(me.name(), me.email()), events);
	}

	private Event event(Call call, boolean withNames, Instant now) {
		String place = (call.school() != null) ? call.school()
				: withNames ? call.title() : this.wording.text("appointment.feed.someone");
		String where = (call.town() != null) ? place + ", " + call.town() : place;
		String who = (withNames && call.school() != null && call.person() != null) ? call.person() + ", " : "";
		return new Event(call.followUp(), call.version(), Objects.requireNonNull(call.startsAt()), When.CALL,
				this.wording.text("appointment.feed.event", who + where), null, false, now);
	}

}
