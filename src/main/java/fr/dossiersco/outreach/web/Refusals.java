package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.sql.SQLException;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns what the lower floors refuse into the error page that says so. */
@ControllerAdvice
@Order
class Refusals {

	/** PostgreSQL's code for what a role or a row policy does not allow. */
	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	/** Someone else changed it first, and the page has no way of its own to show both. */
	@ExceptionHandler
	void changedMeanwhile(OptimisticLockingFailureException ex, HttpServletResponse response) throws IOException {
		response.sendError(HttpServletResponse.SC_CONFLICT);
	}

	/** The row policies refuse a write outside the territory of the person acting. */
	@ExceptionHandler
	void outsideTerritory(DataAccessException ex, HttpServletResponse response) throws IOException {
		if (!INSUFFICIENT_PRIVILEGE.equals(sqlState(ex))) {
			throw ex;
		}
		response.sendError(HttpServletResponse.SC_FORBIDDEN);
	}

	/** An address with a malformed id leads nowhere, like one with an unknown id. */
	@ExceptionHandler
	void unreadable(MethodArgumentTypeMismatchException ex, HttpServletResponse response) throws IOException {
		MethodParameter parameter = ex.getParameter();
		response.sendError(parameter.hasParameterAnnotation(PathVariable.class) ? HttpServletResponse.SC_NOT_FOUND
				: HttpServletResponse.SC_BAD_REQUEST);
	}

	private static @Nullable String sqlState(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException refused) {
				return refused.getSQLState();
			}
		}
		return null;
	}

}
