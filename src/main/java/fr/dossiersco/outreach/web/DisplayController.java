package fr.dossiersco.outreach.web;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The choice of light or dark colours, kept in a cookie of this browser. */
@Controller
class DisplayController {

	private final SiteAddress site;

	DisplayController(SiteAddress site) {
		this.site = site;
	}

	@GetMapping("/affichage")
	String page(Model model) {
		model.addAttribute("themes", Screen.Theme.values());
		return "web/display";
	}

	@PostMapping("/affichage")
	String choose(@RequestParam(required = false) Screen.@Nullable Theme theme, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes flash) {
		Screen.Theme chosen = (theme != null) ? theme : Screen.Theme.SYSTEM;
		ResponseCookie cookie = ResponseCookie.from(this.site.cookie(Screen.Theme.COOKIE), chosen.code())
			.path("/")
			.maxAge(Duration.ofDays(365))
			.httpOnly(true)
			.secure(request.isSecure() || this.site.isSecure())
			.sameSite("Lax")
			.build();
		response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
		flash.addFlashAttribute("done", "web.display.done");
		return "redirect:/affichage";
	}

}
