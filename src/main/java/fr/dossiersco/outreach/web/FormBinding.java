package fr.dossiersco.outreach.web;

import jakarta.validation.Validator;

import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** How forms are read, everywhere. */
@ControllerAdvice
class FormBinding {

	private final Validator validator;

	FormBinding(Validator validator) {
		this.validator = validator;
	}

	@InitBinder
	void prepare(WebDataBinder binder) {
		// A blank answer is no answer, and nobody means the spaces around one.
		binder.registerCustomEditor(String.class, new StringTrimmerEditor(true));
		// Only what a form record declares can be written.
		binder.setDeclarativeBinding(true);
		// Boot's own adapter can't check single values, so that one date that can't be
		// read would hide the errors of all other fields.
		if (!binder.getValidators().isEmpty()) {
			binder.replaceValidators(new SpringValidatorAdapter(this.validator));
		}
	}

}
