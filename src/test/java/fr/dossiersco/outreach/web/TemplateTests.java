package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every template of every feature keeps to. */
class TemplateTests {

	private static final Path resources = Path.of("src/main/resources");

	private static final Pattern message = Pattern.compile("#\\{([\\w.]+)[}(]|msg(?:WithParams)?\\('([\\w.]+)'[),]");

	/** Nothing that the content security policy refuses, nothing that writes raw text. */
	private static final Pattern forbidden = Pattern.compile(
			"th:utext|\\[\\(|<style|<script(?![^>]*src=)|<script[^>]*>\\s*[^<\\s]|\\sstyle=|th:style|\\s(?:th:)?on\\w+=|hx-on|javascript:|th:inline=\"javascript\"",
			Pattern.CASE_INSENSITIVE);

	@Test
	void everyMessageExists() throws IOException {
		Properties messages = messages();

		Set<String> missing = new TreeSet<>();
		for (Path template : templates()) {
			message.matcher(withoutComments(template)).results().forEach((found) -> {
				String key = (found.group(1) != null) ? found.group(1) : found.group(2);
				if (!messages.containsKey(key)) {
					missing.add(resources.relativize(template) + ": " + key);
				}
			});
		}

		assertThat(missing).isEmpty();
	}

	/** The playbook's Markdown, sanitised by the component that renders it. */
	private static final Path SANITISED = resources.resolve("templates/playbook/markdown.html");

	@Test
	void nothingIsInlineOrRaw() throws IOException {
		List<String> found = new ArrayList<>();
		for (Path template : templates()) {
			forbidden.matcher(withoutComments(template))
				.results()
				.filter((match) -> !(match.group().equals("th:utext") && template.equals(SANITISED)))
				.map(MatchResult::group)
				.forEach((text) -> found.add(resources.relativize(template) + ": " + text));
		}

		assertThat(found).isEmpty();
	}

	@Test
	void messagesUseTheTypographicApostropheAndNonBreakingSpaces() throws IOException {
		List<String> found = new ArrayList<>();
		messages().forEach((key, text) -> {
			if (Pattern.compile("'| [;:?!»]|« ").matcher((String) text).find()) {
				found.add(key + "=" + text);
			}
		});

		assertThat(found).isEmpty();
	}

	private static String withoutComments(Path template) throws IOException {
		return Pattern.compile("<!--/\\*.*?\\*/-->", Pattern.DOTALL).matcher(Files.readString(template)).replaceAll("");
	}

	private static List<Path> templates() throws IOException {
		try (Stream<Path> files = Files.walk(resources.resolve("templates"))) {
			return files.filter((file) -> file.toString().endsWith(".html")).toList();
		}
	}

	private static Properties messages() throws IOException {
		Properties messages = new Properties();
		try (Stream<Path> files = Files.list(resources.resolve("messages"))) {
			for (Path file : files.toList()) {
				try (Reader reader = Files.newBufferedReader(file)) {
					messages.load(reader);
				}
			}
		}
		return messages;
	}

}
