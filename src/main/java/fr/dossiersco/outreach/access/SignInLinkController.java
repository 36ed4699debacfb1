package fr.dossiersco.outreach.access;

import java.util.Set;

import fr.dossiersco.outreach.access.MailedLinks.Owner;
import fr.dossiersco.outreach.access.MailedLinks.Purpose;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages around signing in by a link; asking and signing in are Spring Security's.
 * Opening the link changes nothing, as mail programs and their guards open links too: a
 * button signs in.
 */
@Controller
class SignInLinkController {

	private final MailedLinks links;

	private final Outbox outbox;

	private final GuessThrottle throttle;

	SignInLinkController(MailedLinks links, Outbox outbox, GuessThrottle throttle) {
		this.links = links;
		this.outbox = outbox;
		this.throttle = throttle;
	}

	@GetMapping(SignInLinks.PAGE)
	ModelAndView ask(HttpServletRequest request) {
		// Words without a value: as text they would be taken for no answer.
		Set<String> said = request.getParameterMap().keySet();
		return new ModelAndView("access/ask-link", "view", new AskPage(said.contains("envoye"), said.contains("trop"),
				said.contains("perime"), said.contains("adresse"), this.outbox.hasServer()));
	}

	@GetMapping(SignInLinks.PAGE + "/{token}")
	ModelAndView confirm(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
		// No search engine has anything to do with what a link leads to.
		response.setHeader("X-Robots-Tag", "noindex, nofollow");
		String place = request.getRemoteAddr();
		if (!this.throttle.isBlocked(place)) {
			Owner owner = Acting.asSystem(() -> this.links.find(new SecretLink(token), Purpose.CONNEXION)).orElse(null);
			if (owner != null) {
				return new ModelAndView("access/confirm-link", "view", new ConfirmPage(token, owner));
			}
			this.throttle.missed(place);
		}
		return new ModelAndView("access/ask-link",
				this.throttle.isBlocked(place) ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND)
			.addObject("view", new AskPage(false, false, true, false, this.outbox.hasServer()));
	}

	/**
	 * @param sent whether a link was asked for
	 * @param tooMany whether too many were asked for from here
	 * @param over whether a link led nowhere
	 * @param unreadable whether what was typed is no address
	 * @param hasServer whether mails leave at all
	 */
	record AskPage(boolean sent, boolean tooMany, boolean over, boolean unreadable, boolean hasServer) {
	}

	record ConfirmPage(String token, Owner owner) {
	}

}
