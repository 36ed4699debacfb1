package fr.dossiersco.outreach.web;

import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayTests {

	@Test
	void theThemesCookieIsKeptToItsHostAndToHttpsWhereTheSiteIs() {
		SiteAddress site = new SiteAddress(URI.create("https://recrutement.example"));
		MockHttpServletRequest request = new MockHttpServletRequest();
		MockHttpServletResponse response = new MockHttpServletResponse();

		new DisplayController(site).choose(Screen.Theme.DARK, request, response, new RedirectAttributesModelMap());

		assertThat(response.getHeader(HttpHeaders.SET_COOKIE)).startsWith("__Host-affichage=dark;")
			.contains("; Path=/;", "; Secure", "; HttpOnly")
			.doesNotContain("Domain");
		request.setCookies(response.getCookies());
		assertThat(Screen.of(request, site).theme()).isEqualTo(Screen.Theme.DARK);
	}

}
