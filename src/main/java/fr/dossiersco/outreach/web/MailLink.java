package fr.dossiersco.outreach.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Opens one's own mail program with a message that is already written (RFC 6068). */
public final class MailLink {

	private MailLink() {
	}

	/** A message under a subject. Lines end as mails' lines do, however they came. */
	public static String to(String address, String subject, String body) {
		return to(address, subject) + "&body=" + encoded(body);
	}

	/** An empty message under a subject. */
	public static String to(String address, String subject) {
		return "mailto:" + encoded(address).replace("%40", "@") + "?subject=" + encoded(subject);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text.replaceAll("\\R", "\r\n"), StandardCharsets.UTF_8).replace("+", "%20");
	}

}
