package fr.dossiersco.outreach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The routes of the program itself, without those that tests add. */
final class Routes {

	/**
	 * A way in, as {@code GET /contacts/{id}}, and the method that answers.
	 *
	 * @param asked the parameters without which another method answers, such as a button
	 */
	record Route(String method, String pattern, Map<String, String> asked, HandlerMethod handler) {

		boolean reads() {
			return this.method.equals("GET");
		}

		@Override
		public String toString() {
			return this.method + " " + this.pattern + (this.asked.isEmpty() ? "" : "?" + this.asked.keySet());
		}

	}

	private Routes() {
	}

	static List<Route> of(RequestMappingHandlerMapping mappings) {
		List<Route> routes = new ArrayList<>();
		mappings.getHandlerMethods().forEach((info, handler) -> {
			if (handler.getBeanType().getPackageName().startsWith("fr.dossiersco")
					&& !isOfTests(handler.getBeanType())) {
				methods(info).forEach((method) -> info.getPatternValues()
					.forEach((pattern) -> routes.add(new Route(method.name(), pattern, asked(info), handler))));
			}
		});
		routes.sort(Comparator.comparing(Route::toString));
		return routes;
	}

	private static Map<String, String> asked(RequestMappingInfo info) {
		Map<String, String> asked = new TreeMap<>();
		info.getParamsCondition()
			.getExpressions()
			.forEach((expression) -> asked.put(expression.getName(),
					Objects.requireNonNullElse(expression.getValue(), "1")));
		return asked;
	}

	private static boolean isOfTests(Class<?> controller) {
		return controller.getProtectionDomain().getCodeSource().getLocation().getPath().contains("test-classes");
	}

	private static Set<RequestMethod> methods(RequestMappingInfo info) {
		Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
		return methods.isEmpty() ? Set.of(RequestMethod.GET) : methods;
	}

}
