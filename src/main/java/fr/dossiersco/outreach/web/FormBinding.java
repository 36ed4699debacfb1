package fr.dossiersco.outreach.web;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;

import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.validation.Errors;
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
			binder.replaceValidators(new InTheOrderOfTheForm(this.validator));
		}
	}

	/** Errors are listed as the fields follow one another, not as they were found. */
	private static final class InTheOrderOfTheForm extends SpringValidatorAdapter {

		InTheOrderOfTheForm(Validator validator) {
			super(validator);
		}

		@Override
		protected void processConstraintViolations(Set<ConstraintViolation<Object>> violations, Errors errors) {
			Set<ConstraintViolation<Object>> ordered = new LinkedHashSet<>();
			violations.stream()
				.sorted(Comparator.<ConstraintViolation<Object>>comparingInt(InTheOrderOfTheForm::position)
					.thenComparing((violation) -> violation.getPropertyPath().toString())
					.thenComparing(ConstraintViolation::getMessage))
				.forEach(ordered::add);
			super.processConstraintViolations(ordered, errors);
		}

		private static int position(ConstraintViolation<Object> violation) {
			RecordComponent[] components = violation.getRootBeanClass().getRecordComponents();
			Iterator<Path.Node> path = violation.getPropertyPath().iterator();
			String field = path.hasNext() ? path.next().getName() : null;
			if (components == null || field == null) {
				return -1;
			}
			return Arrays.stream(components).map(RecordComponent::getName).toList().indexOf(field);
		}

	}

}
