package fr.dossiersco.outreach.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Opens one's own mail program with a message that is already written (RFC 6068). */
public final class MailLink {

	private MailLink() {
	}

	public static String to(String address, String subject, String body) {
		return "mailto:" + address + "?subject=" + encoded(subject) + "&body=" + encoded(body);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%0A", "%0D%0A");
	}

}
