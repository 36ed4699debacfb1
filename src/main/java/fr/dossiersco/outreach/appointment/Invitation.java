package fr.dossiersco.outreach.appointment;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/**
 * Calendar events as calendars read them (RFC 5545). Times are in UTC, so that no
 * calendar has to know our time zones; an event keeps its UID for ever, and its SEQUENCE
 * grows with each change, so that a calendar has it once.
 */
final class Invitation {

	private static final int LINE = 73;

	private Invitation() {
	}

	/**
	 * An invitation, or its cancellation.
	 * @param attendee who is invited, null for an event to be taken as it is
	 */
	static String of(Event event, Person organizer, @Nullable Person attendee) {
		Calendar calendar = calendar(event.cancelled() ? ImmutableMethod.CANCEL
				: (attendee != null) ? ImmutableMethod.REQUEST : ImmutableMethod.PUBLISH);
		VEvent entry = organized(event, organizer);
		if (attendee != null) {
			entry.add(person(new Attendee(URI.create("mailto:" + attendee.email())), attendee));
		}
		calendar.add(entry);
		return written(calendar);
	}

	/** A calendar to subscribe to, of one person's events. */
	static String feed(String name, Person whose, List<Event> events) {
		Calendar calendar = calendar(ImmutableMethod.PUBLISH);
		calendar.add(new XProperty("X-WR-CALNAME", oneLine(name)));
		calendar.add(new XProperty("X-PUBLISHED-TTL", "PT1H"));
		events.forEach((event) -> calendar.add(organized(event, whose)));
		return written(calendar);
	}

	private static Calendar calendar(Method method) {
		Calendar calendar = new Calendar();
		calendar.add(new ProdId("-//Dossiersco//Recrutement//FR"));
		calendar.add(ImmutableVersion.VERSION_2_0);
		calendar.add(method);
		return calendar;
	}

	private static VEvent organized(Event event, Person organizer) {
		VEvent entry = entry(event);
		entry.add(person(new Organizer(URI.create("mailto:" + organizer.email())), organizer));
		return entry;
	}

	private static VEvent entry(Event event) {
		VEvent entry = new VEvent(false);
		entry.add(new Uid(event.id() + "@dossiersco-recrutement"));
		entry.add(new DtStamp(event.stamp()));
		entry.add(new DtStart<>(event.start()));
		entry.add(new DtEnd<>(event.start().plus(event.length())));
		entry.add(new Sequence(event.sequence()));
		entry.add(new Summary(oneLine(event.summary())));
		if (event.description() != null) {
			entry.add(new Description(event.description().replace("\r\n", "\n")));
		}
		entry.add(event.cancelled() ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED);
		return entry;
	}

	private static <T extends Property> T person(T property, Person person) {
		property.add(new Cn(oneLine(person.name()).replace("\"", "")));
		return property;
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\R", " ");
	}

	private static String written(Calendar calendar) {
		try {
			StringWriter text = new StringWriter();
			new CalendarOutputter(true, LINE).output(calendar, text);
			return text.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * @param sequence how often it was changed
	 * @param stamp when it was last changed
	 */
	record Event(UUID id, int sequence, Instant start, Duration length, String summary, @Nullable String description,
			boolean cancelled, Instant stamp) {
	}

	record Person(String name, String email) {
	}

}
