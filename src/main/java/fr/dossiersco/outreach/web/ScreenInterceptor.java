package fr.dossiersco.outreach.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Gives the {@link Screen} to every page as a request attribute, so that answers made by
 * exception handlers have it too.
 */
class ScreenInterceptor implements HandlerInterceptor {

	private final SiteAddress site;

	ScreenInterceptor(SiteAddress site) {
		this.site = site;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		request.setAttribute("screen", Screen.of(request, this.site));
		return true;
	}

}
