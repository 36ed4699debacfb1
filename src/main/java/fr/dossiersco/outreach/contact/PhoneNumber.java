package fr.dossiersco.outreach.contact;

import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number.
 *
 * @param e164 the number with its country, such as {@code +33561000000}
 */
public record PhoneNumber(String e164) {

	private static final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

	/** Refuses what is no number at all; a number out of service is still one. */
	public PhoneNumber {
		if (!e164.matches("\\+[0-9]{4,15}")) {
			throw new IllegalArgumentException("Not an E.164 number");
		}
	}

	/**
	 * Reads a number as people write it: « 05.61.00.00.00 », « (0)5 61… », « +33 5… ».
	 * @param departement the code of the département that a number without its country is
	 * dialled from, null for mainland France
	 * @return empty when this is not a telephone number
	 */
	public static Optional<PhoneNumber> parse(String typed, @Nullable String departement) {
		try {
			Phonenumber.PhoneNumber number = numbers.parse(typed.strip(), region(departement));
			return numbers.isPossibleNumber(number) && !number.hasExtension()
					? Optional.of(new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164))) : Optional.empty();
		}
		catch (NumberParseException ex) {
			return Optional.empty();
		}
	}

	private static String region(@Nullable String departement) {
		return switch (departement) {
			case "971", "977", "978" -> "GP";
			case "972" -> "MQ";
			case "973" -> "GF";
			case "974" -> "RE";
			case "975" -> "PM";
			case "976" -> "YT";
			case "986" -> "WF";
			case "987" -> "PF";
			case "988" -> "NC";
			case null, default -> "FR";
		};
	}

	/** As it is read out in France: « 05 61 00 00 00 », abroad with its country. */
	public String shown() {
		try {
			Phonenumber.PhoneNumber number = numbers.parse(this.e164, "FR");
			// The French overseas dial each other without a country.
			boolean french = switch (number.getCountryCode()) {
				case 33, 262, 590, 594, 596 -> true;
				default -> false;
			};
			String text = numbers.format(number, french ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
			return text.replace(' ', '\u00a0');
		}
		catch (NumberParseException ex) {
			return this.e164;
		}
	}

	/**
	 * As it may be typed in a form, and read back as the same number: with its country
	 * when those who dial from there would reach another.
	 * @param departement as for {@link #parse}
	 */
	String typed(@Nullable String departement) {
		String shown = shown();
		if (parse(shown, departement).filter(this::equals).isPresent()) {
			return shown;
		}
		try {
			return numbers.format(numbers.parse(this.e164, "FR"), PhoneNumberFormat.INTERNATIONAL);
		}
		catch (NumberParseException ex) {
			return this.e164;
		}
	}

	/** The address of a link that dials it. */
	public String link() {
		return "tel:" + this.e164;
	}

}
