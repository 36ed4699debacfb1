package fr.dossiersco.outreach.access;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.sql.Types;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.AccountKeeping;
import fr.dossiersco.outreach.account.AccountKeeping.LastCoordinatorException;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Accounts;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class AccessTests {

	private static final String CHOSEN = "quatre vélos sous la pluie";

	private static final String GONE = "Ce lien ne peut pas servir";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Invitations invitations;

	@Autowired
	private AccountKeeping keeping;

	@Autowired
	private Accounts accounts;

	@Autowired
	private AccountRegistration registration;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount me = new CurrentAccount(UUID.randomUUID(), "", "", Role.COORDINATOR, new TreeSet<>());

	private String email = "";

	@BeforeEach
	void aCoordinator() {
		this.me = this.given.coordinator();
		this.email = "invite-" + UUID.randomUUID() + "@essais.example";
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	@Test
	void whoIsInvitedChoosesAPasswordOnceAndSignsIn() {
		invite("AMBASSADOR", "09");
		String link = link();
		assertThat(this.mvc.get().uri(link)).bodyText().contains("Camille Exemple", "Ambassade", "Lille", this.email);

		assertThat(choose(link, "court")).hasStatus(422).bodyText().contains("au moins 12 caractères");
		assertThat(choose(link, CHOSEN)).hasRedirectedUrl("/connexion");
		assertThat(signIn(CHOSEN)).hasRedirectedUrl("/");

		assertThat(choose(link, CHOSEN)).hasStatus(404).bodyText().contains(GONE);
		assertThat(this.mvc.get().uri(link)).hasStatus(404).bodyText().contains(GONE).doesNotContain(this.email);
		assertThat(page(accountId())).contains("Compte ouvert sur invitation");
	}

	@Test
	void ofTwoAtTheSameMomentOneOpensTheAccount() throws Exception {
		invite("OUTREACH");
		SecretLink link = new SecretLink(link().substring("/invitation/".length()));

		assertThat(together(() -> this.invitations.accept(link, CHOSEN), () -> this.invitations.accept(link, CHOSEN)))
			.containsExactlyInAnyOrder(true, false);
	}

	@Test
	void anInvitationSentAgainWithdrawnOrExpiredLeadsNowhere() {
		String invitation = invite("OUTREACH");
		String first = link();
		assertThat(post(invitation + "/renvoi")).hasRedirectedUrl(invitation);
		String second = link();
		assertThat(second).isNotEqualTo(first);
		assertThat(choose(first, CHOSEN)).hasStatus(404);
		assertThat(this.mvc.get().uri(second)).hasStatusOk();

		this.clock.setTo(this.clock.instant().plus(Invitations.LIFE));
		assertThat(choose(second, CHOSEN)).hasStatus(404);
		this.clock.reset();
		assertThat(post(invitation + "/retrait")).hasRedirectedUrl(invitation);
		assertThat(choose(second, CHOSEN)).hasStatus(404);
		assertThat(post(invitation + "/renvoi").getMvcResult().getFlashMap().get("failed"))
			.isEqualTo("access.invite.over");
	}

	@Test
	void aRefusedInvitationSaysWhy() {
		invite("OUTREACH");
		assertThat(invitation(this.email, "OUTREACH")).hasStatus(422).bodyText().contains("Une invitation attend déjà");
		assertThat(invitation(this.given.outreach().email(), "OUTREACH")).hasStatus(422)
			.bodyText()
			.contains("Cette adresse a déjà un compte");
		assertThat(invitation("pas une adresse", "OUTREACH")).hasStatus(422)
			.bodyText()
			.contains("n’a pas la forme attendue");
		assertThat(invitation("a@essais.example", "AMBASSADOR")).hasStatus(422)
			.bodyText()
			.contains("au moins une académie");
		assertThat(invitation("a@essais.example", "OUTREACH", "09")).hasStatus(422)
			.bodyText()
			.contains("Seule l’ambassade");
		assertThat(invitation("a@essais.example", "AMBASSADOR", "zz")).hasStatus(422)
			.bodyText()
			.contains("n’existe pas");
	}

	@Test
	void changedRightsEndTheSessionsAndAreWrittenDown() {
		invite("AMBASSADOR", "09");
		choose(link(), CHOSEN);
		Cookie session = session(signIn(CHOSEN));
		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasStatusOk();
		String account = "/comptes/" + accountId();

		assertThat(post(account + "/droits", "role", "AMBASSADOR", "academies", "20", "version", "0"))
			.hasRedirectedUrl(account);
		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");
		assertThat(page(accountId())).contains("Ambassade (Lille)", "Ambassade (Amiens)");
		assertThat(post(account + "/droits", "role", "OUTREACH", "version", "0")).hasStatus(409)
			.bodyText()
			.contains("a changé entre-temps");
	}

	@Test
	void whoIsDeactivatedIsOutAtOnceUntilReactivated() {
		invite("OUTREACH");
		choose(link(), CHOSEN);
		Cookie session = session(signIn(CHOSEN));
		CurrentAccount colleague = this.given.outreach();
		String school = this.given.school("059");
		UUID id = accountId();
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, owner, version)
				select uai, academie, 'CONTACTE', now(), ?, 0 from establishment where uai = ?""")
			.params(id, school)
			.update());

		assertThat(post("/comptes/" + id + "/desactivation", "version", "0")).hasStatus(422);
		assertThat(post("/comptes/" + id + "/desactivation", "version", "0", "motif", "Départ", "successeur",
				colleague.id().toString()))
			.hasRedirectedUrl("/comptes/" + id);

		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");
		assertThat(signIn(CHOSEN)).hasRedirectedUrl("/connexion?refus");
		assertThat(Acting.asSystem(() -> this.accounts.find(id))).isEmpty();
		assertThat(Acting.asSystem(() -> this.jdbc.sql("select owner from pursuit where uai = ?")
			.param(school)
			.query(UUID.class)
			.single())).isEqualTo(colleague.id());
		assertThat(invitation(this.email, "OUTREACH")).hasStatus(422).bodyText().contains("réactivez-le");

		assertThat(post("/comptes/" + id + "/reactivation", "version", "1")).hasRedirectedUrl("/comptes/" + id);
		assertThat(signIn(CHOSEN)).hasRedirectedUrl("/");
	}

	@Test
	void twoCoordinatorsWhoRemoveEachOtherLeaveOne() throws Exception {
		CurrentAccount other = this.given.coordinator();
		List<UUID> aside = Acting.asSystem(() -> this.jdbc.sql("""
				update account set role = 'OUTREACH' where role = 'COORDINATOR' and id not in (?, ?) returning id""")
			.params(this.me.id(), other.id())
			.query(UUID.class)
			.list());
		try {
			assertThat(together(() -> removes(this.me, other), () -> removes(other, this.me)))
				.containsExactlyInAnyOrder(true, false);
			CurrentAccount last = Acting.asSystem(() -> this.accounts.find(this.me.id())).isPresent() ? this.me : other;
			assertThat(this.mvc.post()
				.uri("/comptes/" + last.id() + "/droits")
				.with(csrf())
				.with(Given.signedIn(last))
				.param("role", "OUTREACH")
				.param("version", "0")).hasStatus(422).bodyText().contains("dernier compte actif de la coordination");
			assertThat(this.mvc.post()
				.uri("/comptes/" + last.id() + "/desactivation")
				.with(csrf())
				.with(Given.signedIn(last))
				.param("motif", "Départ")
				.param("version", "0")).hasStatus(422).bodyText().contains("dernier compte actif de la coordination");
		}
		finally {
			Acting.asSystem(() -> this.jdbc.sql("update account set role = 'COORDINATOR' where id = any (:ids)")
				.param("ids", aside.toArray(UUID[]::new))
				.update());
		}
	}

	@Test
	void theCoordinatorWhoDemotesThemselfIsOutWithTheirSession() {
		invite("COORDINATOR");
		choose(link(), CHOSEN);
		Cookie session = session(signIn(CHOSEN));
		String account = "/comptes/" + accountId();
		assertThat(this.mvc.get().uri(account).cookie(session)).bodyText().contains("C’est votre compte");

		assertThat(this.mvc.post()
			.uri(account + "/droits")
			.cookie(session)
			.with(csrf())
			.param("role", "OUTREACH")
			.param("version", "0")).hasRedirectedUrl("/connexion");

		assertThat(this.mvc.get().uri("/compte").cookie(session)).hasRedirectedUrl("/connexion");
		assertThat(this.mvc.get().uri(account).cookie(session(signIn(CHOSEN)))).hasStatus(403);
	}

	@Test
	void whatSomeoneHadIsHandedOverWithTheirLeaving() {
		CurrentAccount leaver = this.given.outreach();
		CurrentAccount colleague = this.given.outreach();
		String school = this.given.school("059");
		String other = this.given.school("080");
		pursued(school, leaver.id());
		UUID step = step(school, leaver, null);
		UUID elsewhere = step(other, leaver, null);
		UUID appointment = step(other, leaver, "2031-03-03 10:00+01");
		UUID taken = step(school, leaver, "2031-03-03 14:00+01");
		step(other, colleague, "2031-03-03 14:15+01");
		String account = "/comptes/" + leaver.id();
		assertThat(page(leaver.id())).contains("1 établissement", "4 relances ouvertes");

		assertThat(post(account + "/desactivation", "version", "0", "motif", "Départ", "successeur",
				leaver.id().toString()))
			.hasStatus(422)
			.bodyText()
			.contains("ne peut rien recevoir");
		assertThat(post(account + "/desactivation", "version", "0", "motif", "Départ", "successeur",
				colleague.id().toString()))
			.hasRedirectedUrl(account);

		assertThat(owners("pursuit where uai = '" + school + "'")).containsExactly(colleague.id());
		assertThat(List.of(step, elsewhere, appointment)).allSatisfy(
				(id) -> assertThat(owners("follow_up where id = '" + id + "'")).containsExactly(colleague.id()));
		assertThat(owners("follow_up where id = '" + taken + "'")).as("at an hour that is taken")
			.containsExactly(leaver.id());
		assertThat(Acting.asSystem(() -> this.jdbc.sql("select changed_by from owner_change where uai = ?")
			.param(school)
			.query(UUID.class)
			.list())).containsExactly(this.me.id());
	}

	@Test
	void aFormOfASchoolThatIsOutsideNowWritesNothing() {
		invite("AMBASSADOR", "09", "20");
		choose(link(), CHOSEN);
		Cookie session = session(signIn(CHOSEN));
		String school = this.given.school("080");
		pursued(school, null);
		String form = "/etablissements/" + school + "/etape";
		assertThat(this.mvc.get().uri(form).cookie(session)).hasStatusOk();

		assertThat(post("/comptes/" + accountId() + "/droits", "role", "AMBASSADOR", "academies", "09", "version", "0"))
			.hasStatus3xxRedirection();

		// What was typed is kept for whoever signs in again, but leads nowhere.
		MvcTestResult late = this.mvc.post()
			.uri(form)
			.cookie(session)
			.header("Sec-Fetch-Site", "same-origin")
			.param("etape", "INTERESSE")
			.param("de", "CONTACTE")
			.exchange();
		assertThat(late).hasRedirectedUrl("/connexion?expiree");
		MvcTestResult again = this.mvc.post()
			.uri("/connexion")
			.cookie(session(late))
			.with(csrf())
			.param("email", this.email)
			.param("password", CHOSEN)
			.exchange();
		assertThat(again).hasRedirectedUrl("/reprise");
		assertThat(this.mvc.post()
			.uri(form)
			.cookie(session(again))
			.with(csrf())
			.param("etape", "INTERESSE")
			.param("de", "CONTACTE")).hasStatus(404);
		assertThat(Acting.asSystem(() -> this.jdbc.sql("select stage from pursuit where uai = ?")
			.param(school)
			.query(String.class)
			.single())).isEqualTo("CONTACTE");
	}

	@Test
	void anInvitationForAnAccountOpenedMeanwhileChangesNothing() {
		invite("COORDINATOR");
		String link = link();
		Acting
			.asSystem(() -> this.registration.register(this.email, "Déjà Là", Role.OUTREACH, Set.of(), Given.PASSWORD));

		assertThat(choose(link, CHOSEN)).hasStatus(404).bodyText().contains(GONE);
		assertThat(signIn(CHOSEN)).hasRedirectedUrl("/connexion?refus");
		assertThat(signIn(Given.PASSWORD)).hasRedirectedUrl("/");
		assertThat(list("?q=" + this.email)).contains("1 personne", "Équipe de recrutement");
	}

	@Test
	void departementsAreTheAcademiesOwnAndComeFirstAtHome() {
		assertThat(invitationWith("59, 80", "09")).hasStatus(422)
			.bodyText()
			.contains("80 – Somme n’est dans aucune des académies choisies");
		assertThat(invitationWith("59 et 62", "09")).hasStatus(422)
			.bodyText()
			.contains("« et » n’est pas un numéro de département".replace("« ", "«\u00a0").replace(" »", "\u00a0»"));
		MvcTestResult invited = invitationWith("59", "09");
		assertThat(this.mvc.get()
			.uri(String.valueOf(invited.getResponse().getRedirectedUrl()))
			.with(Given.signedIn(this.me))).bodyText().contains("Nord");
		choose(link(), CHOSEN);
		Cookie session = session(signIn(CHOSEN));
		assertThat(this.mvc.get().uri("/").cookie(session)).bodyText()
			.contains("de votre département", "59 – Nord", "/contacts?departement=059")
			.doesNotContain("/contacts?departement=062");

		String account = "/comptes/" + accountId();
		assertThat(post(account + "/departements", "departements", "062", "departements", "080"))
			.hasRedirectedUrl(account);
		assertThat(this.mvc.get().uri("/").cookie(session)).bodyText()
			.contains("62 – Pas-de-Calais", "/contacts?departement=062")
			.doesNotContain("/contacts?departement=059", "/contacts?departement=080");
		assertThat(post(account + "/departements")).hasRedirectedUrl(account);
		assertThat(this.mvc.get().uri("/").cookie(session)).bodyText().doesNotContain("de votre département");
	}

	@Test
	void theListFindsFiltersAndAsksTwice() {
		invite("AMBASSADOR", "20");
		assertThat(list("?q=" + this.email + "&etat=INVITE&academie=20&role=AMBASSADOR&tri=-connexion"))
			.contains("1 personne", this.email, "Amiens");
		assertThat(list("?q=" + this.email + "&etat=ACTIF")).contains("Personne ne correspond");
		assertThat(list("?etat=n%27importe&role=quoi&page=x&tri=rien")).contains("personnes");
		assertThat(StatementCount.of(() -> list(""))).isEqualTo(2);
		UUID id = this.given.outreach().id();
		assertThat(StatementCount.of(() -> page(id))).isEqualTo(3);
	}

	@Test
	void theOtherSessionsCanBeEnded() {
		invite("OUTREACH");
		choose(link(), CHOSEN);
		Cookie one = session(signIn(CHOSEN));
		Cookie two = session(signIn(CHOSEN));
		assertThat(this.mvc.get().uri("/compte").cookie(two)).bodyText()
			.contains("Cette session", "Terminer toutes les autres")
			.doesNotContain(new String(Base64.getDecoder().decode(one.getValue())));

		assertThat(this.mvc.post().uri("/compte/sessions/fin").cookie(two).with(csrf())).hasRedirectedUrl("/compte");
		assertThat(this.mvc.get().uri("/compte").cookie(one)).hasRedirectedUrl("/connexion");
		assertThat(this.mvc.get().uri("/compte").cookie(two)).hasStatusOk();
	}

	private void pursued(String school, @Nullable UUID owner) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, owner, version)
				select uai, academie, 'CONTACTE', now(), :owner, 0 from establishment where uai = :uai""")
			.param("owner", owner, Types.OTHER)
			.param("uai", school)
			.update());
	}

	private UUID step(String school, CurrentAccount owner, @Nullable String at) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into follow_up (id, uai, academie, kind, due_on, due_time, starts_at, ends_at, owner, opened_at, opened_by, version)
					select :id, uai, academie, 'APPEL', '2031-03-03', case when :at::text is not null then time '10:00' end, :at::timestamptz,
						:at::timestamptz + interval '30 minutes', :owner, now(), :owner, 0 from establishment where uai = :uai""")
			.param("id", id)
			.param("at", at, Types.VARCHAR)
			.param("owner", owner.id())
			.param("uai", school)
			.update());
		return id;
	}

	private List<UUID> owners(String of) {
		return Acting.asSystem(() -> this.jdbc.sql("select owner from " + of).query(UUID.class).list());
	}

	private boolean removes(CurrentAccount by, CurrentAccount whom) {
		try {
			Acting.as(by, () -> {
				this.keeping.deactivate(whom.id(), "Départ", 0, by);
				return true;
			});
			return true;
		}
		catch (LastCoordinatorException | AccessDeniedException ex) {
			return false;
		}
	}

	private static List<Boolean> together(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
		CyclicBarrier start = new CyclicBarrier(2);
		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			Future<Boolean> first = threads.submit(() -> {
				start.await();
				return one.call();
			});
			Future<Boolean> second = threads.submit(() -> {
				start.await();
				return other.call();
			});
			return List.of(first.get(), second.get());
		}
	}

	/** Invites, and tells where the invitation is. */
	private String invite(String role, String... academies) {
		String location = invitation(this.email, role, academies).getResponse().getRedirectedUrl();
		assertThat(location).startsWith("/comptes/invitations/");
		return String.valueOf(location);
	}

	private MvcTestResult invitationWith(String departements, String academie) {
		return post("/comptes/invitations", "nom", "Camille Invitée", "adresse", this.email, "role", "AMBASSADOR",
				"academies", academie, "departements", departements);
	}

	private MvcTestResult invitation(String address, String role, String... academies) {
		return this.mvc.post()
			.uri("/comptes/invitations")
			.with(csrf())
			.with(Given.signedIn(this.me))
			.param("nom", "Camille Invitée")
			.param("adresse", address)
			.param("role", role)
			.param("academies", academies)
			.exchange();
	}

	/** The path in the last mail. */
	private String link() {
		String text = Acting.asSystem(() -> this.jdbc
			.sql("select text_body from outgoing_mail where to_address = ? order by created_at desc limit 1")
			.param(this.email)
			.query(String.class)
			.single());
		Matcher link = Pattern.compile("/invitation/[\\w-]{43}").matcher(text);
		assertThat(link.find()).isTrue();
		return link.group();
	}

	private MvcTestResult choose(String link, String password) {
		return this.mvc.post().uri(link).param("newPassword", password).param("confirmedPassword", password).exchange();
	}

	private MvcTestResult signIn(String password) {
		return this.mvc.post()
			.uri("/connexion")
			.with(csrf())
			.param("email", this.email)
			.param("password", password)
			.exchange();
	}

	private static Cookie session(MvcTestResult answer) {
		return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
	}

	private UUID accountId() {
		return Acting.asSystem(() -> this.jdbc.sql("select id from account where email = ?")
			.param(this.email)
			.query(UUID.class)
			.single());
	}

	private MvcTestResult post(String path, String... parameters) {
		var request = this.mvc.post().uri(path).with(csrf()).with(Given.signedIn(this.me));
		for (int i = 0; i < parameters.length; i += 2) {
			request = request.param(parameters[i], parameters[i + 1]);
		}
		return request.exchange();
	}

	private String page(UUID account) {
		return body("/comptes/" + account);
	}

	private String list(String query) {
		return body("/comptes" + query);
	}

	private String body(String path) {
		MvcTestResult answer = this.mvc.get().uri(URI.create(path)).with(Given.signedIn(this.me)).exchange();
		assertThat(answer).hasStatusOk();
		try {
			return answer.getResponse().getContentAsString();
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
