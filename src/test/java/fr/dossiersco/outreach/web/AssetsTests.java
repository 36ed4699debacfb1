package fr.dossiersco.outreach.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import fr.dossiersco.outreach.DatabaseTest;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class AssetsTests {

	@Autowired
	private MockMvcTester mvc;

	private final String path = Assets.built().path();

	@Test
	void filesMayBeKeptForEver() {
		assertThat(this.mvc.get().uri(this.path + "/app.css")).hasStatusOk()
			.hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=31536000, public, immutable");
	}

	@Test
	void filesAreSentAsSmallAsTheBrowserReads() {
		assertThat(this.mvc.get().uri(this.path + "/dsfr.min.css").header(HttpHeaders.ACCEPT_ENCODING, "gzip, br"))
			.hasHeader(HttpHeaders.CONTENT_ENCODING, "br");
		assertThat(this.mvc.get().uri(this.path + "/dsfr.min.css").header(HttpHeaders.ACCEPT_ENCODING, "gzip"))
			.hasHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
		assertThat(this.mvc.get().uri(this.path + "/dsfr.min.css")).doesNotContainHeader(HttpHeaders.CONTENT_ENCODING);
	}

	@Test
	void nothingElseIsServed() {
		assertThat(this.mvc.get().uri("/assets/../application.properties")).hasStatus4xxClientError();
		assertThat(this.mvc.get().uri(this.path + "/absent.css")).hasStatus(404);
	}

}
