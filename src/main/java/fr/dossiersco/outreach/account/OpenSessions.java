package fr.dossiersco.outreach.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.web.SecretLink;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where someone is signed in, and the end of it. */
@Component
class OpenSessions {

	private final FindByIndexNameSessionRepository<? extends Session> sessions;

	OpenSessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
		this.sessions = sessions;
	}

	/** The one used last comes first. */
	List<OpenSession> of(UUID account, String current) {
		return alive(account)
			.map((session) -> new OpenSession(name(session), session.getCreationTime(), session.getLastAccessedTime(),
					session.getId().equals(current)))
			.sorted(Comparator.comparing(OpenSession::lastUsed).reversed())
			.toList();
	}

	void endAll(UUID account) {
		this.sessions.findByPrincipalName(account.toString()).keySet().forEach(this.sessions::deleteById);
	}

	/** Not before a change is certain: they would be opened again under the old one. */
	void endAllAfterCommit(UUID account) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				endAll(account);
			}
		});
	}

	/** Ends all but one. */
	void endOthers(UUID account, String current) {
		this.sessions.findByPrincipalName(account.toString())
			.keySet()
			.stream()
			.filter((id) -> !id.equals(current))
			.forEach(this.sessions::deleteById);
	}

	/**
	 * Ends one, but for the one that is current: signing out does that.
	 * @param name as {@link OpenSession#name()}
	 * @return false when it had ended already
	 */
	boolean end(UUID account, String name, String current) {
		List<String> meant = alive(account).filter((session) -> name(session).equals(name))
			.map(Session::getId)
			.filter((id) -> !id.equals(current))
			.toList();
		meant.forEach(this.sessions::deleteById);
		return !meant.isEmpty();
	}

	private Stream<? extends Session> alive(UUID account) {
		return this.sessions.findByPrincipalName(account.toString())
			.values()
			.stream()
			.filter((session) -> !session.isExpired());
	}

	/** Whoever has a session's id has the session: no page may hold it. */
	private static String name(Session session) {
		return HexFormat.of().formatHex(new SecretLink(session.getId()).hash());
	}

	/**
	 * @param name what an address may say instead of the session's id
	 * @param current whether it is the one that asks
	 */
	record OpenSession(String name, Instant since, Instant lastUsed, boolean current) {
	}

}
