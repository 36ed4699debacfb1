package fr.dossiersco.outreach.account;

import java.net.URI;

import fr.dossiersco.outreach.account.KnownDevice.KnownDeviceProperties;
import fr.dossiersco.outreach.web.SiteAddress;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/** Cookies of a site on https, whatever connection brought the request to the program. */
class CookieTests {

	private static final SiteAddress SECURE = new SiteAddress(URI.create("https://recrutement.example"));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void aSessionsIsKeptToItsHostAndToHttps() {
		DefaultCookieSerializer cookie = new DefaultCookieSerializer();
		new SecurityConfiguration().sessionCookie(SECURE).customize(cookie);

		cookie.writeCookieValue(new CookieValue(this.request, this.response, "id"));

		assertThat(this.response.getHeader(HttpHeaders.SET_COOKIE)).startsWith("__Host-SESSION=")
			.contains("; Path=/;", "; Secure", "; HttpOnly")
			.doesNotContain("Domain");
	}

	@Test
	void aDevicesIsAndProvesItStill() {
		KnownDevice devices = new KnownDevice(new KnownDeviceProperties(null), SECURE);

		devices.remember(this.request, this.response, "a@essais.example");

		assertThat(this.response.getHeader(HttpHeaders.SET_COOKIE)).startsWith("__Host-appareil=")
			.contains("; Path=/;", "; Secure", "; HttpOnly")
			.doesNotContain("Domain");
		this.request.setCookies(this.response.getCookies());
		assertThat(devices.proof(this.request, "a@essais.example")).isNotEmpty();
	}

}
