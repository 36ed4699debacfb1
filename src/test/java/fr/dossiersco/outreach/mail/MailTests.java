package fr.dossiersco.outreach.mail;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class MailTests {

	private static final OutboxProperties PROPERTIES = new OutboxProperties("ne-pas-repondre@essais.example", 3,
			Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofMinutes(10), Duration.ofDays(30),
			Duration.ofDays(365));

	private static final AtomicInteger tests = new AtomicInteger();

	private final GreenMail server = new GreenMail(
			new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).setVerbose(false));

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Outbox outbox;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private final String address = UUID.randomUUID() + "@essais.example";

	private Instant now = Instant.EPOCH;

	/**
	 * At a moment of this test's own, long before those of the tests before it: no mail
	 * that another test left is due then.
	 */
	@BeforeEach
	void aMomentOfOnesOwn() {
		this.server.start();
		this.now = Instant.parse("1970-01-01T00:00:00Z").minus(1_000L * tests.incrementAndGet(), ChronoUnit.DAYS);
		this.clock.setTo(this.now);
	}

	private @Nullable String body(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql("select text_body from outgoing_mail where id = ?")
			.param(id)
			.query((row, number) -> new Object[] { row.getString(1) })
			.single()[0] instanceof String text ? text : null);
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
		this.server.stop();
	}

	@Test
	void aMailSaysWhatItsWriterSaid() throws Exception {
		UUID id = put(new Letter(this.address, "Zoe Elan\r\nBcc: autre@essais.example",
				"Été\r\nBcc: autre@essais.example", "Bonjour,\nà bientôt.", "<html><body><p>Bonjour</p></body></html>",
				"digest", "http://localhost/fin/abc", null));

		round(sender());

		MimeMessage received = received().getFirst();
		assertThat(received.getSubject()).isEqualTo("Été Bcc: autre@essais.example");
		assertThat(received.getFrom()[0].toString()).contains("<ne-pas-repondre@essais.example>");
		assertThat(received.getAllRecipients()).hasSize(1);
		assertThat(received.getHeader("Bcc")).isNull();
		assertThat(received.getMessageID()).isEqualTo("<" + id + "@essais.example>");
		assertThat(received.getHeader("List-Unsubscribe")).containsExactly("<http://localhost/fin/abc>");
		assertThat(received.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
		assertThat(texts(received)).anySatisfy((text) -> assertThat(text).contains("à bientôt"))
			.anySatisfy((text) -> assertThat(text).contains("<p>Bonjour</p>"));
		assertThat(row(id)).containsEntry("attempts", 1).containsEntry("given_up_at", null);
		assertThat(row(id).get("sent_at")).isNotNull();
	}

	@Test
	void whatALinkOpensIsItsWritersToHandOnAndForgottenOnceItHasLeft() throws Exception {
		String link = "https://essais.example/x/" + "aB3_-".repeat(9).substring(2);
		CurrentAccount coordinator = this.given.coordinator();
		UUID shared = write(coordinator, link, false);
		UUID secret = write(coordinator, link, true);
		assertThat(page(shared, coordinator)).contains(link);
		for (String hidden : List.of(page(shared, this.given.coordinator()), page(secret, coordinator))) {
			assertThat(hidden).contains("Ouvrez https://essais.example/x/… vite.").doesNotContain(link);
		}

		round(sender());

		for (MimeMessage message : received()) {
			assertThat(texts(message)).anySatisfy((text) -> assertThat(text).contains(link));
		}
		assertThat(body(shared)).isEqualTo("Ouvrez https://essais.example/x/… vite.");
		assertThat(body(secret)).isNull();
	}

	private UUID write(CurrentAccount author, String link, boolean confidential) {
		return Objects.requireNonNull(
				Acting.as(author, () -> this.transactions.execute((status) -> this.outbox.put(new Letter(this.address,
						null, "Objet", "Ouvrez " + link + " vite.", null, "digest", null, null, confidential)))));
	}

	private String page(UUID mail, CurrentAccount reader) throws IOException {
		return this.mvc.get()
			.uri("/courriels/" + mail)
			.with(Given.signedIn(reader))
			.exchange()
			.getResponse()
			.getContentAsString();
	}

	@Test
	void twoSendersAtOnceSendEachMailOnce() throws Exception {
		List<UUID> mails = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			mails.add(put(letter()));
		}
		CyclicBarrier start = new CyclicBarrier(2);
		Callable<Boolean> sender = () -> {
			Postman postman = postman(sender());
			start.await();
			Acting.asSystem(postman::round);
			return true;
		};

		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			for (Future<Boolean> each : threads.invokeAll(List.of(sender, sender))) {
				assertThat(each.get()).isTrue();
			}
		}

		List<String> ids = new ArrayList<>();
		for (MimeMessage message : received()) {
			ids.add(message.getMessageID());
		}
		assertThat(ids)
			.containsExactlyInAnyOrderElementsOf(mails.stream().map((id) -> "<" + id + "@essais.example>").toList());
	}

	@Test
	void nothingIsSentWhenItsWriterRollsBack() {
		Acting.asSystem(() -> this.transactions.executeWithoutResult((status) -> {
			this.outbox.put(letter());
			status.setRollbackOnly();
		}));

		round(sender());

		assertThat(received()).isEmpty();
	}

	@Test
	void aMailBelongsToATransaction() {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> Acting.asSystem(() -> this.outbox.put(letter())));
	}

	@Test
	void aRefusedConnectionIsTriedAgainLater() throws IOException {
		UUID id = put(letter());

		round(nobodyListens());
		assertThat(row(id)).containsEntry("attempts", 1).containsEntry("sent_at", null);
		assertThat((String) row(id).get("last_error")).isNotBlank();

		round(sender());
		assertThat(received()).as("it is not due yet").isEmpty();

		later(Duration.ofMinutes(1));
		round(sender());
		assertThat(received()).hasSize(1);
		assertThat(row(id)).containsEntry("attempts", 2).containsEntry("last_error", null);

		later(Duration.ofDays(1));
		round(sender());
		assertThat(received()).hasSize(1);
	}

	@Test
	void whatFailsTooOftenIsGivenUpUntilSomeoneHasItResent() throws IOException {
		UUID id = put(letter());
		CurrentAccount coordinator = this.given.coordinator();
		for (int i = 0; i < 3; i++) {
			round(nobodyListens());
			later(Duration.ofHours(1));
		}
		round(sender());
		assertThat(received()).isEmpty();
		assertThat(row(id)).containsEntry("attempts", 3);
		assertThat(row(id).get("given_up_at")).isNotNull();
		assertThat(get("/courriels/" + id, coordinator)).bodyText().contains("Abandonné").contains("Renvoyer");
		assertThat(get("/compte", coordinator)).bodyText().contains("été abandonné");

		assertThat(this.mvc.perform(MockMvcRequestBuilders.post("/courriels/{id}/renvoi", id)
			.with(csrf())
			.with(Given.signedIn(coordinator)))).hasRedirectedUrl("/courriels/" + id);
		assertThat(get("/courriels/" + id, coordinator)).bodyText()
			.contains("En attente")
			.contains("par Camille Exemple")
			.doesNotContain(">Renvoyer<");
		round(sender());

		assertThat(received()).hasSize(1);
		assertThat(get("/courriels/" + id, coordinator)).bodyText().contains("Envoyé le");
		assertThat(this.mvc.perform(MockMvcRequestBuilders.post("/courriels/{id}/renvoi", id)
			.with(csrf())
			.with(Given.signedIn(coordinator)))).hasRedirectedUrl("/courriels/" + id);
		round(sender());
		assertThat(received()).as("what was sent is never sent again").hasSize(1);
	}

	@Test
	void aTryThatNobodyHeardOfAgainIsMadeAgain() {
		UUID id = put(letter());
		MailQueue queue = queue();
		assertThat(Acting.asSystem(queue::claim)).isPresent();

		round(sender());
		assertThat(received()).as("another sender has it").isEmpty();

		later(PROPERTIES.lease());
		round(sender());
		assertThat(received()).hasSize(1);
		assertThat(row(id)).containsEntry("attempts", 2);
	}

	/**
	 * A mail and the note that it left cannot be one transaction: whoever dies between
	 * the two sends it again, under the same name, by which mailboxes know it.
	 */
	@Test
	void aMailThatLeftUnnotedLeavesAgainUnderTheSameName() throws MessagingException {
		UUID id = put(letter());
		MailQueue dying = new MailQueue(this.jdbc, PROPERTIES, this.clock) {
			@Override
			void sent(Claimed mail) {
				throw new IllegalStateException("the program dies here");
			}
		};
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
				() -> Acting.asSystem(new Postman(dying, sender(), PROPERTIES, "Dossiersco · Recrutement")::round));
		assertThat(received()).hasSize(1);
		assertThat(row(id)).containsEntry("sent_at", null);

		round(sender());
		assertThat(received()).as("nobody else takes it up before its time").hasSize(1);
		later(PROPERTIES.lease());
		round(sender());
		later(Duration.ofDays(1));
		round(sender());

		assertThat(received()).hasSize(2)
			.allSatisfy((message) -> assertThat(message.getMessageID()).isEqualTo("<" + id + "@essais.example>"));
		assertThat(row(id).get("sent_at")).isNotNull();
	}

	@Test
	void aServerThatIsDownForAnHourDelaysAMailAndLosesNone() throws IOException {
		OutboxProperties usual = new OutboxProperties("ne-pas-repondre@essais.example", 8, Duration.ofMinutes(1),
				Duration.ofHours(6), Duration.ofMinutes(10), Duration.ofDays(30), Duration.ofDays(365));
		List<UUID> mails = List.of(put(letter()), put(letter()), put(letter()));
		for (int minute = 0; minute < 60; minute++) {
			JavaMailSenderImpl down = nobodyListens();
			Acting.asSystem(new Postman(new MailQueue(this.jdbc, usual, this.clock), down, usual, "Essai")::round);
			later(Duration.ofMinutes(1));
		}
		assertThat(received()).isEmpty();
		assertThat(mails).allSatisfy((id) -> assertThat(row(id)).containsEntry("given_up_at", null));

		for (int minute = 0; minute < 120; minute++) {
			Acting.asSystem(new Postman(new MailQueue(this.jdbc, usual, this.clock), sender(), usual, "Essai")::round);
			later(Duration.ofMinutes(1));
		}
		assertThat(received()).hasSize(mails.size());
		assertThat(mails).allSatisfy((id) -> assertThat(row(id).get("sent_at")).isNotNull());
	}

	@Test
	void aMailOnWhichTheProgramDiesEachTimeIsGivenUp() {
		UUID id = put(letter());
		MailQueue queue = queue();
		for (int i = 0; i < 3; i++) {
			assertThat(Acting.asSystem(queue::claim)).isPresent();
			later(PROPERTIES.lease());
		}

		round(sender());

		assertThat(received()).isEmpty();
		assertThat(row(id)).containsEntry("last_error", "Envoi interrompu");
	}

	@Test
	void anAddressThatIsNoneIsGivenUpAtOnceAndHoldsNobodyUp() {
		UUID wrong = put(Letter.plain("pas une adresse", null, "Objet", "Texte", "digest"));
		put(letter());

		round(sender());

		assertThat(row(wrong).get("given_up_at")).isNotNull();
		assertThat(received()).hasSize(1);
	}

	@Test
	void oldNewsIsNotSent() {
		UUID id = put(new Letter(this.address, null, "Objet", "Texte", null, "digest", null,
				this.now.plus(Duration.ofDays(3))));
		later(Duration.ofDays(3));

		round(sender());

		assertThat(received()).isEmpty();
		assertThat((String) row(id).get("last_error")).contains("Trop tard");
	}

	@Test
	void logsNameNoOneAndQuoteNothing() throws IOException {
		Logger logger = (Logger) LoggerFactory.getLogger("fr.dossiersco.outreach.mail");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.addAppender(lines);
		put(letter());
		put(Letter.plain("pas une adresse", null, "Objet secret", "Texte secret", "digest"));

		round(nobodyListens());
		round(nobodyListens());

		logger.detachAppender(lines);
		assertThat(lines.list).hasSize(2).allSatisfy((line) -> {
			assertThat(line.getFormattedMessage()).doesNotContain(this.address, "secret", "pas une adresse");
			assertThat(line.getThrowableProxy()).isNull();
		});
	}

	@Test
	void textsAreForgottenThenTheRest() throws IOException {
		UUID id = put(letter());
		round(sender());
		UUID waiting = put(Letter.plain(this.address, null, "Attend", "Attend encore", "digest"));
		CurrentAccount coordinator = this.given.coordinator();
		MailQueue queue = queue();

		later(Duration.ofDays(29));
		Acting.asSystem(queue::purge);
		assertThat(row(id)).containsEntry("text_body", "Texte secret");
		later(Duration.ofDays(2));
		Acting.asSystem(queue::purge);
		assertThat(row(id)).containsEntry("text_body", null).containsEntry("html_body", null);
		assertThat(get("/courriels/" + id, coordinator)).bodyText().contains("n’est plus gardé");
		later(Duration.ofDays(365));
		Acting.asSystem(queue::purge);

		assertThat(rows(id)).isEmpty();
		assertThat(row(waiting)).as("what was not sent is not forgotten").containsEntry("text_body", "Attend encore");
		round(nobodyListens());
		round(sender());
	}

	@Test
	void withoutAMailServerMailsCanBeReadByCoordinatorsAlone() {
		CurrentAccount coordinator = this.given.coordinator();
		CurrentAccount colleague = this.given.outreach();
		CurrentAccount ambassador = this.given.ambassador("09");
		// At the time of day, so that they come first.
		this.clock.reset();
		UUID id = Acting.as(ambassador, () -> this.transactions.execute((status) -> this.outbox.put(letter())));

		assertThat(get("/courriels", coordinator)).bodyText()
			.contains("Aucun serveur d’envoi")
			.contains("/courriels/" + id)
			.contains("En attente");
		assertThat(get("/courriels/" + id, coordinator)).bodyText()
			.contains("Texte secret")
			.contains("Bilan de la semaine, Camille Exemple");
		assertThat(get("/courriels?page=abc&taille=-3", coordinator)).hasStatusOk();
		assertThat(get("/courriels/" + UUID.randomUUID(), coordinator)).hasStatus(404);
		assertThat(get("/courriels", colleague)).hasStatus(403);
		for (CurrentAccount other : List.of(colleague, ambassador)) {
			assertThat(seen(id, other)).as("the database itself keeps it from %s", other.role()).isFalse();
		}
		assertThat(StatementCount.of(() -> get("/courriels", coordinator))).isEqualTo(2);
	}

	@Test
	void nobodyWritesInAnothersName() {
		CurrentAccount ambassador = this.given.ambassador("09");
		CurrentAccount other = this.given.outreach();

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Acting.as(ambassador, () -> this.jdbc
			.sql("""
					insert into outgoing_mail (id, to_address, subject, text_body, origin, created_at, created_by, next_attempt_at)
					values (gen_random_uuid(), 'a@essais.example', 'Objet', 'Texte', 'digest', now(), ?, now())""")
			.param(other.id())
			.update()));
	}

	@Test
	void eachWaitIsLongerThanTheOneBeforeUpToALimit() {
		assertThat(List.of(1, 2, 3, 6, 40).stream().map(PROPERTIES::waitAfter).toList()).containsExactly(
				Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(16), Duration.ofHours(6),
				Duration.ofHours(6));
	}

	private Letter letter() {
		return Letter.plain(this.address, "Camille Exemple", "Objet secret", "Texte secret", "digest");
	}

	private UUID put(Letter letter) {
		return Acting.asSystem(() -> this.transactions.execute((status) -> this.outbox.put(letter)));
	}

	private void round(JavaMailSenderImpl sender) {
		Acting.asSystem(postman(sender)::round);
	}

	private Postman postman(JavaMailSenderImpl sender) {
		return new Postman(queue(), sender, PROPERTIES, "Dossiersco · Recrutement");
	}

	private MailQueue queue() {
		return new MailQueue(this.jdbc, PROPERTIES, this.clock);
	}

	private JavaMailSenderImpl sender() {
		return sender(this.server.getSmtp().getPort());
	}

	private static JavaMailSenderImpl nobodyListens() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return sender(socket.getLocalPort());
		}
	}

	private static JavaMailSenderImpl sender(int port) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(port);
		return sender;
	}

	private void later(Duration duration) {
		this.now = this.now.plus(duration);
		this.clock.setTo(this.now);
	}

	private List<MimeMessage> received() {
		return Arrays.stream(this.server.getReceivedMessages()).filter((message) -> {
			try {
				return message.getAllRecipients()[0].toString().contains(this.address);
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

	/** The parts of a mail, however deep. */
	private static List<String> texts(jakarta.mail.Part part) throws MessagingException, IOException {
		if (part.getContent() instanceof Multipart parts) {
			List<String> texts = new ArrayList<>();
			for (int i = 0; i < parts.getCount(); i++) {
				texts.addAll(texts(parts.getBodyPart(i)));
			}
			return texts;
		}
		return List.of(part.getContent().toString());
	}

	private Map<String, Object> row(UUID id) {
		return rows(id).getFirst();
	}

	private List<Map<String, Object>> rows(UUID id) {
		return Acting
			.asSystem(() -> this.jdbc.sql("select * from outgoing_mail where id = ?").param(id).query().listOfRows());
	}

	private boolean seen(UUID id, CurrentAccount by) {
		String sql = "select count(*) from outgoing_mail where id = ?";
		try {
			return Acting.as(by, () -> this.jdbc.sql(sql).param(id).query(Long.class).single()) > 0;
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	private MvcTestResult get(String address, CurrentAccount by) {
		return this.mvc.perform(MockMvcRequestBuilders.get(address).with(Given.signedIn(by)));
	}

}
