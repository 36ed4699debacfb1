package fr.dossiersco.outreach.account;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where one is signed in, for who left a session open somewhere. */
@Component
@Order(100)
class SessionsPanel implements AccountPanel {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final OpenSessions sessions;

	private final HttpServletRequest request;

	/**
	 * @param request whichever is being answered
	 */
	SessionsPanel(OpenSessions sessions, HttpServletRequest request) {
		this.sessions = sessions;
		this.request = request;
	}

	@Override
	public String template() {
		return "account/sessions";
	}

	@Override
	public Object content(CurrentAccount me) {
		return new Sessions(this.sessions.of(me.id(), this.request.getSession().getId())
			.stream()
			.map((session) -> new Row(session.name(), local(session.since()), local(session.lastUsed()),
					session.current()))
			.toList());
	}

	private static LocalDateTime local(Instant instant) {
		return LocalDateTime.ofInstant(instant, PARIS);
	}

	record Sessions(List<Row> rows) {

		/** Whether one is signed in elsewhere too. */
		public boolean several() {
			return this.rows.size() > 1;
		}

	}

	/**
	 * @param since when one signed in, in Paris
	 * @param lastUsed in Paris too
	 */
	record Row(String name, LocalDateTime since, LocalDateTime lastUsed, boolean current) {
	}

}
