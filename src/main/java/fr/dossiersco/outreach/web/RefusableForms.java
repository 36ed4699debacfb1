package fr.dossiersco.outreach.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.validation.AbstractPropertyBindingResult;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.web.bind.ServletRequestDataBinder;
import org.springframework.web.bind.support.WebBindingInitializer;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.servlet.support.ExtendedServletRequestDataBinder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;

/**
 * Lets a controller refuse a field of a record form of which another field could not be
 * read. Spring collects errors before it makes the record, and its collection never hears
 * of it: {@code errors.rejectValue} would fail on a form that is there.
 */
@Component
class RefusableForms implements WebMvcRegistrations {

	@Override
	public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
		return new RequestMappingHandlerAdapter() {
			@Override
			protected ServletRequestDataBinderFactory createDataBinderFactory(List<InvocableHandlerMethod> methods) {
				return new Binders(methods, getWebBindingInitializer());
			}
		};
	}

	private static final class Binders extends ServletRequestDataBinderFactory {

		Binders(List<InvocableHandlerMethod> methods, @Nullable WebBindingInitializer initializer) {
			super(methods, initializer);
		}

		@Override
		protected ServletRequestDataBinder createBinderInstance(@Nullable Object target, String name,
				NativeWebRequest request) {
			return new Binder(target, name);
		}

	}

	private static final class Binder extends ExtendedServletRequestDataBinder {

		Binder(@Nullable Object target, String name) {
			super(target, name);
		}

		@Override
		protected AbstractPropertyBindingResult createBeanPropertyBindingResult() {
			AbstractPropertyBindingResult usual = super.createBeanPropertyBindingResult();
			Errors errors = new Errors(this);
			errors.setMessageCodesResolver(usual.getMessageCodesResolver());
			if (getConversionService() != null) {
				errors.initConversion(getConversionService());
			}
			return errors;
		}

	}

	/** Errors of whatever the binder has made by the time that they are asked. */
	private static final class Errors extends BeanPropertyBindingResult {

		private static final long serialVersionUID = 1L;

		private final transient Binder binder;

		Errors(Binder binder) {
			super(binder.getTarget(), binder.getObjectName(), binder.isAutoGrowNestedPaths(),
					binder.getAutoGrowCollectionLimit());
			this.binder = binder;
		}

		@Override
		protected BeanWrapper createBeanWrapper() {
			Object form = this.binder.getTarget();
			return (form != null) ? PropertyAccessorFactory.forBeanPropertyAccess(form) : super.createBeanWrapper();
		}

	}

}
