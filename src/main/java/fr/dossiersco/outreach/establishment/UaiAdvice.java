package fr.dossiersco.outreach.establishment;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * An address that names a school by something that is no UAI leads nowhere: 404, not 400.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UaiAdvice {

	@ExceptionHandler(MethodArgumentTypeMismatchException.class)
	void notAUai(MethodArgumentTypeMismatchException mismatch, HttpServletResponse response) throws IOException {
		if (mismatch.getRequiredType() != Uai.class) {
			throw mismatch;
		}
		response.sendError(HttpServletResponse.SC_NOT_FOUND);
	}

}
