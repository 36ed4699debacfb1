package fr.dossiersco.outreach.establishment;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.convert.support.DefaultConversionService;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UaiTests {

	@ParameterizedTest
	@ValueSource(strings = { "0342266D", "0460054J", "0311631E", "0071168G", "0940176F", "0700585F" })
	void realNumbersAreAccepted(String value) {
		assertThat(new Uai(value).value()).isEqualTo(value);
	}

	@Test
	void exactlyOneLetterChecksEachNumber() {
		Random random = new Random(20190410);

		for (int i = 0; i < 20_000; i++) {
			String digits = "%07d".formatted(random.nextInt(10_000_000));
			long accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".chars()
				.filter((letter) -> Uai.parse(digits + (char) letter).isPresent())
				.count();
			assertThat(accepted).as(digits).isEqualTo(1);
			assertThat("IOQ".chars().noneMatch((letter) -> Uai.parse(digits + (char) letter).isPresent())).isTrue();
		}
	}

	@Test
	void oneWrongDigitIsNoticed() {
		for (int digit = 0; digit < 7; digit++) {
			for (char other = '0'; other <= '9'; other++) {
				StringBuilder value = new StringBuilder("0342266D");
				if (value.charAt(digit) != other) {
					value.setCharAt(digit, other);
					assertThat(Uai.parse(value.toString())).as(value.toString()).isEmpty();
				}
			}
		}
	}

	@Test
	void whatIsTypedMayHaveSpacesAndLowerCase() {
		assertThat(Uai.of(" 034 2266\u00a0d ")).isEqualTo(new Uai("0342266D"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0342266", "0342266D0", "342266D", "O342266D", "0342266d", "٠٣٤٢٢٦٦D" })
	void anythingElseIsNoUai(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Uai(value)).withMessageContaining(value);
	}

	@Test
	void addressesAndJsonReadIt() {
		assertThat(new DefaultConversionService().convert("0342266d", Uai.class)).isEqualTo(new Uai("0342266D"));
		JsonMapper json = new JsonMapper();
		assertThat(json.writeValueAsString(new Uai("0342266D"))).isEqualTo("\"0342266D\"");
		assertThat(json.readValue("\"0342266D\"", Uai.class)).isEqualTo(new Uai("0342266D"));
	}

}
