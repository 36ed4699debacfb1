package fr.dossiersco.outreach.account;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is acting on this thread, as the database must know it: the person signed in, the
 * system when a job says so in so many words, else nobody.
 *
 * @param databaseRole the PostgreSQL role that the connection takes
 * @param academies the académies served, as a PostgreSQL array
 * @param account the account's id, empty for the system and for nobody
 */
public record Acting(String databaseRole, String academies, String account) {

	private static final String TEAM = "outreach_team";

	private static final String AMBASSADOR = "outreach_ambassador";

	private static final Acting SYSTEM = new Acting(TEAM, "{}", "");

	/** Fails closed: the restricted role, and no académie. */
	private static final Acting NOBODY = new Acting(AMBASSADOR, "{}", "");

	private static final ScopedValue<Acting> ACTING = ScopedValue.newInstance();

	/**
	 * Does something as the system, which sees everything. To be called outside any
	 * transaction: a connection keeps the sight it was handed out with.
	 */
	public static <T extends @Nullable Object> T asSystem(Supplier<T> work) {
		return ScopedValue.where(ACTING, SYSTEM).call(work::get);
	}

	/** As {@link #asSystem(Supplier)}, for work that gives nothing back. */
	public static void asSystem(Runnable work) {
		ScopedValue.where(ACTING, SYSTEM).run(work);
	}

	/**
	 * Does something with the sight of an account, where no request carries it: a test, a
	 * job asked for by someone.
	 */
	public static <T extends @Nullable Object> T as(CurrentAccount account, Supplier<T> work) {
		return ScopedValue.where(ACTING, of(account)).call(work::get);
	}

	static Acting now() {
		if (ACTING.isBound()) {
			return ACTING.get();
		}
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication != null && authentication.getPrincipal() instanceof CurrentAccount account) {
			return of(account);
		}
		return NOBODY;
	}

	private static Acting of(CurrentAccount account) {
		return new Acting(account.isTeam() ? TEAM : AMBASSADOR, "{" + String.join(",", account.academies()) + "}",
				account.id().toString());
	}

}
