package fr.dossiersco.outreach.establishment;

import java.util.EnumMap;
import java.util.Map;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What someone knows better than the directory. A field left as the directory has it, or
 * emptied, takes the directory's value back.
 */
record CorrectionForm(@Nullable @Size(max = 200) String name, @Nullable @Size(max = 200) String address,
		@Nullable @Pattern(regexp = "[0-9]{5}") String postcode, @Nullable @Size(max = 100) String town,
		@Nullable @Size(max = 30) String phone, @Nullable @Email @Size(max = 254) String email,
		@Nullable @Pattern(regexp = "(?i)(https?://)?[^\\s/]+\\.[^\\s]+") @Size(max = 200) String web,
		@Nullable @NotBlank @Size(max = 500) String reason, @Nullable @NotNull Integer version) {

	static CorrectionForm of(EstablishmentRecord school) {
		return new CorrectionForm(school.name(), school.address(), school.postcode(), school.town(),
				(school.phone() != null) ? PhoneText.shown(school.phone()) : null, school.email(), school.web(), null,
				school.version());
	}

	/**
	 * What was typed, in the form in which the directory keeps it; without what is empty.
	 */
	Map<CorrectableField, String> values(String departement) {
		Map<CorrectableField, String> values = new EnumMap<>(CorrectableField.class);
		put(values, CorrectableField.NAME, this.name);
		put(values, CorrectableField.ADDRESS, this.address);
		put(values, CorrectableField.POSTCODE, this.postcode);
		put(values, CorrectableField.TOWN, this.town);
		put(values, CorrectableField.PHONE,
				(this.phone != null) ? PhoneText.kept(this.phone, departement).orElse(this.phone) : null);
		put(values, CorrectableField.EMAIL, this.email);
		put(values, CorrectableField.WEB,
				(this.web == null || this.web.matches("(?i)https?://.*")) ? this.web : "https://" + this.web);
		return values;
	}

	private static void put(Map<CorrectableField, String> values, CorrectableField field, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			values.put(field, value.strip());
		}
	}

	/** The same answers, on what is there now. */
	CorrectionForm on(int current) {
		return new CorrectionForm(this.name, this.address, this.postcode, this.town, this.phone, this.email, this.web,
				this.reason, current);
	}

}
