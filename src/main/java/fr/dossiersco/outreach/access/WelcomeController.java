package fr.dossiersco.outreach.access;

import java.util.Optional;

import fr.dossiersco.outreach.access.Invitations.Shown;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where someone who is invited chooses a password, by the link alone. Reading changes
 * nothing: mail programs follow links by themselves.
 */
@Controller
class WelcomeController {

	private final Invitations invitations;

	private final Territory territory;

	private final GuessThrottle throttle;

	WelcomeController(Invitations invitations, Territory territory, GuessThrottle throttle) {
		this.invitations = invitations;
		this.territory = territory;
		this.throttle = throttle;
	}

	@GetMapping("/invitation/{token}")
	ModelAndView show(@PathVariable String token, HttpServletRequest request) {
		return find(token, request).map((invitation) -> page(token, invitation, HttpStatus.OK))
			.map((page) -> page.addObject("form", ChosenPassword.NONE))
			.orElseGet(() -> gone(request));
	}

	@PostMapping("/invitation/{token}")
	ModelAndView accept(@PathVariable String token, @Valid @ModelAttribute("form") ChosenPassword form,
			BindingResult errors, HttpServletRequest request, RedirectAttributes flash) {
		Shown invitation = find(token, request).orElse(null);
		if (invitation == null) {
			return gone(request);
		}
		form.check(invitation.email(), errors);
		if (errors.hasErrors()) {
			return page(token, invitation, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		if (!this.invitations.accept(new SecretLink(token), form.value())) {
			return gone(request);
		}
		flash.addFlashAttribute("done", "access.welcome.done");
		return new ModelAndView("redirect:/connexion");
	}

	/** No search engine has anything to do with what a link leads to. */
	@ModelAttribute
	void unlisted(HttpServletResponse response) {
		response.setHeader("X-Robots-Tag", "noindex, nofollow");
	}

	private Optional<Shown> find(String token, HttpServletRequest request) {
		String place = request.getRemoteAddr();
		if (this.throttle.isBlocked(place)) {
			return Optional.empty();
		}
		Optional<Shown> found = this.invitations.open(new SecretLink(token));
		if (found.isEmpty()) {
			this.throttle.missed(place);
		}
		return found;
	}

	private ModelAndView page(String token, Shown invitation, HttpStatus status) {
		return new ModelAndView("access/welcome", status).addObject("view",
				new WelcomePage(token, invitation, AcademieNames.of(invitation.served(), this.territory)));
	}

	/**
	 * The same for a link that never was, was used, was withdrawn or has expired, and for
	 * who guesses.
	 */
	private ModelAndView gone(HttpServletRequest request) {
		return new ModelAndView("access/gone",
				this.throttle.isBlocked(request.getRemoteAddr()) ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND);
	}

	/**
	 * @param academies their names, empty for the team
	 */
	record WelcomePage(String token, Shown invitation, String academies) {
	}

}
