package fr.dossiersco.outreach.appointment;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import fr.dossiersco.outreach.appointment.AppointmentBook.Offer;
import fr.dossiersco.outreach.appointment.Appointments.Answer;
import fr.dossiersco.outreach.appointment.Appointments.Answerable;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where a contact answers an offer, by its link alone. Reading changes nothing: mail
 * programs follow links by themselves.
 */
@Controller
class AnswerController {

	private static final int LONGEST_WISH = 500;

	private final Appointments appointments;

	private final AppointmentController invitations;

	private final AppointmentWording wording;

	private final GuessThrottle throttle;

	AnswerController(Appointments appointments, AppointmentController invitations, AppointmentWording wording,
			GuessThrottle throttle) {
		this.appointments = appointments;
		this.invitations = invitations;
		this.wording = wording;
		this.throttle = throttle;
	}

	@GetMapping("/rdv/{token}")
	ModelAndView show(@PathVariable String token, HttpServletRequest request) {
		return find(new SecretLink(token), request).map((answerable) -> page(answerable, token, null, null))
			.orElseGet(() -> gone(request));
	}

	@PostMapping("/rdv/{token}")
	ModelAndView answer(@PathVariable String token, @RequestParam(required = false) @Nullable String choix,
			@RequestParam(required = false) @Nullable String souhait, HttpServletRequest request) {
		SecretLink link = new SecretLink(token);
		Answerable answerable = find(link, request).orElse(null);
		if (answerable == null) {
			return gone(request);
		}
		String wish = (souhait == null || souhait.isBlank()) ? null : souhait.strip();
		if (choix == null) {
			return page(answerable, token, "appointment.answer.nothing", wish);
		}
		if (wish != null && wish.length() > LONGEST_WISH) {
			return page(answerable, token, "appointment.answer.long", wish);
		}
		Answer answer = choix.equals("autre") ? this.appointments.askAnother(link, wish)
				: instant(choix).map((slot) -> this.appointments.accept(link, slot)).orElse(Answer.TAKEN);
		return (answer == Answer.TAKEN) ? page(answerable, token, "appointment.answer.taken", wish)
				: new ModelAndView("redirect:/rdv/" + token);
	}

	@GetMapping("/rdv/{token}/rendez-vous.ics")
	ResponseEntity<String> event(@PathVariable String token, HttpServletRequest request) {
		return find(new SecretLink(token), request).map(Answerable::offer)
			.filter((offer) -> offer.agreedAt() != null)
			.map((offer) -> this.invitations.invitation(offer.call(), offer.agreedAt(), false))
			.orElseThrow(() -> new NotFoundException("appointment by link"));
	}

	/** No search engine has anything to do with what a link leads to. */
	@ModelAttribute
	void unlisted(HttpServletResponse response) {
		response.setHeader("X-Robots-Tag", "noindex, nofollow");
	}

	private Optional<Answerable> find(SecretLink link, HttpServletRequest request) {
		String place = request.getRemoteAddr();
		if (this.throttle.isBlocked(place)) {
			return Optional.empty();
		}
		Optional<Answerable> found = this.appointments.answerable(link);
		if (found.isEmpty()) {
			this.throttle.missed(place);
		}
		return found.filter(Answerable::isAlive);
	}

	private ModelAndView page(Answerable answerable, String token, @Nullable String refusal, @Nullable String wish) {
		Offer offer = answerable.offer();
		ZoneId zone = answerable.agenda().zone();
		Instant now = offer.standing().isOn() ? offer.call().startsAt() : null;
		List<Choice> choices = offer.offered()
			.stream()
			.map((slot) -> new Choice(slot.toString(), this.wording.moment(slot, zone), slot.equals(now),
					this.appointments.isFree(answerable, slot)))
			.toList();
		return new ModelAndView("appointment/answer",
				Map.of("view",
						new AnswerPage(token, offer.call().ownerName(), offer.call().title(), offer.standing(), choices,
								(now != null) ? this.wording.moment(now, zone) : null, offer.agreedAt() != null,
								(refusal != null) ? wish : offer.wish(), refusal)),
				(refusal != null) ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
	}

	/** The same for a link that never was, that is no more, and for who guesses. */
	private ModelAndView gone(HttpServletRequest request) {
		return new ModelAndView("appointment/gone",
				this.throttle.isBlocked(request.getRemoteAddr()) ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND);
	}

	private static Optional<Instant> instant(String text) {
		try {
			return Optional.of(Instant.parse(text));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	/** A moment offered. */
	record Choice(String value, String moment, boolean chosen, boolean free) {
	}

	/**
	 * @param caller who offers
	 * @param place the school, else the person
	 * @param moment when the call is, null when none is agreed upon
	 * @param event whether a calendar event was ever handed out
	 * @param refusal the message that says why an answer was refused
	 */
	record AnswerPage(String token, String caller, String place, Standing standing, List<Choice> choices,
			@Nullable String moment, boolean event, @Nullable String wish, @Nullable String refusal) {
	}

}
