package fr.dossiersco.outreach.interaction;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.stereotype.Component;
import org.springframework.validation.DataBinder;

/**
 * Reads a kept draft as if the form had just been sent; what no longer can be read is
 * left out.
 */
@Component
class FormFromDraft {

	private final ConversionService conversions;

	FormFromDraft(ConversionService mvcConversionService) {
		this.conversions = mvcConversionService;
	}

	InteractionForm read(Map<String, List<String>> fields) {
		DataBinder binder = new DataBinder(null, "form");
		binder.setTargetType(ResolvableType.forClass(InteractionForm.class));
		binder.setConversionService(this.conversions);
		binder.registerCustomEditor(String.class, new StringTrimmerEditor(true));
		binder.construct(new DataBinder.ValueResolver() {

			@Override
			public @Nullable Object resolveValue(String name, Class<?> type) {
				List<String> values = fields.get(name);
				if (values == null || values.isEmpty()) {
					return null;
				}
				return Collection.class.isAssignableFrom(type) ? values : values.getFirst();
			}

			@Override
			public Set<String> getNames() {
				return fields.keySet();
			}

		});
		return (InteractionForm) Objects.requireNonNull(binder.getTarget(), "The form's own record is always built");
	}

}
