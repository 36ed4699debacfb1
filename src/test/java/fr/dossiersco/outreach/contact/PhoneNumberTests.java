package fr.dossiersco.outreach.contact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PhoneNumberTests {

	@ParameterizedTest
	@ValueSource(strings = { "0561000000", "05 61 00 00 00", "05.61.00.00.00", "05-61-00-00-00", "+33 5 61 00 00 00",
			"+33 (0)5 61 00 00 00", "0033561000000", " 05 61 00 00 00 ", "05/61/00/00/00" })
	void anyFrenchNotationIsRead(String typed) {
		assertThat(PhoneNumber.parse(typed, "031")).contains(new PhoneNumber("+33561000000"));
	}

	@ParameterizedTest
	@CsvSource({ "974, 0262 00 00 00, +262262000000", "974, 0692 00 00 00, +262692000000",
			"972, 0596 00 00 00, +596596000000", "971, 0590 00 00 00, +590590000000",
			"973, 0594 00 00 00, +594594000000", "976, 0269 00 00 00, +262269000000", "988, 25 00 00, +687250000",
			"987, 40 40 00 00, +68940400000", "975, 41 00 00, +508410000", "059, 03 20 00 00 00, +33320000000" })
	void aNumberWithoutItsCountryIsDialledFromTheSchool(String departement, String typed, String expected) {
		assertThat(PhoneNumber.parse(typed, departement)).contains(new PhoneNumber(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "05 61", "camille", "05 61 00 00 00 00 00", "", "c.exemple@college.example" })
	void theRestIsNoNumber(String typed) {
		assertThat(PhoneNumber.parse(typed, "031")).isEmpty();
	}

	@Test
	void itIsShownTheFrenchWay() {
		assertThat(new PhoneNumber("+33561000000").shown()).isEqualTo("05 61 00 00 00".replace(' ', '\u00a0'));
		assertThat(new PhoneNumber("+262262000000").shown()).isEqualTo("0262 00 00 00".replace(' ', '\u00a0'));
		assertThat(new PhoneNumber("+687250000").shown()).startsWith("+687");
	}

	@ParameterizedTest
	@CsvSource({ "+33561000000, 031", "+262262000000, 974", "+262262000000, 031", "+33561000000, 974",
			"+33561000000, 988", "+687250000, 988", "+687250000, 031" })
	void whatAFormShowsIsReadBackAsTheSameNumber(String e164, String departement) {
		PhoneNumber number = new PhoneNumber(e164);

		assertThat(PhoneNumber.parse(number.typed(departement), departement)).contains(number);
	}

	@Test
	void itDialsItself() {
		assertThat(new PhoneNumber("+33561000000").link()).isEqualTo("tel:+33561000000");
	}

	@Test
	void nothingElseIsKept() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new PhoneNumber("0561000000"));
	}

}
