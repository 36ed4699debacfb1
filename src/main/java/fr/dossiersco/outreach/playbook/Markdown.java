package fr.dossiersco.outreach.playbook;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

import org.springframework.stereotype.Component;

/**
 * Turns the texts of the playbook into HTML that can be trusted: tags typed by hand show
 * as they were typed, and links lead only to the web or to a mailbox.
 */
@Component("markdown")
public class Markdown {

	private final Parser parser = Parser.builder().build();

	private final HtmlRenderer renderer = HtmlRenderer.builder()
		.escapeHtml(true)
		.sanitizeUrls(true)
		.softbreak("<br>")
		.build();

	/** The HTML of a text, safe to show as it is. */
	public String html(String text) {
		return this.renderer.render(this.parser.parse(text));
	}

}
