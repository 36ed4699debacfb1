package fr.dossiersco.outreach;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** The real files of the field, which stay outside the repository. */
public final class TestData {

	private TestData() {
	}

	/**
	 * A file of the shared data, {@code annuaire/….csv}. Skips the test, saying so, when
	 * it isn't there: set the system property {@code outreach.shared-data} to where it
	 * is.
	 */
	public static Path shared(String path) {
		Path file = Path.of(System.getProperty("outreach.shared-data", "../shared/data"), path);
		Assumptions.assumeTrue(Files.isReadable(file),
				() -> "Skipped: the real file " + path + " is not beside the repository (outreach.shared-data)");
		return file;
	}

}
