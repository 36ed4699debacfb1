package fr.dossiersco.outreach.contact;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * A number under which someone answers.
 *
 * @param number as {@link PhoneNumber#e164()}
 * @param label « ligne directe », « standard »…, null when nothing is said
 */
@Embeddable
record Phone(String number, @Nullable String label) {

	static Phone of(PhoneNumber number, @Nullable String label) {
		return new Phone(number.e164(), label);
	}

	PhoneNumber dialled() {
		return new PhoneNumber(this.number);
	}

}
