package fr.dossiersco.outreach.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One person at one screen: a page of the program, what the browser complained of, and
 * axe's eye on it.
 */
class Visit implements AutoCloseable {

	/**
	 * What axe has to say against a page. Its builder would bring every node that passed
	 * over as well, and open another page to count them: most of a journey's time.
	 */
	private static final String VIOLATIONS = """
			() => axe.run(document, { resultTypes: ['violations'] }).then((results) => results.violations
				.map((rule) => rule.id + ': ' + rule.nodes.slice(0, 3).map((node) => node.html).join(' ')))""";

	private final BrowserContext context;

	private final Page page;

	private final boolean javaScript;

	private final List<String> complaints = new ArrayList<>();

	/**
	 * @param width in CSS pixels: 1280 at a desk, 390 on a phone
	 */
	Visit(Browser browser, int port, int width, boolean javaScript) {
		this.javaScript = javaScript;
		this.context = browser.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + port)
			.setViewportSize(width, 900)
			.setJavaScriptEnabled(javaScript)
			.setLocale("fr-FR"));
		this.page = this.context.newPage();
		this.page.setDefaultTimeout(15_000);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error") && !message.text().contains("status of 4")) {
				this.complaints.add(message.text());
			}
		});
		this.page.onPageError(this.complaints::add);
	}

	Page page() {
		return this.page;
	}

	void signIn(String email, String password) {
		this.page.navigate("/connexion");
		this.page.locator("#email").fill(email);
		this.page.locator("#password").fill(password);
		this.page.locator("main button[type=submit]").click();
		this.page.waitForURL((url) -> !url.contains("/connexion"));
	}

	/**
	 * The page has no accessibility violation, no sideways scroll, and the browser had
	 * nothing to complain of.
	 */
	void looksRight(String name) {
		// Hiding the caret would write inline styles, which our policy forbids to whoever
		// copies them.
		this.page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
			.setCaret(ScreenshotCaret.INITIAL)
			.setPath(Path.of("target/screenshots/%s-%d.png".formatted(name, this.page.viewportSize().width))));
		// axe is a script: pages without scripts are the same pages, seen with them by
		// another journey.
		if (!this.javaScript) {
			return;
		}
		this.page.evaluate(AxeBuilder.getAxeScript());
		assertThat((List<?>) this.page.evaluate(VIOLATIONS)).as("axe on %s (%s)", name, this.page.url()).isEmpty();
		assertThat((Boolean) this.page
			.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
			.as("%s fits its screen", name)
			.isTrue();
		assertThat(this.complaints).as("the browser's console on %s", name).isEmpty();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
