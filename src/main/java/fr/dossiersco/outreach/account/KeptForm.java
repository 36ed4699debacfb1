package fr.dossiersco.outreach.account;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What someone had typed when their session ended: kept until they are signed in again
 * and decide to send it.
 *
 * @param path where the form was going
 * @param fields its fields in their order, without secrets
 */
record KeptForm(String path, Map<String, List<String>> fields) implements Serializable {

	private static final String ATTRIBUTE = KeptForm.class.getName();

	/** Anonymous sessions are cheap to open, so each keeps little. */
	private static final int MOST_CHARACTERS = 100_000;

	/**
	 * Keeps the form of a refused POST, if it came from one of our own pages: another
	 * site could otherwise have someone send what it wrote.
	 */
	static boolean keep(HttpServletRequest request) {
		if (!"POST".equals(request.getMethod()) || !isFromOurPages(request)
				|| request.getRequestURI().startsWith("/connexion") || request.getHeader("HX-Request") != null) {
			return false;
		}
		Map<String, List<String>> fields = new LinkedHashMap<>();
		int characters = 0;
		for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
			String name = parameter.getKey();
			if (name.equals("_csrf") || name.toLowerCase(Locale.ROOT).contains("password")) {
				continue;
			}
			List<String> values = new ArrayList<>(List.of(parameter.getValue()));
			characters += name.length() + values.stream().mapToInt(String::length).sum();
			fields.put(name, values);
		}
		if (fields.isEmpty() || characters > MOST_CHARACTERS) {
			return false;
		}
		request.getSession().setAttribute(ATTRIBUTE, new KeptForm(request.getRequestURI(), fields));
		return true;
	}

	static Optional<KeptForm> in(@Nullable HttpSession session) {
		return Optional.ofNullable(session).map((kept) -> (KeptForm) kept.getAttribute(ATTRIBUTE));
	}

	static void forget(HttpSession session) {
		session.removeAttribute(ATTRIBUTE);
	}

	private static boolean isFromOurPages(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return site.equals("same-origin");
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin != null && origin.endsWith("://" + request.getHeader(HttpHeaders.HOST));
	}

}
