package fr.dossiersco.outreach.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * Who may decide of accounts as the database sees it, with nothing but the guard before
 * it; and that rights which were taken away are gone from the next request on, even if
 * the program stopped before it could end any session.
 */
@DatabaseTest
class RightsTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private SignIns signIns;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	@SpringSessionDataSource
	private DataSource sessions;

	@Autowired
	private Given given;

	private final String email = "droits-" + UUID.randomUUID() + "@essais.example";

	@Test
	void onlyACoordinatorDecidesOfAccounts() {
		CurrentAccount whom = this.given.ambassador("09");
		for (CurrentAccount by : List.of(this.given.outreach(), whom)) {
			assertThat(promotes(by, whom)).isZero();
			assertThat(promotes(by, by)).isZero();
			assertThat(update(by, "update account set deactivated_at = now() where id = ?", whom)).isZero();
			assertThat(update(by, "delete from account_academie where account_id = ?", whom)).isZero();
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(
					() -> update(by, "insert into account_academie (account_id, academie) values (?, '20')", whom));
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> update(by,
					"insert into account_departement (account_id, academie, departement) values (?, '09', '059')",
					whom));
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> update(by, """
					insert into account (id, email, name, role, created_at, version)
					values (?, 'intrus@essais.example', 'Intrus', 'COORDINATOR', now(), 0)""", whom));
		}

		CurrentAccount coordinator = this.given.coordinator();
		assertThat(update(coordinator, "insert into account_academie (account_id, academie) values (?, '20')", whom))
			.isOne();
		assertThat(promotes(coordinator, whom)).isOne();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> update(coordinator, """
				insert into account (id, email, name, role, created_at, version)
				values (?, 'sans-invitation@essais.example', 'Sans invitation', 'OUTREACH', now(), 0)""", whom));
	}

	@Test
	void whoWasACoordinatorDecidesNothingAnyMore() {
		CurrentAccount former = this.given.coordinator();
		Acting.asSystem(() -> this.jdbc.sql("update account set deactivated_at = now() where id = ?")
			.param(former.id())
			.update());

		assertThat(promotes(former, this.given.outreach())).isZero();
	}

	@Test
	void nobodyReadsOrChangesSomeoneElsesPasswordNotEvenACoordinator() {
		UUID whom = register(Role.OUTREACH);
		for (CurrentAccount by : List.of(this.given.coordinator(), this.given.outreach(),
				this.given.ambassador("09"))) {
			assertThat(Acting.as(by,
					() -> this.jdbc.sql("select count(*) from credential where account_id = ?")
						.param(whom)
						.query(Integer.class)
						.single()))
				.isZero();
			assertThat(Acting.as(by,
					() -> this.jdbc.sql("update credential set password = 'x' where account_id = ?")
						.param(whom)
						.update()))
				.isZero();
		}
	}

	@Test
	void aDepartementIsOfAnAcademieServedAndGoesWithIt() {
		CurrentAccount whom = this.given.ambassador("09", "20");
		CurrentAccount coordinator = this.given.coordinator();
		String focus = "insert into account_departement (account_id, academie, departement) values (?, '%s', '%s')";
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> update(coordinator, focus.formatted("09", "080"), whom));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> update(coordinator, focus.formatted("10", "069"), whom));
		update(coordinator, focus.formatted("09", "059"), whom);
		update(coordinator, focus.formatted("20", "080"), whom);

		update(coordinator, "delete from account_academie where account_id = ? and academie = '20'", whom);

		assertThat(Acting.as(whom,
				() -> this.jdbc.sql("select departement from account_departement").query(String.class).list()))
			.containsExactly("059");
	}

	/** Past the program, which would have refused the second before. */
	@Test
	void theDatabaseKeepsOneCoordinatorOfTwoThatGoAtOnce() throws Exception {
		CurrentAccount one = this.given.coordinator();
		CurrentAccount other = this.given.coordinator();
		List<UUID> aside = Acting.asSystem(() -> this.jdbc.sql("""
				update account set role = 'OUTREACH' where role = 'COORDINATOR' and id not in (?, ?) returning id""")
			.params(one.id(), other.id())
			.query(UUID.class)
			.list());
		try {
			CyclicBarrier both = new CyclicBarrier(2);
			try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
				Future<Boolean> first = threads.submit(going(one, both));
				Future<Boolean> second = threads.submit(going(other, both));
				assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(true, false);
			}
		}
		finally {
			Acting.asSystem(() -> this.jdbc.sql("update account set role = 'COORDINATOR' where id = any (:ids)")
				.param("ids", aside.toArray(UUID[]::new))
				.update());
		}
	}

	@Test
	void aSessionEndsWithTheRightsItWasOpenedWith() {
		UUID id = register(Role.OUTREACH);
		Cookie session = signIn();
		assertThat(this.mvc.get().uri("/comptes").cookie(session)).hasStatus(403);

		change(id, "role = 'COORDINATOR'");
		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");

		Cookie next = signIn();
		assertThat(this.mvc.get().uri("/comptes").cookie(next)).hasStatusOk();
		change(id, "role = 'OUTREACH'");
		assertThat(this.mvc.get().uri("/comptes").cookie(next)).hasRedirectedUrl("/connexion");
	}

	@Test
	void aSessionEndsWithItsAccount() {
		UUID id = register(Role.OUTREACH);
		Cookie session = signIn();

		change(id, "deactivated_at = now()");

		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");
	}

	@Test
	void aSessionEndsWithAnAcademieButNotWithAName() {
		UUID id = register(Role.AMBASSADOR, "09", "20");
		Cookie session = signIn();
		change(id, "name = 'Autre Nom'");
		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasStatusOk();

		Acting.asSystem(() -> this.jdbc.sql("delete from account_academie where account_id = ? and academie = '20'")
			.param(id)
			.update());

		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");
		assertThat(this.mvc.get().uri("/compte").cookie(signIn())).bodyText()
			.contains("Lille")
			.doesNotContain("Amiens");
	}

	@Test
	void aSessionLastsAWeekHoweverBusyItIs() {
		UUID id = register(Role.OUTREACH);
		Cookie session = signIn();
		begunBefore(id, Duration.ofDays(7).minusMinutes(5));
		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasStatusOk();

		begunBefore(id, Duration.ofDays(7).plusMinutes(5));

		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");
	}

	@Test
	void aSessionsNameIsNoUuidAsThatWouldBeTooShortARandomNumber() {
		register(Role.OUTREACH);
		String name = new String(Base64.getDecoder().decode(signIn().getValue()), StandardCharsets.US_ASCII);

		assertThat(name).matches("[A-Za-z0-9_-]{36}");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> UUID.fromString(name));
	}

	private void begunBefore(UUID account, Duration past) {
		JdbcClient.create(this.sessions)
			.sql("update spring_session set creation_time = ? where split_part(principal_name, ' ', 1) = ?")
			.params(System.currentTimeMillis() - past.toMillis(), account.toString())
			.update();
	}

	@Test
	void spacesAroundAPasswordAndTheWayOfWritingAnAccentDoNotCount() {
		Acting.asSystem(() -> this.accounts.register(this.email, "Sacha Essai", Role.OUTREACH, Set.of(),
				"  un été en forêt  "));
		String decomposed = java.text.Normalizer.normalize("un été en forêt", java.text.Normalizer.Form.NFD);

		for (String typed : List.of("un été en forêt", " un été en forêt ", decomposed)) {
			assertThat(attempt(typed)).hasRedirectedUrl("/");
		}
		assertThat(attempt("un étéen forêt")).hasRedirectedUrl("/connexion?refus");
		Cookie session = Objects.requireNonNull(attempt(decomposed).getResponse().getCookie("SESSION"));
		assertThat(this.mvc.post()
			.uri("/compte/mot-de-passe")
			.cookie(session)
			.with(csrf())
			.param("currentPassword", " un été en forêt")
			.param("newPassword", " un hiver en ville ")
			.param("confirmedPassword", "un hiver en ville")).hasRedirectedUrl("/compte");
		assertThat(attempt(" un hiver en ville ")).hasRedirectedUrl("/");
	}

	@Test
	void theDateOfTheLastSignInGoesHalfAYearAfterTheAccount() {
		UUID id = register(Role.OUTREACH);
		signIn();
		change(id, "deactivated_at = now() - interval '179 days'");
		this.signIns.forgetOld();
		assertThat(datesOf(id)).isOne();

		change(id, "deactivated_at = now() - interval '181 days'");
		this.signIns.forgetOld();
		assertThat(datesOf(id)).isZero();
	}

	private int datesOf(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql("select count(*) from sign_in where account_id = ?")
			.param(id)
			.query(Integer.class)
			.single());
	}

	private Callable<Boolean> going(CurrentAccount coordinator, CyclicBarrier both) {
		return () -> {
			both.await();
			try {
				return Acting.as(coordinator,
						() -> this.transactions
							.execute((status) -> this.jdbc.sql("update account set role = 'OUTREACH' where id = ?")
								.param(coordinator.id())
								.update() == 1));
			}
			catch (DataIntegrityViolationException ex) {
				return false;
			}
		};
	}

	private int promotes(CurrentAccount by, CurrentAccount whom) {
		return update(by, "update account set role = 'COORDINATOR' where id = ?", whom);
	}

	private int update(CurrentAccount by, String sql, CurrentAccount whom) {
		try {
			return Acting.as(by, () -> this.jdbc.sql(sql).param(whom.id()).update());
		}
		catch (DataAccessException ex) {
			// Not even the right to the table.
			if (sql.startsWith("insert")
					|| !String.valueOf(ex.getMostSpecificCause().getMessage()).contains("permission denied")) {
				throw ex;
			}
			return 0;
		}
	}

	/** As a decision that is certain, of which nobody heard yet. */
	private void change(UUID id, String what) {
		Acting.asSystem(() -> this.jdbc.sql("update account set " + what + " where id = ?").param(id).update());
	}

	private UUID register(Role role, String... academies) {
		return Acting
			.asSystem(() -> this.accounts.register(this.email, "Sacha Essai", role, Set.of(academies), Given.PASSWORD))
			.id();
	}

	private Cookie signIn() {
		return Objects.requireNonNull(attempt(Given.PASSWORD).getResponse().getCookie("SESSION"));
	}

	private MvcTestResult attempt(String password) {
		return this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.param("email", this.email)
			.param("password", password)
			.exchange();
	}

}
