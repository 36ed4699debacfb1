package fr.dossiersco.outreach.web;

import java.util.Arrays;
import java.util.Collection;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.WebUtils;

/**
 * What the layout needs to know of the request that it answers; templates call it
 * {@code screen}.
 *
 * @param path the address asked for, without its query
 * @param theme the colours that the person chose
 */
record Screen(String path, Theme theme) {

	static Screen of(HttpServletRequest request, SiteAddress site) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return new Screen(path, Theme.of(WebUtils.getCookie(request, site.cookie(Theme.COOKIE))));
	}

	/** Whether the page belongs to a section of the navigation. */
	public boolean in(String section) {
		return section.equals(this.path) || (!section.equals("/") && this.path.startsWith(section + "/"));
	}

	/**
	 * What {@code aria-current} says in the navigation: the page itself, or one under it.
	 */
	public @Nullable String current(String section) {
		if (section.equals(this.path)) {
			return "page";
		}
		return in(section) ? "true" : null;
	}

	/**
	 * What {@code aria-current} says of a group of sections: whether the page is of one.
	 */
	public @Nullable String within(Collection<String> sections) {
		return sections.stream().anyMatch(this::in) ? "true" : null;
	}

	/** The colours of the pages. */
	enum Theme {

		SYSTEM, LIGHT, DARK;

		static final String COOKIE = "affichage";

		static Theme of(@Nullable Cookie cookie) {
			return (cookie != null) ? Arrays.stream(values())
				.filter((theme) -> theme.code().equals(cookie.getValue()))
				.findFirst()
				.orElse(SYSTEM) : SYSTEM;
		}

		/** The word of the cookie and of the design system's attributes. */
		public String code() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

}
