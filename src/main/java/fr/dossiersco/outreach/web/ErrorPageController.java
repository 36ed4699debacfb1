package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Says in French what went wrong and what to do, with a reference under which the log
 * tells the rest. The page shows nothing of the exception, and the log nothing of the
 * query.
 */
@Controller
class ErrorPageController implements ErrorController {

	private static final Log logger = LogFactory.getLog(ErrorPageController.class);

	/** Letters and digits that can be told apart over the telephone. */
	private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

	/** A part of an address that is longer than any name is a link's secret. */
	private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{40,}");

	private static final Map<Integer, String> TOLD = Map.of(400, "400", 401, "403", 403, "403", 404, "404", 405, "405",
			409, "409", 413, "413", 429, "429", 503, "503");

	private final RandomGenerator random = RandomGenerator.getDefault();

	private final MessageSource messages;

	ErrorPageController(MessageSource messages) {
		this.messages = messages;
	}

	@RequestMapping("${spring.web.error.path:/error}")
	@Nullable ModelAndView page(HttpServletRequest request, HttpServletResponse response) throws IOException {
		HttpStatus status = status(request);
		String reference = reference();
		log(reference, status, request);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		ErrorPage page = new ErrorPage(told(status), reference);
		if (wantsPage(request)) {
			boolean part = "partial".equals(request.getHeader("HX-Request-Type"));
			return new ModelAndView(part ? "web/error :: alert" : "web/error", Map.of("error", page), status);
		}
		response.setStatus(status.value());
		response.setContentType("text/plain;charset=UTF-8");
		response.getWriter().write(this.messages.getMessage("web.error." + page.told() + ".text", null, Locale.FRENCH));
		return null;
	}

	private static HttpStatus status(HttpServletRequest request) {
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		// Nothing failed: someone typed the address of this page.
		HttpStatus status = (code instanceof Integer number) ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
		return (status != null && status.isError()) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

	private static String told(HttpStatus status) {
		return TOLD.getOrDefault(status.value(), status.is4xxClientError() ? "400" : "500");
	}

	private static boolean wantsPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept == null || accept.contains("text/html") || accept.contains("*/*");
	}

	private String reference() {
		StringBuilder reference = new StringBuilder();
		for (int i = 0; i < 8; i++) {
			reference.append(SIGNS.charAt(this.random.nextInt(SIGNS.length())));
		}
		return reference.toString();
	}

	private static void log(String reference, HttpStatus status, HttpServletRequest request) {
		String line = "%s: %d on %s %s".formatted(reference, status.value(), request.getMethod(),
				SECRET.matcher(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)))
					.replaceAll("…"));
		if (status.is5xxServerError()) {
			logger.error(line, (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
		}
		else {
			logger.info(line);
		}
	}

	/**
	 * What an error page says.
	 *
	 * @param told which of the known texts
	 * @param reference to be read out to whoever looks in the log
	 */
	record ErrorPage(String told, String reference) {
	}

}
