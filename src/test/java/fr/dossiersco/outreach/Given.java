package fr.dossiersco.outreach;

import java.sql.Types;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What tests start from: people who act, and schools, each new. */
public class Given {

	/** The password of every account that a test opens. */
	public static final String PASSWORD = "mot de passe des essais";

	private static final String KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ";

	private static final AtomicInteger next = new AtomicInteger(9_900_000);

	private final JdbcClient jdbc;

	public Given(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public CurrentAccount outreach() {
		return account(Role.OUTREACH);
	}

	public CurrentAccount coordinator() {
		return account(Role.COORDINATOR);
	}

	public CurrentAccount ambassador(String... academies) {
		return account(Role.AMBASSADOR, academies);
	}

	/**
	 * A row in the database, without a password: tests sign it in with {@link #signedIn}.
	 */
	public CurrentAccount account(Role role, String... academies) {
		UUID id = UUID.randomUUID();
		String email = id + "@essais.example";
		Acting.asSystem(() -> {
			this.jdbc
				.sql("insert into account (id, email, name, role, created_at, version) values (?, ?, ?, ?, now(), 0)")
				.params(id, email, "Camille Exemple", role.name())
				.update();
			for (String academie : academies) {
				this.jdbc.sql("insert into account_academie (account_id, academie) values (?, ?)")
					.params(id, academie)
					.update();
			}
		});
		return new CurrentAccount(id, email, "Camille Exemple", role, new TreeSet<>(Set.of(academies)));
	}

	/** A new collège of a département, with its UAI. */
	public String school(String departement) {
		return school(departement, "Collège de l’Exemple");
	}

	public String school(String departement, String name) {
		int number = next.getAndIncrement();
		String uai = "%07d%s".formatted(number, KEYS.charAt(number % 23));
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into establishment (uai, name, kind, sector, town, postcode, departement, academie, state)
				select ?, ?, 'COLLEGE', 'PUBLIC', 'Villeneuve-lès-Essais', '99000', d.code, d.academie, 'OUVERT'
				from departement d where d.code = ?""").params(uai, name, departement).update());
		return uai;
	}

	/**
	 * Signs an account in for one MockMvc request:
	 * {@code mvc.get().uri("/").with(given.signedIn(account))}.
	 */
	public static RequestPostProcessor signedIn(CurrentAccount account) {
		return SecurityMockMvcRequestPostProcessors.authentication(UsernamePasswordAuthenticationToken
			.authenticated(account, null, AuthorityUtils.createAuthorityList("ROLE_" + account.role().name())));
	}

	/** A message by e-mail for people of a profile, null for everyone. */
	public UUID message(String title, String body, @Nullable ContactProfile profile, UUID by) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc
			.sql("""
					with added as (
						insert into message_template (id, title, channel, profiles, subject, body, version)
						values (:id, :title, 'MEL', array_remove(array[:profile::text], null), 'Objet', :body, 0) returning *)
					insert into message_change (template_id, version, kind, title, channel, profiles, subject, body, changed_at, changed_by)
					select id, version, 'CREATION', title, channel, profiles, subject, body, now(), :by from added""")
			.param("id", id)
			.param("title", title)
			.param("body", body)
			.param("profile", (profile != null) ? profile.name() : null, Types.VARCHAR)
			.param("by", by)
			.update());
		return id;
	}

}
