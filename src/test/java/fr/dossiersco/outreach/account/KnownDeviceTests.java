package fr.dossiersco.outreach.account;

import java.net.URI;
import java.util.Objects;

import fr.dossiersco.outreach.account.KnownDevice.KnownDeviceProperties;
import fr.dossiersco.outreach.web.SiteAddress;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class KnownDeviceTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@Test
	void aShortSecretIsRefusedAtTheStart() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> devices("too-short"));
		assertThatNoException().isThrownBy(() -> devices(SECRET));
	}

	@Test
	void aCookieProvesItsOwnAddressUnderItsOwnSecretOnly() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		devices(SECRET).remember(new MockHttpServletRequest(), response, "a@essais.example");
		Cookie given = Objects.requireNonNull(response.getCookie("appareil"));

		assertThat(proof(SECRET, given.getValue(), "A@essais.example")).isNotEmpty();
		assertThat(proof(SECRET, given.getValue(), "b@essais.example")).isEmpty();
		assertThat(proof(SECRET.replace('0', '1'), given.getValue(), "a@essais.example")).isEmpty();
		assertThat(proof(SECRET, "f" + given.getValue().substring(1) + "x", "a@essais.example")).isEmpty();
		assertThat(proof(SECRET, "nothing", "a@essais.example")).isEmpty();
	}

	private static String proof(String secret, String value, String email) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("appareil", value));
		return devices(secret).proof(request, email);
	}

	private static KnownDevice devices(String secret) {
		return new KnownDevice(new KnownDeviceProperties(secret), new SiteAddress(URI.create("http://localhost")));
	}

}
