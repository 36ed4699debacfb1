package fr.dossiersco.outreach.appointment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentBook.Call;
import fr.dossiersco.outreach.appointment.AppointmentBook.Offer;
import fr.dossiersco.outreach.scheduling.SlotWording;
import fr.dossiersco.outreach.web.MailLink;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The messages to a contact, ready to be copied or opened in one's mail program. */
@Component
class AppointmentWording {

	private final MessageSource messages;

	private final SlotWording moments;

	AppointmentWording(MessageSource messages, SlotWording moments) {
		this.messages = messages;
		this.moments = moments;
	}

	/** « mardi 1er décembre à 10 h 30 », on the clock of the school. */
	String moment(Instant start, ZoneId zone) {
		return this.moments.moment(start.atZone(zone));
	}

	/** The moments offered, and the link by which to choose. */
	Message offer(Offer offer, ZoneId zone, String link, CurrentAccount me) {
		return message("offer", offer.call(), moments(offer.offered(), zone), link, me);
	}

	/** What became of a call agreed upon, null when there is nothing to tell. */
	@Nullable Message news(Offer offer, ZoneId zone, CurrentAccount me) {
		Instant now = offer.call().startsAt();
		Instant before = offer.agreedAt();
		return switch (offer.standing()) {
			case CONVENU -> message("agreed", offer.call(), moment(Objects.requireNonNull(now), zone), "", me);
			case DEPLACE -> message("moved", offer.call(), moment(Objects.requireNonNull(now), zone),
					moment(Objects.requireNonNull(before), zone), me);
			case ANNULE -> message("cancelled", offer.call(), moment(Objects.requireNonNull(before), zone), "", me);
			default -> null;
		};
	}

	private String moments(List<Instant> offered, ZoneId zone) {
		return offered.stream().map((slot) -> "– " + moment(slot, zone)).collect(Collectors.joining("\n"));
	}

	private Message message(String kind, Call call, String first, String second, CurrentAccount me) {
		String subject = text("appointment.message." + kind + ".subject", call.title());
		String person = (call.person() != null) ? call.person() : text("appointment.message.nobody");
		String body = text("appointment.message." + kind + ".body", person, first, second, me.name()).replace("\\n",
				"\n");
		return new Message(subject, body,
				(call.email() != null && !call.opposed()) ? MailLink.to(call.email(), subject, body) : null);
	}

	String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	/**
	 * A message to a contact.
	 *
	 * @param link opens the mail program, null without an address
	 */
	record Message(String subject, String body, @Nullable String link) {
	}

}
