package fr.dossiersco.outreach.journal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.GuessThrottle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The journal as a feed: who may read it, what it tells, and when it is over. */
@DatabaseTest
class JournalFeedTests {

	private static final Pattern LINK = Pattern
		.compile("http://localhost(/journal/flux/[A-Za-z0-9_-]{43}\\.atom[^<\\s]*)");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	/** A place on the network that no other test guesses from. */
	private final String place = UUID.randomUUID().toString();

	private CurrentAccount me;

	private String uai;

	private UUID person;

	@BeforeEach
	void someoneWhoNotesThings() {
		this.me = this.given.outreach();
		this.uai = this.given.school("973", "Collège du Flux & <Cie>");
		this.person = UUID.randomUUID();
		Acting.asSystem(() -> {
			this.jdbc.sql(
					"insert into contact (id, family_name, given_name, source, academies, created_at, created_by, version) "
							+ "values (?, 'Secrète', 'Camille', 'Essai', '{33}', now() - interval '1 hour', ?, 0)")
				.params(this.person, this.me.id())
				.update();
			this.jdbc.sql(
					"insert into post (id, contact_id, uai, academie, profile) select ?, ?, uai, academie, 'PRINCIPAL' from establishment "
							+ "where uai = ?")
				.params(UUID.randomUUID(), this.person, this.uai)
				.update();
		});
		attitude("Une raison \u0001 cachée", Instant.now().minusSeconds(60));
	}

