package fr.dossiersco.outreach.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/**
 * A session is only found as long as the rights that it was opened with are those of its
 * account. Ending the sessions after a decision is quicker for whoever looks at the list
 * of them; that nobody keeps rights that were taken away does not depend on it, even if
 * the program stops in between. It costs no statement: the one that reads the session
 * asks.
 */
@Component
class SessionRights implements SessionRepositoryCustomizer<JdbcIndexedSessionRepository> {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final String SESSIONS = """
			select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
				sa.attribute_name, sa.attribute_bytes
			from %TABLE_NAME% s left join %TABLE_NAME%_attributes sa on s.primary_id = sa.session_primary_id
			""";

	/** However busy a session is, its owner shows who they are once a week. */
	private static final String YOUNG_ENOUGH = "where s.creation_time > (extract(epoch from now()) - 7 * 86400) * 1000";

	private static final String OF_RIGHTS_STILL_HELD = """
			 and s.session_id = ? and (s.principal_name is null or exists (select from account a
				where a.id = split_part(s.principal_name, ' ', 1)::uuid and a.deactivated_at is null
					and session_principal(a) = s.principal_name))
			""";

	@Override
	public void customize(JdbcIndexedSessionRepository sessions) {
		sessions.setIndexResolver(SessionRights::principal);
		sessions.setGetSessionQuery(SESSIONS + YOUNG_ENOUGH + OF_RIGHTS_STILL_HELD);
		sessions.setListSessionsByPrincipalNameQuery(
				SESSIONS + YOUNG_ENOUGH + " and split_part(s.principal_name, ' ', 1) = ?");
		sessions.setSessionIdGenerator(SessionRights::unguessable);
	}

	/** 216 bits, in the 36 characters that the column has; a UUID has 122. */
	private static String unguessable() {
		byte[] bytes = new byte[27];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** As the database's {@code session_principal} says it of an account. */
	private static Map<String, String> principal(Session session) {
		SecurityContext context = session
			.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
		if (context == null || context.getAuthentication() == null
				|| !(context.getAuthentication().getPrincipal() instanceof CurrentAccount account)) {
			return Map.of();
		}
		return Map.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
				account.id() + " " + account.role() + " " + String.join(",", account.academies()));
	}

}
