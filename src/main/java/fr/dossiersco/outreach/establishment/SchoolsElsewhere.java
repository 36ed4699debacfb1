package fr.dossiersco.outreach.establishment;

import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The directory is everybody's, what is done at a school is not: for an ambassador, all
 * that an address tells of a school outside their académies is not found, but for its
 * entry of the directory. Here, for all the addresses that hold a UAI, so that none
 * forgets it: its forms would seem to work, and its lists would seem to be empty.
 */
@Component
class SchoolsElsewhere implements HandlerInterceptor, WebMvcConfigurer {

	private static final String ENTRY = "/etablissements/{uai}";

	private final JdbcClient jdbc;

	SchoolsElsewhere(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		String uai = uai(request);
		if (uai == null || ENTRY.equals(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
				|| authentication == null || !(authentication.getPrincipal() instanceof CurrentAccount me)
				|| me.isTeam()) {
			return true;
		}
		boolean elsewhere = this.jdbc
			.sql("select exists (select from establishment where uai = ? and academie <> all (?::text[]))")
			.params(uai, me.academies().toArray(String[]::new))
			.query(Boolean.class)
			.single();
		if (elsewhere) {
			throw new NotFoundException("establishment " + uai);
		}
		return true;
	}

	private static @Nullable String uai(HttpServletRequest request) {
		return (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
				&& variables.get("uai") instanceof String typed) ? Uai.parse(typed).map(Uai::value).orElse(null) : null;
	}

}
