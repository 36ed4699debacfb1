package fr.dossiersco.outreach.contact;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed to correct what we know of a person.
 *
 * @param version the version that was shown
 */
record ContactForm(@NotNull @Nullable Integer version, @NotBlank @Size(max = 120) @Nullable String familyName,
		@Size(max = 120) @Nullable String givenName, List<@Valid PhoneRow> phones, List<@Valid EmailRow> emails,
		@Size(max = 10_000) @Nullable String notes, @NotBlank @Size(max = 200) @Nullable String source,
		@PastOrPresent @Nullable LocalDate informedOn) {

	ContactForm {
		phones = ContactFields.phones(phones);
		emails = ContactFields.emails(emails);
	}

	static ContactForm of(Contact contact, @Nullable String departement) {
		ContactDetails details = contact.details();
		return new ContactForm(contact.version(), details.familyName(), details.givenName(),
				ContactFields.shown(details.phones(), departement),
				details.emails().stream().map(EmailRow::new).toList(), details.notes(), details.source(),
				details.informedOn());
	}

	/** The same answers over another version. */
	ContactForm over(int version) {
		return new ContactForm(version, this.familyName, this.givenName, this.phones, this.emails, this.notes,
				this.source, this.informedOn);
	}

	ContactForm withOneMorePhone() {
		return new ContactForm(this.version, this.familyName, this.givenName,
				ContactFields.oneMore(this.phones, PhoneRow.EMPTY), this.emails, this.notes, this.source,
				this.informedOn);
	}

	ContactForm withOneMoreEmail() {
		return new ContactForm(this.version, this.familyName, this.givenName, this.phones,
				ContactFields.oneMore(this.emails, EmailRow.EMPTY), this.notes, this.source, this.informedOn);
	}

}
