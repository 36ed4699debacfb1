package fr.dossiersco.outreach.contact;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of a new person.
 *
 * @param etablissement the UAI of the school of the post
 * @param organisation or the organisation, when it is known already
 * @param organisationName or the name of an organisation to be added
 * @param organisationAcademie the code of its académie, null when it is national
 * @param profile null when none fits; there is a title then
 * @param duplicate {@code accepted} once the look-alikes were seen
 */
record NewContactForm(@Nullable String etablissement, @Nullable UUID organisation,
		@Size(max = 200) @Nullable String organisationName, @Nullable OrganisationKind organisationKind,
		@Nullable String organisationAcademie, @Nullable ContactProfile profile,
		@Size(max = 120) @Nullable String title, @NotBlank @Size(max = 120) @Nullable String familyName,
		@Size(max = 120) @Nullable String givenName, List<@Valid PhoneRow> phones, List<@Valid EmailRow> emails,
		@Nullable LocalDate startedOn, @Nullable LocalDate endedOn, @Size(max = 10_000) @Nullable String notes,
		@NotBlank @Size(max = 200) @Nullable String source, @PastOrPresent @Nullable LocalDate informedOn,
		@Nullable String duplicate) {

	NewContactForm {
		phones = ContactFields.phones(phones);
		emails = ContactFields.emails(emails);
	}

	static NewContactForm empty(@Nullable String etablissement, @Nullable UUID organisation) {
		return new NewContactForm(etablissement, organisation, null, null, null, null, null, null, null, List.of(),
				List.of(), null, null, null, null, null, null);
	}

	NewContactForm withOneMorePhone() {
		return with(ContactFields.oneMore(this.phones, PhoneRow.EMPTY), this.emails);
	}

	NewContactForm withOneMoreEmail() {
		return with(this.phones, ContactFields.oneMore(this.emails, EmailRow.EMPTY));
	}

	private NewContactForm with(List<PhoneRow> phones, List<EmailRow> emails) {
		return new NewContactForm(this.etablissement, this.organisation, this.organisationName, this.organisationKind,
				this.organisationAcademie, this.profile, this.title, this.familyName, this.givenName, phones, emails,
				this.startedOn, this.endedOn, this.notes, this.source, this.informedOn, this.duplicate);
	}

	/** Whether the look-alikes were seen and the person is someone else. */
	boolean isDuplicateAccepted() {
		return "accepted".equals(this.duplicate);
	}

}
