package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentsAhead;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.calling.CallQueue;
import fr.dossiersco.outreach.calling.Entry;
import fr.dossiersco.outreach.calling.Reservations;
import fr.dossiersco.outreach.calling.Reservations.Holder;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.interaction.CallSheet.School;
import fr.dossiersco.outreach.interaction.Cockpit.Ambassador;
import fr.dossiersco.outreach.interaction.Cockpit.Message;
import fr.dossiersco.outreach.scheduling.SlotFinder;
import fr.dossiersco.outreach.scheduling.SlotFinder.Wanted;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.MailLink;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts together what a caller needs beside the exchange form. */
@Component
class Cockpits {

	private static final int HORIZON = 14;

	private static final int PROPOSALS = 3;

	private final JdbcClient jdbc;

	private final CallQueue queue;

	private final Reservations reservations;

	private final SlotFinder slots;

	private final NextMoment nextMoment;

	private final AppointmentsAhead appointments;

	private final SchoolHistory history;

	private final MessageSource messages;

	private final Clock clock;

	Cockpits(JdbcClient jdbc, CallQueue queue, Reservations reservations, SlotFinder slots, NextMoment nextMoment,
			AppointmentsAhead appointments, SchoolHistory history, MessageSource messages, Clock clock) {
		this.jdbc = jdbc;
		this.queue = queue;
		this.reservations = reservations;
		this.slots = slots;
		this.nextMoment = nextMoment;
		this.appointments = appointments;
		this.history = history;
		this.messages = messages;
		this.clock = clock;
	}

	/** A next step that may be called for, empty when it is closed. */
	Optional<Call> call(UUID followUp) {
		return this.jdbc
			.sql("""
					select f.id, f.uai, f.contact_id as contact, f.academie, k.focus from follow_up f left join phone_campaign k on k.id = f.campaign_id
					where f.id = ? and f.closed_at is null""")
			.param(followUp)
			.query(Call.class)
			.optional();
	}

	/** Takes the school for oneself, then gathers the rest. */
	Cockpit open(Call call, @Nullable School school, @Nullable ContactCard person, CurrentAccount me) {
		Holder holder = this.reservations.take(call.target(), call.academie(), me).orElse(null);
		Instant now = this.clock.instant();
		Agenda agenda = this.nextMoment.agenda(school, person);
		Entry entry = this.queue.find(call.id(), me).orElse(null);
		boolean someoneElse = entry != null && entry.misses() >= this.queue.triesBeforeSomeoneElse();
		LocalDateTime local = agenda.at(now).toLocalDateTime();
		return new Cockpit(entry, holder,
				this.slots.propose(
						new Wanted(NextMoment.whom(school, person), (person != null) ? person.profile() : null,
								person != null && person.isOpposed(), me.id(), When.CALL, now, HORIZON),
						agenda, PROPOSALS),
				this.nextMoment.retry(agenda), this.queue.overrideReason(call.id(), me).orElse(null), someoneElse,
				ambassadors(call.academie()), call.focus(), this.appointments.standing(call.id()).orElse(null),
				(school != null) ? this.history.openObjections(school.uai()) : List.of(), messages(school, person, me),
				local, !local.equals(LocalDateTime.ofInstant(now, InteractionLog.PARIS)));
	}

	private List<Ambassador> ambassadors(@Nullable String academie) {
		return (academie == null) ? List.of() : this.jdbc.sql("""
				select a.id, a.name from account a join account_academie t on t.account_id = a.id
				where a.role = 'AMBASSADOR' and a.deactivated_at is null and t.academie = ? order by a.name, a.id""")
			.param(academie)
			.query(Ambassador.class)
			.list();
	}

	private List<Message> messages(@Nullable School school, @Nullable ContactCard person, CurrentAccount me) {
		String greeting = (person != null) ? person.name() : text("interaction.message.team");
		String place = (school != null) ? school.name() : (person != null) ? person.place() : "";
		return Stream.of("missed", "spoken", "introduce").map((code) -> {
			String subject = text("interaction.message." + code + ".subject", place);
			String body = text("interaction.message." + code + ".body", greeting, place, me.name()).replace("\\n",
					"\n");
			String email = (person != null && !person.isOpposed()) ? person.email() : null;
			return new Message(code, subject, body, (email != null) ? MailLink.to(email, subject, body) : null);
		}).toList();
	}

	private String text(String key, Object... arguments) {
		return Objects.requireNonNull(this.messages.getMessage(key, arguments, Locale.FRENCH));
	}

	/**
	 * A next step to be called for.
	 *
	 * @param focus what its phone campaign puts forward
	 */
	record Call(UUID id, @Nullable String uai, @Nullable UUID contact, @Nullable String academie,
			@Nullable String focus) {

		String target() {
			return Reservations.target(this.uai, this.contact);
		}

	}

}