	@Test
	void itIsAtomThatAnyReaderTakes() throws Exception {
		String link = open(this.me, true, "?auteur=" + this.me.id());
		assertThat(link).endsWith(".atom?auteur=" + this.me.id());
		MvcTestResult answer = get(link);
		assertThat(answer).hasStatusOk();
		assertThat(answer.getResponse().getContentType()).isEqualTo("application/atom+xml;charset=UTF-8");
		assertThat(answer.getResponse().getHeader(HttpHeaders.CACHE_CONTROL)).contains("private").contains("no-cache");

		Element feed = document(answer).getDocumentElement();
		assertThat(feed.getNamespaceURI()).isEqualTo(AtomFeed.NAMESPACE);
		assertThat(feed.getLocalName()).isEqualTo("feed");
		assertThat(text(feed, "id")).startsWith("tag:dossiersco.fr,2026:");
		assertThat(text(feed, "title")).isEqualTo("Journal Dossiersco, Par\u00a0: Camille Exemple");
		assertThat(OffsetDateTime.parse(text(feed, "updated"))).isNotNull();
		assertThat(children(feed, "author")).singleElement()
			.satisfies((author) -> assertThat(text(author, "name")).isNotEmpty());
		assertThat(children(feed, "link")).extracting((to) -> to.getAttribute("rel") + " " + to.getAttribute("href"))
			.containsExactlyInAnyOrder("self http://localhost" + link,
					"alternate http://localhost/journal?auteur=" + this.me.id());
		List<Element> entries = children(feed, "entry");
		assertThat(entries).hasSize(2);
		assertThat(new HashSet<>(entries.stream().map((entry) -> text(entry, "id")).toList())).hasSize(2)
			.allMatch((id) -> id.startsWith("tag:dossiersco.fr,2026:"));
		for (Element entry : entries) {
			assertThat(OffsetDateTime.parse(text(entry, "updated"))).isNotNull();
			assertThat(text(entry, "title")).startsWith("Camille Exemple a ").contains("Collège du Flux & <Cie>");
			assertThat(text(children(entry, "author").getFirst(), "name")).isEqualTo("Camille Exemple");
			assertThat(children(entry, "link").getFirst().getAttribute("href"))
				.isEqualTo("http://localhost/etablissements/" + this.uai);
		}
		assertThat(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
			.contains("Camille Secrète", "Une raison \uFFFD cachée");
	}

	@Test
	void contactsAreNamedToWhoAskedForItOnly() {
		String link = open(this.me, false, "?auteur=" + this.me.id());

		assertThat(body(get(link))).contains("a noté une attitude", "Villeneuve-lès-Essais")
			.doesNotContain("Secrète")
			.doesNotContain("cachée");
	}

	@Test
	void whatIsKnownIsNotSentAgain() {
		String link = open(this.me, false, "?auteur=" + this.me.id());
		MvcTestResult first = get(link);
		String name = header(first, HttpHeaders.ETAG);
		String date = header(first, HttpHeaders.LAST_MODIFIED);

		assertThat(get(link, HttpHeaders.IF_NONE_MATCH, name)).hasStatus(304);
		assertThat(get(link, HttpHeaders.IF_MODIFIED_SINCE, date)).hasStatus(304);

		attitude("Du nouveau", Instant.now().minusSeconds(1));
		assertThat(get(link, HttpHeaders.IF_NONE_MATCH, name)).hasStatusOk();
		assertThat(get(link, HttpHeaders.IF_MODIFIED_SINCE, date)).hasStatusOk();
	}

	@Test
	void aLinkIsShownOnceReplacedAndRevoked() {
		String first = open(this.me, false, "");
		assertThat(body(as(this.me, MockMvcRequestBuilders.get("/journal/flux")))).contains("Un lien est ouvert depuis")
			.doesNotContain(".atom");
		String second = open(this.me, true, "");
		assertThat(get(first)).hasStatus(404);
		assertThat(get(second)).hasStatusOk();
		assertThat(Acting.asSystem(
				() -> this.jdbc.sql("select count(*) from personal_feed where encode(token_hash, 'escape') like ?")
					.param("%" + second.substring(15, 40) + "%")
					.query(Long.class)
					.single()))
			.isZero();

		as(this.me, MockMvcRequestBuilders.post("/journal/flux/revocation").with(csrf()));
		assertThat(get(second)).hasStatus(404);
	}

	@Test
	void theFeedsOfAPersonHaveNothingToDoWithEachOther() {
		String link = open(this.me, false, "");
		String token = link.substring("/journal/flux/".length(), link.length() - ".atom".length());

		assertThat(get("/agenda/" + token + ".ics")).hasStatus(404);

		as(this.me, MockMvcRequestBuilders.post("/rendez-vous/agenda").with(csrf()));
		as(this.me, MockMvcRequestBuilders.post("/rendez-vous/agenda/revocation").with(csrf()));
		assertThat(get(link)).hasStatusOk();
	}

	@Test
	void anAccountWithoutAcademieReadsNothing() {
		CurrentAccount gone = this.given.ambassador("33");
		String link = open(gone, false, "");
		assertThat(get(link)).hasStatusOk();

		Acting.asSystem(
				() -> this.jdbc.sql("delete from account_academie where account_id = ?").param(gone.id()).update());

		assertThat(body(get(link))).doesNotContain(this.uai).doesNotContain("Collège du Flux");
	}

	@Test
	void anAmbassadorsFeedKeepsToTheirAcademies() {
		CurrentAccount ambassador = this.given.ambassador("33");
		String link = open(ambassador, true, "?auteur=" + this.me.id());
		assertThat(body(get(link))).contains("Camille Secrète");

		Acting.asSystem(() -> {
			this.jdbc.sql("insert into account_academie (account_id, academie) values (?, '44')")
				.param(ambassador.id())
				.update();
			this.jdbc.sql("delete from account_academie where account_id = ? and academie = '33'")
				.param(ambassador.id())
				.update();
		});

		assertThat(body(get(link))).doesNotContain("Secrète").doesNotContain("<entry>");
	}

	@Test
	void theFeedTakesTheFiltersOfTheJournal() {
		String link = open(this.me, false, "");

		assertThat(body(get(link + "?genre=attitudes&auteur=" + this.me.id()))).contains("a noté une attitude")
			.doesNotContain("a ajouté un contact");
		assertThat(body(get(link + "?genre=personnes&auteur=" + this.me.id()))).contains("a ajouté un contact");
		assertThat(get(link + "?genre=%00&depuis=hier&auteur=x")).hasStatusOk();
	}

	@Test
	void whoeverGuessesIsSlowedDown() {
		String link = open(this.me, false, "");
		for (int i = 0; i < GuessThrottle.TRIES; i++) {
			assertThat(get("/journal/flux/" + "x".repeat(42) + (i % 10) + ".atom")).hasStatus(404);
		}

		assertThat(get(link)).hasStatus(429);
	}

	private void attitude(String reason, Instant at) {
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason) values (?, ?, 'ALLIE', ?, ?, ?)")
			.params(UUID.randomUUID(), this.person, at.atOffset(java.time.ZoneOffset.UTC), this.me.id(), reason)
			.update());
	}

	/** Makes a link, and reads it on the only page that shows it. */
	private String open(CurrentAccount whose, boolean names, String filters) {
		MvcTestResult answer = as(whose,
				MockMvcRequestBuilders.post("/journal/flux" + filters)
					.param("noms", String.valueOf(names))
					.with(csrf()));
		String page = body(as(whose, MockMvcRequestBuilders.get(String.valueOf(answer.getResponse().getRedirectedUrl()))
			.cookie(answer.getResponse().getCookies())));
		Matcher link = LINK.matcher(page);
		assertThat(link.find()).as("the link on %s", page).isTrue();
		return link.group(1).replace("&amp;", "&");
	}

	private MvcTestResult get(String link, String... header) {
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(java.net.URI.create(link)).with((sent) -> {
			sent.setRemoteAddr(this.place);
			return sent;
		});
		return this.mvc.perform((header.length > 0) ? request.header(header[0], header[1]) : request);
	}

	private MvcTestResult as(CurrentAccount account, MockHttpServletRequestBuilder request) {
		return this.mvc.perform(request.with(Given.signedIn(account)));
	}

	private static String header(MvcTestResult answer, String name) {
		return String.valueOf(answer.getResponse().getHeader(name));
	}

	private static String body(MvcTestResult answer) {
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private static Document document(MvcTestResult answer) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		return factory.newDocumentBuilder()
			.parse(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()));
	}

	private static List<Element> children(Element parent, String name) {
		List<Element> children = new ArrayList<>();
		NodeList nodes = parent.getChildNodes();
		for (int i = 0; i < nodes.getLength(); i++) {
			if (nodes.item(i) instanceof Element child && name.equals(child.getLocalName())) {
				children.add(child);
			}
		}
		return children;
	}

	private static String text(Element parent, String name) {
		List<Element> found = children(parent, name);
		assertThat(found).as(name).hasSize(1);
		return found.getFirst().getTextContent();
	}

}
