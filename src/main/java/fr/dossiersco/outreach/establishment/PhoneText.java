package fr.dossiersco.outreach.establishment;

import java.util.Map;
import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** A school's telephone number, as it is kept (+33561624659) and as people read it. */
final class PhoneText {

	private static final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

	/** Where numbers are of another region than FR, by département. */
	private static final Map<String, String> REGIONS = Map.ofEntries(Map.entry("971", "GP"), Map.entry("972", "MQ"),
			Map.entry("973", "GF"), Map.entry("974", "RE"), Map.entry("975", "PM"), Map.entry("976", "YT"),
			Map.entry("977", "BL"), Map.entry("978", "MF"), Map.entry("986", "WF"), Map.entry("987", "PF"),
			Map.entry("988", "NC"));

	private PhoneText() {
	}

	/** As it is kept, empty when it can't be a number there. */
	static Optional<String> kept(String typed, String departement) {
		return parse(typed, REGIONS.getOrDefault(departement, "FR")).or(() -> parse(typed, "FR"))
			.map((number) -> numbers.format(number, PhoneNumberFormat.E164));
	}

	/** As people read it: 05 61 62 46 59. */
	static String shown(String kept) {
		return parse(kept, "FR").map((number) -> numbers.format(number, PhoneNumberFormat.NATIONAL))
			.map((text) -> text.replace(' ', '\u00a0'))
			.orElse(kept);
	}

	private static Optional<PhoneNumber> parse(String text, String region) {
		try {
			return Optional.of(numbers.parse(text, region)).filter(numbers::isValidNumber);
		}
		catch (NumberParseException ex) {
			return Optional.empty();
		}
	}

}
