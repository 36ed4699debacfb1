package fr.dossiersco.outreach.establishment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import fr.dossiersco.outreach.establishment.DirectoryRefusedException.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Against a portal of our own, on the loopback interface. */
@Timeout(30)
class DirectoryDownloadTests {

	private static final byte[] CSV = "numero_uai;appellation_officielle\n".repeat(1000)
		.getBytes(StandardCharsets.UTF_8);

	@TempDir
	private Path directory;

	private HttpServer portal;

	private Path file;

	@BeforeEach
	void open() throws IOException {
		this.portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.portal.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.portal.start();
		this.file = this.directory.resolve("annuaire.csv");
	}

	@AfterEach
	void close() {
		this.portal.stop(0);
	}

	@Test
	void theExportIsFetched() throws IOException {
		answer("/annuaire-2024-11-26.csv", (exchange) -> send(exchange, 200, CSV));

		assertThat(download("/annuaire-2024-11-26.csv").fetch(this.file)).isEqualTo("annuaire-2024-11-26.csv");

		assertThat(this.file).hasBinaryContent(CSV);
	}

	@Test
	void aCompressedExportIsKeptAsItIs() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(CSV);
		}
		answer("/csv", (exchange) -> {
			assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			send(exchange, 200, bytes.toByteArray());
		});

		download("/csv").fetch(this.file);

		assertThat(this.file).hasBinaryContent(bytes.toByteArray());
	}

	@Test
	void anErrorIsTold() {
		answer("/csv", (exchange) -> send(exchange, 404, new byte[0]));

		DirectoryRefusedException refused = refused("/csv");

		assertThat(refused.refusal()).isEqualTo(Refusal.DOWNLOAD_STATUS);
		assertThat(refused.detail()).isEqualTo("404");
	}

	@Test
	void anAnswerCutShortIsRefused() {
		answer("/csv", (exchange) -> {
			exchange.sendResponseHeaders(200, CSV.length * 2L);
			exchange.getResponseBody().write(CSV);
			exchange.close();
		});

		assertThat(refused("/csv").refusal()).isEqualTo(Refusal.DOWNLOAD_FAILED);
	}

	@Test
	void aPortalThatDragsIsLeft() {
		answer("/csv", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			for (int i = 0; i < 600; i++) {
				exchange.getResponseBody().write('x');
				exchange.getResponseBody().flush();
				pause();
			}
			exchange.close();
		});

		assertThat(refused("/csv").refusal()).isEqualTo(Refusal.DOWNLOAD_TOO_SLOW);
	}

	@Test
	void aPortalThatSaysNothingIsLeft() {
		answer("/csv", (exchange) -> {
			for (int i = 0; i < 100; i++) {
				pause();
			}
			exchange.close();
		});

		assertThat(refused("/csv").refusal()).isEqualTo(Refusal.DOWNLOAD_TOO_SLOW);
	}

	@Test
	void aPortalThatIsNotThereIsTold() {
		int port = this.portal.getAddress().getPort();
		this.portal.stop(0);

		assertThat(refused(URI.create("http://127.0.0.1:" + port + "/csv")).refusal())
			.isEqualTo(Refusal.DOWNLOAD_FAILED);
	}

	@Test
	void tooMuchIsNotSaved() {
		answer("/announced", (exchange) -> send(exchange, 200, new byte[3_000_000]));
		answer("/unannounced", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(new byte[3_000_000]);
			}
		});

		assertThat(refused("/announced").refusal()).isEqualTo(Refusal.TOO_LARGE);
		assertThat(refused("/unannounced").refusal()).isEqualTo(Refusal.TOO_LARGE);
	}

	@Test
	void aRedirectionIsFollowedWithinThePortalOnly() throws IOException {
		answer("/csv", (exchange) -> redirect(exchange, "/ailleurs/csv"));
		answer("/ailleurs/csv", (exchange) -> send(exchange, 200, CSV));
		answer("/private", (exchange) -> redirect(exchange, "http://127.0.0.2/admin"));
		answer("/link-local", (exchange) -> redirect(exchange, "http://169.254.169.254/latest/meta-data"));
		answer("/file", (exchange) -> redirect(exchange, "file:///etc/passwd"));
		answer("/round", (exchange) -> redirect(exchange, "/round"));

		download("/csv").fetch(this.file);

		assertThat(this.file).hasBinaryContent(CSV);
		for (String path : new String[] { "/private", "/link-local", "/file", "/round" }) {
			assertThat(refused(path).refusal()).as(path).isEqualTo(Refusal.DOWNLOAD_REDIRECT);
		}
	}

	@Test
	void privateAddressesAreKnown() throws IOException {
		for (String host : new String[] { "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254",
				"100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1" }) {
			assertThat(DirectoryDownload.isPublic(host)).as(host).isFalse();
		}
		assertThat(DirectoryDownload.isPublic("192.0.2.1")).isTrue();
	}

	private void answer(String path, HttpHandler handler) {
		this.portal.createContext(path, handler);
	}

	private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static void redirect(HttpExchange exchange, String to) throws IOException {
		exchange.getResponseHeaders().set("Location", to);
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	private static void pause() {
		try {
			Thread.sleep(50);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private DirectoryRefusedException refused(String path) {
		return refused(address(path));
	}

	private DirectoryRefusedException refused(URI address) {
		try {
			download(address).fetch(this.file);
		}
		catch (DirectoryRefusedException ex) {
			return ex;
		}
		throw new AssertionError("Not refused");
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.portal.getAddress().getPort() + path);
	}

	private DirectoryDownload download(String path) {
		return download(address(path));
	}

	private static DirectoryDownload download(URI address) {
		return new DirectoryDownload(new DirectoryProperties(address, DataSize.ofMegabytes(2), DataSize.ofMegabytes(8),
				200, 1000, 100_000, Duration.ofSeconds(1), Duration.ofSeconds(2)));
	}

}
