package fr.dossiersco.outreach.digest;

import java.util.Optional;

import fr.dossiersco.outreach.digest.Subscriptions.Holder;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Ends the digest by the link in one of them. Reading changes nothing: mail programs
 * follow links by themselves. The POST answers at once, without a redirect, for they also
 * send it by themselves when their own « se désabonner » is pressed (RFC 8058).
 */
@Controller
class UnsubscribeController {

	private final Subscriptions subscriptions;

	private final GuessThrottle throttle;

	UnsubscribeController(Subscriptions subscriptions, GuessThrottle throttle) {
		this.subscriptions = subscriptions;
		this.throttle = throttle;
	}

	@GetMapping("/bilan/desabonnement/{token}")
	ModelAndView ask(@PathVariable String token, HttpServletRequest request) {
		return find(token, request).map((holder) -> page(token, holder.subscribed())).orElseGet(() -> gone(request));
	}

	@PostMapping("/bilan/desabonnement/{token}")
	ModelAndView end(@PathVariable String token, HttpServletRequest request) {
		return find(token, request).map((holder) -> {
			this.subscriptions.end(holder);
			return page(token, false);
		}).orElseGet(() -> gone(request));
	}

	/** No search engine has anything to do with what a link leads to. */
	@ModelAttribute
	void unlisted(HttpServletResponse response) {
		response.setHeader("X-Robots-Tag", "noindex, nofollow");
	}

	private Optional<Holder> find(String token, HttpServletRequest request) {
		String place = request.getRemoteAddr();
		if (this.throttle.isBlocked(place)) {
			return Optional.empty();
		}
		Optional<Holder> found = this.subscriptions.holder(new SecretLink(token));
		if (found.isEmpty()) {
			this.throttle.missed(place);
		}
		return found;
	}

	private static ModelAndView page(String token, boolean subscribed) {
		return new ModelAndView("digest/unsubscribe", "view", new UnsubscribePage(token, subscribed));
	}

	/** The same for a link that never was and for who guesses. */
	private ModelAndView gone(HttpServletRequest request) {
		return new ModelAndView("digest/gone",
				this.throttle.isBlocked(request.getRemoteAddr()) ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND);
	}

	record UnsubscribePage(String token, boolean subscribed) {
	}

}
