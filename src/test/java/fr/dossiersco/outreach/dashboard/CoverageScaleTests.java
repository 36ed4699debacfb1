package fr.dossiersco.outreach.dashboard;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import fr.dossiersco.outreach.web.Proportion;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CoverageScaleTests {

	@ParameterizedTest
	@CsvSource({ "0, 10, 1", "5, 100, 1", "6, 100, 2", "10, 100, 2", "11, 100, 3", "48, 136, 8", "61, 100, 15",
			"7, 7, 20" })
	void theSmallestStepThatReachesTheLargestShareIsTaken(long part, long total, int step) {
		assertThat(CoverageScale.of(List.of(new Proportion(part, total), new Proportion(0, 50))).step())
			.isEqualTo(step);
	}

	@ParameterizedTest
	@CsvSource({ "0, 100, 1", "199, 1000, 1", "1, 5, 2", "399, 1000, 2", "2, 5, 3", "3, 5, 4", "799, 1000, 4",
			"4, 5, 5", "9, 9, 5", "0, 0, 0" })
	void aBoundBelongsToTheShadeAboveIt(long part, long total, int shade) {
		assertThat(new CoverageScale(20).shade(new Proportion(part, total))).isEqualTo(shade);
	}

	@Test
	void withoutAnySchoolThereIsAScale() {
		assertThat(CoverageScale.of(List.of()).shades()).hasSize(5);
	}

	@RepeatedTest(50)
	void everyShareLiesBetweenTheBoundsThatTheLegendSays(RepetitionInfo run) {
		Random random = new Random(run.getCurrentRepetition());
		List<Proportion> shares = Stream.generate(() -> {
			long total = random.nextLong(1, 900);
			return new Proportion(random.nextLong(total + 1) / random.nextLong(1, 60), total);
		}).limit(40).toList();

		CoverageScale scale = CoverageScale.of(shares);

		for (Proportion share : shares) {
			CoverageScale.Shade shade = scale.shades().get(scale.shade(share) - 1);
			double percent = 100.0 * share.part() / share.total();
			assertThat(percent).as("%s in %s", share, shade).isGreaterThanOrEqualTo(shade.from());
			assertThat(percent).as("%s in %s", share, shade)
				.matches((value) -> shade.last() ? value <= shade.to() : value < shade.to());
		}
	}

}
