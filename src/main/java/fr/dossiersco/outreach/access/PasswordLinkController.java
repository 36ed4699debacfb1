package fr.dossiersco.outreach.access;

import java.util.Objects;
import java.util.Optional;

import fr.dossiersco.outreach.access.MailedLinks.Owner;
import fr.dossiersco.outreach.account.LinkThrottle;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where someone who forgot their password asks for a link, and chooses another by it. */
@Controller
class PasswordLinkController {

	private final PasswordLinks links;

	private final Outbox outbox;

	private final LinkThrottle asking;

	private final GuessThrottle guessing;

	PasswordLinkController(PasswordLinks links, Outbox outbox, LinkThrottle asking, GuessThrottle guessing) {
		this.links = links;
		this.outbox = outbox;
		this.asking = asking;
		this.guessing = guessing;
	}

	@GetMapping(PasswordLinks.PAGE)
	ModelAndView ask(HttpServletRequest request) {
		return asking(new ForgottenForm(null), HttpStatus.OK, request.getParameterMap().containsKey("envoye"));
	}

	@PostMapping(PasswordLinks.PAGE)
	ModelAndView send(@Valid @ModelAttribute("form") ForgottenForm form, BindingResult errors,
			HttpServletRequest request) {
		if (!errors.hasErrors() && !this.asking.admits(request.getRemoteAddr())) {
			errors.reject("access.link.tooMany");
		}
		if (errors.hasErrors()) {
			return asking(form, HttpStatus.UNPROCESSABLE_CONTENT, false)
				.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		}
		this.links.ask(Objects.requireNonNull(form.adresse()));
		return new ModelAndView("redirect:" + PasswordLinks.PAGE + "?envoye");
	}

	@GetMapping(PasswordLinks.PAGE + "/{token}")
	ModelAndView show(@PathVariable String token, HttpServletRequest request) {
		return find(token, request)
			.map((owner) -> choosing(token, owner, HttpStatus.OK).addObject("form", ChosenPassword.NONE))
			.orElseGet(() -> gone(request));
	}

	@PostMapping(PasswordLinks.PAGE + "/{token}")
	ModelAndView choose(@PathVariable String token, @Valid @ModelAttribute("form") ChosenPassword form,
			BindingResult errors, HttpServletRequest request) {
		Owner owner = find(token, request).orElse(null);
		if (owner == null) {
			return gone(request);
		}
		form.check(owner.email(), errors);
		if (errors.hasErrors()) {
			return choosing(token, owner, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		if (!this.links.choose(new SecretLink(token), form.value())) {
			return gone(request);
		}
		// Not as a flash attribute: the session that it would wait in ends with the old
		// password.
		return new ModelAndView("redirect:/connexion?nouveau");
	}

	/** No search engine has anything to do with what a link leads to. */
	@ModelAttribute
	void unlisted(HttpServletResponse response) {
		response.setHeader("X-Robots-Tag", "noindex, nofollow");
	}

	private Optional<Owner> find(String token, HttpServletRequest request) {
		String place = request.getRemoteAddr();
		if (this.guessing.isBlocked(place)) {
			return Optional.empty();
		}
		Optional<Owner> found = this.links.open(new SecretLink(token));
		if (found.isEmpty()) {
			this.guessing.missed(place);
		}
		return found;
	}

	private ModelAndView asking(ForgottenForm form, HttpStatus status, boolean sent) {
		ModelAndView page = new ModelAndView("access/forgotten", "form", form);
		page.setStatus(status);
		return page.addObject("view", new ForgottenPage(sent, false, this.outbox.hasServer()));
	}

	private static ModelAndView choosing(String token, Owner owner, HttpStatus status) {
		return new ModelAndView("access/password", status).addObject("view", new PasswordPage(token, owner));
	}

	private ModelAndView gone(HttpServletRequest request) {
		return new ModelAndView("access/forgotten",
				this.guessing.isBlocked(request.getRemoteAddr()) ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND)
			.addObject("form", new ForgottenForm(null))
			.addObject("view", new ForgottenPage(false, true, this.outbox.hasServer()));
	}

	/** Who forgot their password. */
	record ForgottenForm(@NotBlank @Size(max = 254) @Email(regexp = ".+@.+\\..+") @Nullable String adresse) {
	}

	/**
	 * @param sent whether a link was asked for
	 * @param over whether a link led nowhere
	 * @param hasServer whether mails leave at all
	 */
	record ForgottenPage(boolean sent, boolean over, boolean hasServer) {
	}

	record PasswordPage(String token, Owner owner) {
	}

}
