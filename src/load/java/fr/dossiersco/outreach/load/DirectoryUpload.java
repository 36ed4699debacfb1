package fr.dossiersco.outreach.load;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a directory in as a coordinator does, and says how long it took. */
final class DirectoryUpload {

	private static final String BOUNDARY = "directory";

	private final Visitor coordinator;

	DirectoryUpload(Visitor coordinator) {
		this.coordinator = coordinator;
	}

	/** Waits for its end; reads it in the database, to cost the program nothing. */
	void bring(Path file, Connection database) throws IOException, InterruptedException, SQLException {
		String head = part("_csrf") + this.coordinator.token("/imports") + "\r\n" + part("file\"; filename=\"" + file.getFileName());
		this.coordinator.send("/imports", "multipart/form-data; boundary=" + BOUNDARY,
				BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofFile(file),
						BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")));
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

}
