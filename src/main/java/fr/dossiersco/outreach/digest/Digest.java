package fr.dossiersco.outreach.digest;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A week in words, the same in a mail and on a page.
 *
 * @param lead what it is, in a sentence or two
 */
record Digest(String subject, String lead, List<Section> sections) {

	/** For whoever reads plain text. */
	String text() {
		StringBuilder text = new StringBuilder(this.lead).append("\n");
		for (Section section : this.sections) {
			text.append("\n\n").append(section.title().toUpperCase(Locale.FRENCH)).append("\n\n");
			text.append(section.summary()).append("\n");
			section.figures().forEach((figure) -> text.append(figure).append("\n"));
			for (Line line : section.lines()) {
				text.append("\n– ").append(line.title()).append("\u00a0: ").append(line.text());
				text.append("\n  ").append(line.link()).append("\n");
			}
			if (section.more() != null) {
				text.append("\n")
					.append(section.more().title())
					.append("\u00a0: ")
					.append(section.more().link())
					.append("\n");
			}
		}
		return text.toString();
	}

	/**
	 * @param figures one sentence each
	 * @param more where the whole list is, null when it is told or nowhere
	 */
	record Section(String title, String summary, List<String> figures, List<Line> lines, @Nullable More more) {
	}

	/**
	 * @param title the school
	 * @param link absolute
	 */
	record Line(String title, String text, String link) {
	}

	record More(String title, String link) {
	}

}
