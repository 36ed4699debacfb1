package fr.dossiersco.outreach.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Intervals against published ones. */
class ProportionTests {

	/**
	 * R. G. Newcombe, « Two-sided confidence intervals for the single proportion:
	 * comparison of seven methods », Statistics in Medicine 17 (1998), 857–872, table I,
	 * method 3 (score).
	 */
	@ParameterizedTest
	@CsvSource({ "81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611",
			"1, 29, 0.0061, 0.1718" })
	void aShareLiesWithinWilsonsInterval(long part, long total, double low, double high) {
		Proportion share = new Proportion(part, total);

		assertThat(share.low()).isCloseTo(low, within(0.00005));
		assertThat(share.high()).isCloseTo(high, within(0.00005));
	}

	/**
	 * R. G. Newcombe, « Interval estimation for the difference between independent
	 * proportions: comparison of eleven methods », Statistics in Medicine 17 (1998),
	 * 873–890, table II, method 10 (hybrid score).
	 */
	@ParameterizedTest
	@CsvSource({ "56, 70, 48, 80, 0.0524, 0.3339", "9, 10, 3, 10, 0.1705, 0.8090", "6, 7, 2, 7, 0.0582, 0.8062",
			"5, 56, 0, 29, -0.0381, 0.1926", "0, 10, 0, 20, -0.1611, 0.2775", "0, 10, 0, 10, -0.2775, 0.2775",
			"10, 10, 0, 20, 0.6791, 1.0000", "10, 10, 0, 10, 0.6075, 1.0000" })
	void aDifferenceLiesWithinNewcombesInterval(long part, long total, long otherPart, long otherTotal, double low,
			double high) {
		Proportion.Difference difference = new Proportion(part, total).minus(new Proportion(otherPart, otherTotal));

		assertThat(difference.low()).isCloseTo(low, within(0.00005));
		assertThat(difference.high()).isCloseTo(high, within(0.00005));
	}

	@Test
	void aShareOfNothingSaysNothing() {
		Proportion nothing = new Proportion(0, 0);

		assertThat(nothing.isEnough()).isFalse();
		assertThat(nothing.low()).isZero();
		assertThat(nothing.high()).isOne();
		assertThat(new Proportion(3, 19).isEnough()).isFalse();
		assertThat(new Proportion(0, 20).isEnough()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "40, 100, 10, 100, ABOVE", "10, 100, 40, 100, BELOW", "12, 100, 10, 100, UNDECIDED",
			"19, 19, 0, 100, INSUFFICIENT", "90, 100, 0, 19, INSUFFICIENT" })
	void whatCanBeConcluded(long part, long total, long coldPart, long coldTotal, Proportion.Verdict verdict) {
		assertThat(new Proportion(part, total).against(new Proportion(coldPart, coldTotal))).isEqualTo(verdict);
	}

}
