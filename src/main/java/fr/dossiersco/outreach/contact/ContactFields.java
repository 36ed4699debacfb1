package fr.dossiersco.outreach.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;

/** Reads the rows of numbers and addresses of a form, and writes them back. */
final class ContactFields {

	/** How many rows a form shows before one asks for more. */
	private static final int ROWS = 3;

	private static final int MOST_ROWS = 20;

	private ContactFields() {
	}

	static List<PhoneRow> phones(@Nullable List<PhoneRow> typed) {
		List<PhoneRow> rows = new ArrayList<>();
		for (PhoneRow row : (typed != null) ? typed : List.<PhoneRow>of()) {
			rows.add((row != null) ? row : PhoneRow.EMPTY);
		}
		while (rows.size() < ROWS) {
			rows.add(PhoneRow.EMPTY);
		}
		return List.copyOf(rows);
	}

	static List<EmailRow> emails(@Nullable List<EmailRow> typed) {
		List<EmailRow> rows = new ArrayList<>();
		for (EmailRow row : (typed != null) ? typed : List.<EmailRow>of()) {
			rows.add((row != null) ? row : EmailRow.EMPTY);
		}
		while (rows.size() < ROWS) {
			rows.add(EmailRow.EMPTY);
		}
		return List.copyOf(rows);
	}

	static <T> List<T> oneMore(List<T> rows, T row) {
		List<T> more = new ArrayList<>(rows);
		if (more.size() < MOST_ROWS) {
			more.add(row);
		}
		return more;
	}

	static List<PhoneRow> shown(List<Phone> phones, @Nullable String departement) {
		return phones.stream().map((phone) -> new PhoneRow(phone.dialled().typed(departement), phone.label())).toList();
	}

	/**
	 * The numbers typed, each once; what is none is refused beside its field.
	 * @param departement where a number without its country is dialled from
	 */
	static List<Phone> read(List<PhoneRow> rows, @Nullable String departement, Errors errors) {
		List<Phone> phones = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			String typed = rows.get(i).number();
			if (typed == null) {
				continue;
			}
			PhoneNumber number = PhoneNumber.parse(typed, departement).orElse(null);
			if (number == null) {
				errors.rejectValue("phones[" + i + "].number", "contact.form.notAPhone");
			}
			else if (phones.stream().noneMatch((phone) -> phone.number().equals(number.e164()))) {
				phones.add(Phone.of(number, rows.get(i).label()));
			}
		}
		return phones;
	}

	static List<String> read(List<EmailRow> rows) {
		return rows.stream()
			.map(EmailRow::address)
			.filter(Objects::nonNull)
			.map((address) -> address.toLowerCase(Locale.ROOT))
			.distinct()
			.toList();
	}

}
