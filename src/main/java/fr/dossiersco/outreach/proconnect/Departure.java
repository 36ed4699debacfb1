package fr.dossiersco.outreach.proconnect;

import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing out at ProConnect, too, of a session that began there. A page of ours stands
 * between: browsers hold the policy that forms go nowhere else against every redirect
 * that follows one, and from ProConnect it goes on to the employer's own site.
 *
 * @param endSession where one signs out there
 * @param idToken by which it knows which session is meant
 */
record Departure(String endSession, String idToken) implements Serializable {

	static final String PAGE = ProConnect.START + "/fin";

	static final String RETURN = PAGE + "/retour";

	private static final String PREPARED = Departure.class.getName();

	private static final String DUE = PREPARED + ".due";

	/** Keeps in the session what its end needs. */
	static void prepare(HttpServletRequest request, @Nullable String endSession, String idToken) {
		if (endSession != null) {
			request.getSession().setAttribute(PREPARED, new Departure(endSession, idToken));
		}
	}

	/** Takes it along from the session that is about to end. */
	static void note(HttpServletRequest request) {
		HttpSession ending = request.getSession(false);
		if (ending != null) {
			request.setAttribute(PREPARED, ending.getAttribute(PREPARED));
		}
	}

	/** Whether the session that has just ended began there: the next page knows then. */
	static boolean isDue(HttpServletRequest request) {
		if (!(request.getAttribute(PREPARED) instanceof Departure departure)) {
			return false;
		}
		request.getSession().setAttribute(DUE, departure.address(request));
		return true;
	}

	/** Where to go on to, once. */
	static Optional<String> take(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session == null) {
			return Optional.empty();
		}
		Optional<String> address = Optional.ofNullable((String) session.getAttribute(DUE));
		session.removeAttribute(DUE);
		return address;
	}

	/**
	 * ProConnect wants a state; there is nothing to check when one comes back, nothing
	 * happens then.
	 */
	private String address(HttpServletRequest request) {
		return UriComponentsBuilder.fromUriString(this.endSession)
			.queryParam("id_token_hint", "{token}")
			.queryParam("state", "{state}")
			.queryParam("post_logout_redirect_uri", "{back}")
			.encode()
			.buildAndExpand(this.idToken, UUID.randomUUID().toString(),
					ServletUriComponentsBuilder.fromContextPath(request).path(RETURN).toUriString())
			.toUriString();
	}

}
