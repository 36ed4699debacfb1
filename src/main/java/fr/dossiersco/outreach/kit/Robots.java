package fr.dossiersco.outreach.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Tells a person who follows a link from a program that does: search engines, the
 * previews that messengers and forums make of a link, scanners that say who they are, and
 * browsers that fetch a page before anyone asked for it.
 *
 * <p>
 * What can't be told, and counts as a visit: a mail filter that opens links under the
 * name of an ordinary browser (several do, on purpose), a person who follows a link
 * twice, somebody who tries their own link. Knowing better would take a cookie, an
 * address or a script that studies the visitor, and none of them is worth it.
 */
@Component
class Robots {

	/** The list of known ones, each a regular expression; see the front end's build. */
	private static final String KNOWN = "/crawlers.txt";

	/**
	 * What the list does not have: words by which programs name themselves, what Office
	 * sends before it opens a browser, and Java itself. CUBOT makes telephones.
	 */
	private static final Pattern NAMED = Pattern.compile(
			"(?<!cu)bot\\b|crawl|spider|preview|prefetch|scan(?:ner)?\\b|monitor|^microsoft office|^ms-office|^java/|^tchap",
			Pattern.CASE_INSENSITIVE);

	private static final List<String> PURPOSES = List.of("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz");

	private final Pattern known;

	/** The answer for a name: names are few, and the list is long. */
	private final Cache<String, Boolean> answers = Caffeine.newBuilder().maximumSize(1_000).build();

	Robots() {
		try (BufferedReader list = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(Robots.class.getResourceAsStream(KNOWN), KNOWN), StandardCharsets.UTF_8))) {
			this.known = Pattern.compile(String.join("|", list.lines().filter((line) -> !line.isBlank()).toList()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether what was asked for, and how, is a person's visit. */
	boolean isVisit(HttpMethod method, HttpHeaders headers) {
		return method == HttpMethod.GET && !isAhead(headers) && isNavigation(headers)
				&& isPerson(headers.getFirst(HttpHeaders.USER_AGENT));
	}

	/** A browser that fetches what may be wanted next says so. */
	private static boolean isAhead(HttpHeaders headers) {
		return PURPOSES.stream()
			.flatMap((name) -> Stream.ofNullable(headers.getFirst(name)))
			.map((purpose) -> purpose.toLowerCase(Locale.ROOT))
			.anyMatch((purpose) -> purpose.contains("prefetch") || purpose.contains("prerender")
					|| purpose.contains("preview"));
	}

	/**
	 * Not an image, a frame or a script of somebody's page. Older browsers say nothing.
	 */
	private static boolean isNavigation(HttpHeaders headers) {
		String destination = headers.getFirst("Sec-Fetch-Dest");
		return destination == null || destination.equals("document");
	}

	/** Every browser has a name. */
	boolean isPerson(@Nullable String agent) {
		if (agent == null || agent.isBlank()) {
			return false;
		}
		String name = agent.substring(0, Math.min(agent.length(), 500));
		return this.answers.get(name, (asked) -> !NAMED.matcher(asked).find() && !this.known.matcher(asked).find());
	}

}
