package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WeekChartTests {

	private static final LocalDate MONDAY = LocalDate.of(2026, 2, 16);

	@Test
	void theScaleEndsAtARoundNumber() {
		assertThat(LongStream.of(0, 1, 2, 3, 5, 6, 10, 11, 21, 51, 100, 1001).map(WeekChart::round)).containsExactly(1L,
				1L, 2L, 5L, 5L, 10L, 10L, 20L, 50L, 100L, 100L, 2000L);
	}

	@Test
	void aBarIsAsHighAsItsShareOfTheScaleAndNeverUnseen() {
		WeekChart chart = chart(100, 50, 1, 0);
		assertThat(chart.bars()).extracting(WeekChart.Bar::exchanges)
			.containsExactly(WeekChart.HEIGHT, WeekChart.HEIGHT / 2, 1, 0);
		assertThat(chart.bars()).allSatisfy((bar) -> {
			assertThat(bar.exchangesFrom() + bar.exchanges()).isEqualTo(WeekChart.HEIGHT);
			assertThat(bar.reached()).isLessThanOrEqualTo(bar.exchanges());
		});
	}

	@Test
	void aMonthIsNamedAtItsFirstMonday() {
		assertThat(chart(1, 1, 1, 1).bars()).extracting(WeekChart.Bar::month)
			.containsExactly(null, null, LocalDate.of(2026, 3, 2), null);
	}

	@Test
	void aYearWithoutAnythingIsEmpty() {
		assertThat(chart(0, 0).isEmpty()).isTrue();
		assertThat(chart(0, 1).isEmpty()).isFalse();
	}

	private static WeekChart chart(long... exchanges) {
		List<Overview.Week> weeks = LongStream.range(0, exchanges.length)
			.mapToObj((week) -> new Overview.Week(MONDAY.plusWeeks(week), exchanges[(int) week],
					exchanges[(int) week] / 2, 0))
			.toList();
		return WeekChart.of(weeks);
	}

}
