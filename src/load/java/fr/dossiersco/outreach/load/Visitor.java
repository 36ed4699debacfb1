package fr.dossiersco.outreach.load;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One person signed in, who reads pages and sends forms. */
final class Visitor {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final String base;

	Visitor(String base) {
		this.base = base;
	}

	void signIn(String email, String password) throws IOException, InterruptedException {
		send("/connexion", "application/x-www-form-urlencoded", BodyPublishers.ofString("_csrf="
				+ encoded(token("/connexion")) + "&email=" + encoded(email) + "&password=" + encoded(password)));
	}

	String page(String path) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.browser.send(HttpRequest.newBuilder(URI.create(this.base + path)).build(),
				BodyHandlers.ofString());
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
		}
		return answer.body();
	}

	String token(String path) throws IOException, InterruptedException {
		Matcher found = TOKEN.matcher(page(path));
		if (!found.find()) {
			throw new IllegalStateException("No form at " + path);
		}
		return found.group(1);
	}

	void send(String path, String type, BodyPublisher form) throws IOException, InterruptedException {
		HttpResponse<Void> answer = this.browser.send(
				HttpRequest.newBuilder(URI.create(this.base + path)).header("Content-Type", type).POST(form).build(),
				BodyHandlers.discarding());
		if (answer.statusCode() != 302) {
			throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
		}
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
