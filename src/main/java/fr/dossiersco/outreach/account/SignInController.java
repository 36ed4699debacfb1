package fr.dossiersco.outreach.account;

import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page; signing in itself is Spring Security's. */
@Controller
class SignInController {

	private final List<String> ways;

	SignInController(List<SignInWay> ways) {
		this.ways = ways.stream().filter(SignInWay::isOpen).map(SignInWay::template).toList();
	}

	@GetMapping("/connexion")
	String page(@RequestParam @Nullable Integer attente, HttpServletRequest request, Model model) {
		// Words without a value: as text they would be taken for no answer.
		Set<String> said = request.getParameterMap().keySet();
		HttpSession session = request.getSession(false);
		String email = (session != null) ? (String) session.getAttribute(SecurityConfiguration.REFUSED_EMAIL) : null;
		model.addAttribute("page",
				new SignInPage(email, said.contains("refus"), said.contains("expiree"), said.contains("deconnexion"),
						said.contains("nouveau"), (attente != null) ? Math.clamp(attente, 1, 10) : null));
		model.addAttribute("ways", this.ways);
		return "account/sign-in";
	}

	/**
	 * @param email the address of the refused try
	 * @param refused whether the last try was refused
	 * @param expired whether a form waits for the sign-in
	 * @param signedOut whether the person has just signed out
	 * @param renewed whether they have just chosen another password
	 * @param minutes how long to wait, when too many tries were made
	 */
	record SignInPage(@Nullable String email, boolean refused, boolean expired, boolean signedOut, boolean renewed,
			@Nullable Integer minutes) {
	}

}
