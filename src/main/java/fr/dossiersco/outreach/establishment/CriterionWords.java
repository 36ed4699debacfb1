package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Criteria of the list of schools as a person reads them. */
@Component
class CriterionWords {

	private final MessageSource messages;

	CriterionWords(MessageSource messages) {
		this.messages = messages;
	}

	/** All that a filter asks, in the order of the screen. */
	List<String> of(EstablishmentFilter filter, List<Criterion> criteria) {
		List<String> words = new ArrayList<>();
		if (!filter.search().isEmpty()) {
			words.add(searched(filter.search()));
		}
		for (Criterion criterion : criteria) {
			String value = filter.get(criterion.parameter());
			if (value != null) {
				words.add(of(criterion, value));
			}
		}
		return words;
	}

	/** One criterion with its value. */
	String of(Criterion criterion, String value) {
		return message("establishment.list.tag", message(criterion.label()), criterion.text(value).orElseThrow());
	}

	/** What is searched for. */
	String searched(String search) {
		return message("establishment.list.searched", search);
	}

	private String message(String key, Object... values) {
		return this.messages.getMessage(key, values, Locale.FRENCH);
	}

}
