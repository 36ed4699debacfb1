package fr.dossiersco.outreach;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * Links that open something without a password: whoever reads the database, all of it,
 * finds none. They are looked up by their hash, so that no comparison takes longer the
 * more of it is right; what is compared in Java is compared in constant time. That a link
 * is used once where it must be stands beside each: AccessTests, LinksTests.
 */
@DatabaseTest
class SealedTokenTests {

	private static final Pattern TOKEN = Pattern.compile("[\\w-]{43}");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	@Qualifier("unguardedPool")
	private HikariDataSource pool;

	private JdbcClient owner;

	@BeforeEach
	void theOwner() {
		this.owner = JdbcClient.create(this.pool);
	}

	@Test
	void anInvitationIsKeptAsItsHash() {
		String email = "invite-" + UUID.randomUUID() + "@essais.example";
		post(this.given.coordinator(), "/comptes/invitations", "nom", "Camille Invitée", "adresse", email, "role",
				"OUTREACH");

		assertKeptNowhere(mailed(email, "/invitation/"));
	}

	@Test
	void aLinkToSignInOrToChooseAPasswordIsKeptAsItsHash() {
		CurrentAccount account = this.given.outreach();
		this.mvc.post().uri("/connexion/lien/demande").with(csrf()).param("email", account.email()).exchange();
		assertKeptNowhere(mailed(account.email(), "/connexion/lien/"));

		this.mvc.post().uri("/connexion/mot-de-passe").with(csrf()).param("adresse", account.email()).exchange();
		assertKeptNowhere(mailed(account.email(), "/connexion/mot-de-passe/"));
	}

	@Test
	void theAddressOfAFeedIsKeptAsItsHash() {
		CurrentAccount account = this.given.account(Role.AMBASSADOR, "22");

		for (String feed : List.of("/journal/flux", "/rendez-vous/agenda")) {
			MvcTestResult opened = post(account, feed, "noms", "true");
			shown(account, opened);
			assertKeptNowhere(token(String.valueOf(opened.getMvcResult().getFlashMap().get("link"))));
		}
	}

	@Test
	void theLinkOfAnAppointmentIsKeptAsItsHash() {
		SealedWorld.Common common = SealedWorld.common(this.given, this.pool);
		SealedWorld world = SealedWorld.at(this.given.school("087"), "087", "22", common, this.pool);
		String form = text(this.mvc.perform(MockMvcRequestBuilders.get("/rendez-vous/nouveau")
			.param("relance", world.id("follow_up"))
			.with(Given.signedIn(world.ambassador))));
		Matcher moment = Pattern.compile("name=\"moments\"[^>]*value=\"([^\"]+)\"").matcher(form);
		assertThat(moment.find()).as(form).isTrue();
		MvcTestResult offered = post(world.ambassador, "/rendez-vous", "relance", world.id("follow_up"), "contact",
				world.id("contact"), "moments", moment.group(1));
		shown(world.ambassador, offered);

		assertKeptNowhere(token(String.valueOf(offered.getMvcResult().getFlashMap().get("link"))));
	}

	/** So that a link that is added later is kept as a hash too. */
	@Test
	void whatIsKeptOfALinkIsAHash() {
		List<String> columns = this.owner
			.sql("""
					select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
					from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
					where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname ~ '(token|secret|link_code)'
					order by 1""")
			.query(String.class)
			.list();

		assertThat(columns).hasSizeGreaterThan(4)
			.allSatisfy((column) -> assertThat(column).endsWith("token_hash bytea"));
		assertThat(this.owner.sql("""
				select c.relname from pg_class c
					join pg_attribute a on a.attrelid = c.oid and a.attname = 'token_hash'
				where c.relkind = 'r' and not exists (select from pg_index i
					where i.indrelid = c.oid and i.indisunique and i.indkey[0] = a.attnum and i.indnkeyatts = 1)""")
			.query(String.class)
			.list()).as("tables whose links are not found by their hash").isEmpty();
	}

	/** In no row of any table, as text or as bytes, but in the mail that carries it. */
	private void assertKeptNowhere(String token) {
		String bytes = HexFormat.of().formatHex(token.getBytes(StandardCharsets.UTF_8));
		List<String> kept = new ArrayList<>();
		for (String table : SealedWorld.Tables.of(this.owner).types().keySet()) {
			if (!table.equals("outgoing_mail") && this.owner
				.sql("select exists (select from %s t where position(? in t::text) > 0 or position(? in t::text) > 0)"
					.formatted(table))
				.params(token, bytes)
				.query(Boolean.class)
				.single()) {
				kept.add(table);
			}
		}
		assertThat(kept).as("tables that hold a link in clear").isEmpty();
	}

	/** The page that shows a link once; the session holds it until then. */
	private void shown(CurrentAccount me, MvcTestResult opened) {
		Cookie session = Objects.requireNonNull(opened.getResponse().getCookie("SESSION"));
		assertThat(text(this.mvc
			.perform(MockMvcRequestBuilders.get(Objects.requireNonNull(opened.getResponse().getRedirectedUrl()))
				.cookie(session)
				.with(Given.signedIn(me)))))
			.contains(token(String.valueOf(opened.getMvcResult().getFlashMap().get("link"))));
	}

	/** From the mail, which is emptied of it once it has left. */
	private String mailed(String email, String path) {
		String text = this.owner
			.sql("select text_body from outgoing_mail where to_address = ? and position(? in text_body) > 0 "
					+ "order by created_at desc limit 1")
			.params(email, path)
			.query(String.class)
			.single();
		return token(text.substring(text.indexOf(path)));
	}

	private static String token(String text) {
		Matcher token = TOKEN.matcher(text);
		assertThat(token.find()).as(text).isTrue();
		return token.group();
	}

	private MvcTestResult post(CurrentAccount me, String path, String... parameters) {
		var request = MockMvcRequestBuilders.post(path).with(csrf()).with(Given.signedIn(me));
		for (int i = 0; i < parameters.length; i += 2) {
			request = request.param(parameters[i], parameters[i + 1]);
		}
		MvcTestResult answer = this.mvc.perform(request);
		assertThat(answer.getResponse().getStatus()).as(path).isEqualTo(302);
		return answer;
	}

	private static String text(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
