package fr.dossiersco.outreach.account;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The signed-in person's own account, and the change of their password. */
@Controller
class MyAccountController {

	private final PasswordChange passwords;

	private final OpenSessions sessions;

	private final List<AccountPanel> panels;

	MyAccountController(PasswordChange passwords, OpenSessions sessions, List<AccountPanel> panels) {
		this.passwords = passwords;
		this.sessions = sessions;
		this.panels = panels;
	}

	@GetMapping("/compte")
	ModelAndView page(CurrentAccount me) {
		return page(me, HttpStatus.OK).addObject("form", new PasswordForm(null, null, null));
	}

	@PostMapping("/compte/mot-de-passe")
	ModelAndView changePassword(@Valid @ModelAttribute("form") PasswordForm form, BindingResult errors,
			CurrentAccount me, HttpServletRequest request, RedirectAttributes flash) {
		if (form.newPassword() != null && !form.newPassword().equals(form.confirmedPassword())) {
			errors.rejectValue("confirmedPassword", "account.password.differs");
		}
		if (PasswordRule.isTooLong(form.chosen())) {
			errors.rejectValue("newPassword", "account.password.tooLong");
		}
		if (!errors.hasErrors()) {
			switch (this.passwords.change(me, form.current(), form.chosen())) {
				case CHANGED -> {
					// Whoever knew the old one may have opened them.
					this.sessions.endOthers(me.id(), request.getSession().getId());
					request.changeSessionId();
					flash.addFlashAttribute("done", "account.password.changed");
					return new ModelAndView("redirect:/compte");
				}
				case WRONG_CURRENT -> errors.rejectValue("currentPassword", "account.password.wrong");
				case TOO_MANY_TRIES -> errors.rejectValue("currentPassword", "account.password.tooManyTries");
				case KNOWN_TO_ALL -> errors.rejectValue("newPassword", "account.password.guessable");
			}
		}
		return page(me, HttpStatus.UNPROCESSABLE_CONTENT);
	}

	private ModelAndView page(CurrentAccount me, HttpStatus status) {
		List<Panel> shown = this.panels.stream()
			.flatMap((panel) -> Stream.ofNullable(panel.content(me))
				.map((content) -> new Panel(panel.template(), content)))
			.toList();
		return new ModelAndView("account/my-account", status).addObject("page", me).addObject("panels", shown);
	}

	/** What a higher floor shows, and the template that shows it. */
	record Panel(String template, Object content) {
	}

	/** What is typed to change a password. */
	record PasswordForm(@NotBlank @Nullable String currentPassword,
			@NotBlank @Size(min = PasswordRule.SHORTEST) @Nullable String newPassword,
			@NotBlank @Nullable String confirmedPassword) {

		String current() {
			return (this.currentPassword != null) ? this.currentPassword : "";
		}

		String chosen() {
			return (this.newPassword != null) ? this.newPassword : "";
		}

	}

}
