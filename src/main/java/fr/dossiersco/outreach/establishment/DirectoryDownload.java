package fr.dossiersco.outreach.establishment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import fr.dossiersco.outreach.establishment.DirectoryRefusedException.Refusal;

import org.springframework.stereotype.Component;

/**
 * Fetches the directory from the portal. The address is a setting, never typed by a
 * person; where it redirects to is checked all the same, so that nobody out there can
 * make the program call into its own network.
 */
@Component
class DirectoryDownload {

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private static final int MAX_REDIRECTS = 5;

	private final DirectoryProperties properties;

	DirectoryDownload(DirectoryProperties properties) {
		this.properties = properties;
	}

	/**
	 * Writes what the portal answers to a file, compressed if it likes.
	 * @return the last part of the address it came from
	 */
	String fetch(Path file) {
		Duration timeout = this.properties.downloadTimeout();
		long deadline = System.nanoTime() + timeout.toNanos();
		try (HttpClient client = HttpClient.newBuilder()
			.connectTimeout(this.properties.connectTimeout())
			.followRedirects(Redirect.NEVER)
			.build()) {
			URI address = this.properties.url();
			for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
				HttpRequest request = HttpRequest.newBuilder(address)
					.timeout(timeout)
					.header("Accept", "text/csv, */*;q=0.1")
					.header("Accept-Encoding", "gzip")
					.build();
				HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
				try (InputStream body = answer.body()) {
					if (answer.statusCode() == 200) {
						save(answer, body, file, deadline);
						return lastPart(address);
					}
					if (!REDIRECTS.contains(answer.statusCode())) {
						throw new DirectoryRefusedException(Refusal.DOWNLOAD_STATUS, answer.statusCode());
					}
					address = redirect(address, answer);
				}
			}
			throw new DirectoryRefusedException(Refusal.DOWNLOAD_REDIRECT);
		}
		catch (HttpTimeoutException ex) {
			throw new DirectoryRefusedException(Refusal.DOWNLOAD_TOO_SLOW, timeout.toSeconds());
		}
		catch (IOException | IllegalArgumentException ex) {
			if (System.nanoTime() >= deadline) {
				throw new DirectoryRefusedException(Refusal.DOWNLOAD_TOO_SLOW, timeout.toSeconds());
			}
			throw new DirectoryRefusedException(Refusal.DOWNLOAD_FAILED);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DirectoryRefusedException(Refusal.DOWNLOAD_FAILED);
		}
	}

	/** The client only times the head of an answer: someone must watch its body. */
	private void save(HttpResponse<?> answer, InputStream body, Path file, long deadline) throws IOException {
		long limit = this.properties.maxFileSize().toBytes();
		if (answer.headers().firstValueAsLong("Content-Length").orElse(0) > limit) {
			throw new DirectoryRefusedException(Refusal.TOO_LARGE, this.properties.maxFileSize().toMegabytes());
		}
		Thread watch = Thread.startVirtualThread(() -> {
			try {
				Thread.sleep(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
				body.close();
			}
			catch (InterruptedException | IOException ex) {
				// It ended in time, or was over anyway.
			}
		});
		try (OutputStream out = Files.newOutputStream(file)) {
			byte[] buffer = new byte[1 << 16];
			long total = 0;
			int read;
			while ((read = body.read(buffer)) >= 0) {
				total += read;
				if (total > limit) {
					throw new DirectoryRefusedException(Refusal.TOO_LARGE, this.properties.maxFileSize().toMegabytes());
				}
				out.write(buffer, 0, read);
			}
		}
		finally {
			watch.interrupt();
		}
		if (System.nanoTime() >= deadline) {
			throw new IOException("Closed by the watch");
		}
	}

	private URI redirect(URI from, HttpResponse<?> answer) throws IOException {
		String location = answer.headers()
			.firstValue("Location")
			.orElseThrow(() -> new DirectoryRefusedException(Refusal.DOWNLOAD_REDIRECT));
		URI to = from.resolve(location);
		boolean known = sameHost(to, this.properties.url());
		boolean downgraded = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
		if (downgraded || !("https".equals(to.getScheme()) || "http".equals(to.getScheme())) || to.getHost() == null
				|| (!known && !isPublic(to.getHost()))) {
			throw new DirectoryRefusedException(Refusal.DOWNLOAD_REDIRECT, to.getHost());
		}
		return to;
	}

	private static boolean sameHost(URI one, URI other) {
		return one.getHost() != null && one.getHost().equalsIgnoreCase(other.getHost())
				&& one.getPort() == other.getPort();
	}

	static boolean isPublic(String host) throws IOException {
		for (InetAddress address : InetAddress.getAllByName(host)) {
			byte[] bytes = address.getAddress();
			boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
			boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
			if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
					|| address.isSiteLocalAddress() || address.isMulticastAddress() || uniqueLocal || shared) {
				return false;
			}
		}
		return true;
	}

	private static String lastPart(URI address) {
		String path = address.getPath();
		return (path != null) ? path.substring(path.lastIndexOf('/') + 1) : "";
	}

}
