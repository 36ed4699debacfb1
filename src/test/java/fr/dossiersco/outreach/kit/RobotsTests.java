package fr.dossiersco.outreach.kit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/** Who visits, and what only looks. */
class RobotsTests {

	static final String PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36";

	private final Robots robots = new Robots();

	@ParameterizedTest
	@ValueSource(strings = { PHONE, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
			"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
			"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/465.0.0.0]",
			"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
			"Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36",
			"Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
			"Mozilla/5.0 (Linux; Android 13; CPH2371) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36 QwantMobile/4.2" })
	void aPersonsBrowserVisits(String agent) {
		assertThat(this.robots.isPerson(agent)).isTrue();
		assertThat(this.robots.isVisit(HttpMethod.GET, headers(agent, null, null))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
			"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0 Safari/537.36",
			"WhatsApp/2.23.20.0 A", "facebookexternalhit/1.1",
			"Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "TelegramBot (like TwitterBot)",
			"LinkedInBot/1.0", "Mattermost-Bot/1.1", "Tchap/1.0",
			"Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
			"Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.1; Pro)", "curl/8.5.0", "Wget/1.21",
			"python-requests/2.31", "Java/17.0.1", "Apache-HttpClient/4.5", "Go-http-client/1.1", "okhttp/4.9.0",
			"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
			"Nextcloud Server Crawler", "UnnamedBot", "my-spider", "", " " })
	void aProgramDoesNot(String agent) {
		assertThat(this.robots.isPerson(agent)).isFalse();
	}

	@Test
	void whoSaysNothingIsNoBrowser() {
		assertThat(this.robots.isPerson(null)).isFalse();
		assertThat(this.robots.isVisit(HttpMethod.GET, new HttpHeaders())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "Purpose, prefetch", "Sec-Purpose, prefetch;prerender", "X-Purpose, preview", "X-Moz, prefetch",
			"sec-purpose, PREFETCH", "Sec-Fetch-Dest, image", "Sec-Fetch-Dest, iframe", "Sec-Fetch-Dest, empty" })
	void whatIsFetchedAheadOrInAPageIsNoVisit(String header, String value) {
		assertThat(this.robots.isVisit(HttpMethod.GET, headers(PHONE, header, value))).isFalse();
	}

	@Test
	void aLinkThatIsFollowedIsAVisitAndAskingForItsHeadIsNot() {
		assertThat(this.robots.isVisit(HttpMethod.GET, headers(PHONE, "Sec-Fetch-Dest", "document"))).isTrue();
		assertThat(this.robots.isVisit(HttpMethod.HEAD, headers(PHONE, null, null))).isFalse();
		assertThat(this.robots.isVisit(HttpMethod.OPTIONS, headers(PHONE, null, null))).isFalse();
	}

	private static HttpHeaders headers(String agent, @Nullable String name, @Nullable String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.USER_AGENT, agent);
		if (name != null) {
			headers.set(name, value);
		}
		return headers;
	}

}
