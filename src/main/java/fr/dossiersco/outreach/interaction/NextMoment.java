package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Closed;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.interaction.CallSheet.School;
import fr.dossiersco.outreach.scheduling.When;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Where the next step chosen in the form lands: whatever is relative, in a half-day when
 * the school is open; what was typed, as it was typed, with the reason when it is closed.
 */
@Component
class NextMoment {

	private final Agendas agendas;

	private final Clock clock;

	NextMoment(Agendas agendas, Clock clock) {
		this.agendas = agendas;
		this.clock = clock;
	}

	Agenda agenda(@Nullable School school, @Nullable ContactCard person) {
		return this.agendas.of(whom(school, person));
	}

	static Whom whom(@Nullable School school, @Nullable ContactCard person) {
		return new Whom((school != null) ? school.uai() : null, (person != null) ? person.id() : null,
				(school != null) ? school.departement() : null,
				(school != null) ? school.academie() : (person != null) ? person.academie() : null,
				person != null && person.profile() == ContactProfile.TEACHER);
	}

	/** Null when there is no next step, or when its day was not given. */
	@Nullable When of(InteractionForm form, Agenda agenda) {
		Instant now = this.clock.instant();
		LocalDate today = agenda.at(now).toLocalDate();
		LocalTime time = agenda.at(now).toLocalTime();
		NextStep next = (form.next() != null) ? form.next() : NextStep.AUCUNE;
		return switch (next) {
			case AUCUNE -> null;
			case AUTO -> fails(form) ? retry(agenda, today, time) : null;
			case CRENEAU -> (form.slot() != null) ? agreed(When.at(form.slot(), agenda.zone(), When.CALL), form) : null;
			case DEMAIN -> When.firstOpen(agenda, today.plusDays(1));
			case SEMAINE -> When.firstOpen(agenda, today.plusWeeks(1));
			case QUINZAINE -> When.firstOpen(agenda, today.plusWeeks(2));
			case MOIS -> When.firstOpen(agenda, today.plusMonths(1));
			case CONSEILS -> When.firstOpen(agenda, agenda.afterCouncils(today));
			case VACANCES -> When.firstOpen(agenda, agenda.afterHolidays(today.plusDays(1)));
			case CAMPAGNE -> When.firstOpen(agenda, agenda.afterEnrolment(today));
			case DATE -> (form.nextDate() != null) ? typed(form, agenda) : null;
		};
	}

	/** Where a failed try lands: another half-day. */
	When retry(Agenda agenda) {
		Instant now = this.clock.instant();
		return retry(agenda, agenda.at(now).toLocalDate(), agenda.at(now).toLocalTime());
	}

	/** The first half-day that is open from tomorrow on. */
	When soon(Agenda agenda) {
		return When.firstOpen(agenda, agenda.at(this.clock.instant()).toLocalDate().plusDays(1));
	}

	/** Why the moment typed or chosen is closed, empty when it is open. */
	Optional<Closed> whyClosed(When when, Agenda agenda) {
		Instant start = when.startsAt();
		return (start != null) ? agenda.whyClosed(start, When.CALL) : agenda.whyClosed(when.day());
	}

	private static boolean fails(InteractionForm form) {
		return form.outcome() != null && form.outcome().fails();
	}

	/** The team's rule: never the same half-day twice. */
	private static When retry(Agenda agenda, LocalDate today, LocalTime time) {
		Agenda.Opening next = (HalfDay.of(time) == HalfDay.MATIN) ? agenda.firstHalfDay(today, HalfDay.APRES_MIDI)
				: agenda.firstHalfDay(today.plusDays(1), HalfDay.MATIN);
		return (next != null) ? When.halfDay(next.day(), next.half()) : When.day(today.plusDays(1));
	}

	private When typed(InteractionForm form, Agenda agenda) {
		LocalDate day = Objects.requireNonNull(form.nextDate());
		LocalTime time = form.nextTime();
		When when = (time != null)
				? agreed(When.at(day.atTime(time).atZone(agenda.zone()).toInstant(), agenda.zone(), When.CALL), form)
				: When.day(day);
		return whyClosed(when, agenda).isPresent() ? when.inSpiteOf(form.overrideReason()) : when;
	}

	/** An hour chosen with someone on the line is agreed upon. */
	private static When agreed(When when, InteractionForm form) {
		boolean together = form.contact() != null
				&& (form.outcome() == Outcome.JOINT || form.outcome() == Outcome.A_RAPPELER);
		return together ? when.agreedUpon() : when;
	}

}
