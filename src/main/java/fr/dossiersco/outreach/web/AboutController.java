package fr.dossiersco.outreach.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that the footer leads to: what the service is, owes and keeps. */
@Controller
class AboutController {

	@GetMapping("/accessibilite")
	String accessibility() {
		return "web/accessibility";
	}

	@GetMapping("/mentions-legales")
	String legalNotice() {
		return "web/legal-notice";
	}

	@GetMapping("/donnees-personnelles")
	String personalData() {
		return "web/personal-data";
	}

	@GetMapping("/plan-du-site")
	String siteMap() {
		return "web/site-map";
	}

	@GetMapping("/aide")
	String help() {
		return "web/help";
	}

}
