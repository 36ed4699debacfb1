package fr.dossiersco.outreach.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Makes PDF files of templates: well-formed XHTML whose styles are in {@code paper}, and
 * which fetches nothing else. The files are tagged and carry their letters, so that they
 * can be read aloud (PDF/UA).
 */
@Component
public class PdfPages {

	private static final String FAMILY = "Liberation Sans";

	/** The scheme of a style sheet: <code>paper:page.css</code>. */
	private static final String STYLES = "paper";

	private final ITemplateEngine templates;

	PdfPages(ITemplateEngine templates) {
		XRLog.listRegisteredLoggers().forEach((logger) -> XRLog.setLevel(logger, Level.WARNING));
		this.templates = templates;
	}

	/**
	 * Renders a template, in French.
	 * @param model what the template reads; its texts may be anybody's
	 */
	public byte[] render(String template, Map<String, Object> model) {
		String page = this.templates.process(new TemplateSpec(template, TemplateMode.XML),
				new Context(Locale.FRENCH, model));
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		PdfRendererBuilder renderer = new PdfRendererBuilder();
		renderer.useFastMode();
		renderer.usePdfUaAccessibility(true);
		renderer.useFont(() -> font("Regular"), FAMILY, 400, FontStyle.NORMAL, true);
		renderer.useFont(() -> font("Bold"), FAMILY, 700, FontStyle.NORMAL, true);
		renderer.useUriResolver((base, address) -> address.startsWith(STYLES + ":") ? address : null);
		renderer.useProtocolsStreamImplementation(
				(address) -> new Styles(new ClassPathResource("paper/" + URI.create(address).getSchemeSpecificPart())),
				STYLES);
		renderer.withHtmlContent(page, null);
		renderer.toStream(file);
		try {
			renderer.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file.toByteArray();
	}

	private static InputStream font(String weight) {
		return open(new ClassPathResource("liberation/LiberationSans-" + weight + ".ttf"));
	}

	private static InputStream open(Resource resource) {
		try {
			return resource.getInputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Styles(Resource file) implements FSStream {

		@Override
		public InputStream getStream() {
			return open(this.file);
		}

		@Override
		public Reader getReader() {
			return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
		}

	}

}
