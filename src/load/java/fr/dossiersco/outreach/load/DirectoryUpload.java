package fr.dossiersco.outreach.load;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings a directory in as a coordinator does, and says how long it took. */
final class DirectoryUpload {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final String BOUNDARY = "directory";

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final String base;

	DirectoryUpload(String base) {
		this.base = base;
	}

	void signIn(String email, String password) throws IOException, InterruptedException {
		String form = "_csrf=" + encoded(token("/connexion")) + "&email=" + encoded(email) + "&password="
				+ encoded(password);
		send(HttpRequest.newBuilder(URI.create(this.base + "/connexion"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	/** Waits for its end; reads it in the database, to cost the program nothing. */
	void bring(Path file, Connection database) throws IOException, InterruptedException, SQLException {
		String head = part("_csrf") + token("/imports") + "\r\n" + part("file\"; filename=\"" + file.getFileName());
		send(HttpRequest.newBuilder(URI.create(this.base + "/imports"))
			.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
			.POST(BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofFile(file),
					BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"))));
		try (Statement statement = database.createStatement()) {
			while (true) {
				try (ResultSet run = statement.executeQuery("select status, created, unchanged, rejected, "
						+ "extract(epoch from finished_at - started_at) from import_run order by created_at desc limit 1")) {
					if (run.next() && run.getDouble(5) > 0) {
						System.out.printf("Directory of %d rows: %s in %.1f s, %d created, %d unchanged, %d rejected%n",
								NationalFile.ROWS, run.getString(1), run.getDouble(5), run.getInt(2), run.getInt(3),
								run.getInt(4));
						return;
					}
				}
				Thread.sleep(200);
			}
		}
	}

	private static String part(String name) {
		return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
	}

	private String token(String path) throws IOException, InterruptedException {
		HttpResponse<String> page = this.browser.send(HttpRequest.newBuilder(URI.create(this.base + path)).build(),
				BodyHandlers.ofString());
		Matcher found = TOKEN.matcher(page.body());
		if (!found.find()) {
			throw new IllegalStateException("No form at " + path);
		}
		return found.group(1);
	}

	private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<Void> answer = this.browser.send(request.build(), BodyHandlers.discarding());
		if (answer.statusCode() != 302) {
			throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
		}
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
