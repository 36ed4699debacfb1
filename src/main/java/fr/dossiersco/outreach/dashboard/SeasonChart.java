package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.dashboard.SeasonForecast.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Two seasons as curves, over the days that lead to the opening: this one up to today,
 * then what is forecast; the last one at the same distance from its own opening. All
 * lengths are in the units of the drawing.
 *
 * @param top what the highest line of the scale stands for
 * @param opens the offset of the last opening, null when it is past
 */
record SeasonChart(List<Point> points, long top, LocalDate today, @Nullable Integer opens) {

	static final int WIDTH = 640;

	static final int HEIGHT = 200;

	static SeasonChart of(List<Point> points, LocalDate today, @Nullable Integer opens) {
		double highest = points.stream().mapToDouble(Point::highest).max().orElse(0);
		return new SeasonChart(points, WeekChart.round((long) Math.ceil(highest)), today, opens);
	}

	public int width() {
		return WIDTH;
	}

	public int height() {
		return HEIGHT;
	}

	public boolean isEmpty() {
		return this.points.stream().allMatch((point) -> point.highest() == 0);
	}

	/** The points that the table tells, the others being between them. */
	public List<Point> told() {
		return this.points.stream().filter(Point::told).toList();
	}

	public String now() {
		return line(this.points.stream().filter((point) -> point.now() != null).toList(),
				(point) -> Objects.requireNonNull(point.now()));
	}

	public String before() {
		return line(this.points.stream().filter((point) -> point.before() != null).toList(),
				(point) -> Objects.requireNonNull(point.before()));
	}

	/** What is expected, from today on. */
	public String expected() {
		return line(forecast(), (point) -> outcome(point).mean());
	}

	/** Where 80 % of what may come lies, from today on. */
	public String band() {
		List<Point> forecast = forecast();
		return forecast.isEmpty() ? "" : line(forecast, (point) -> outcome(point).low()) + " "
				+ line(forecast.reversed(), (point) -> outcome(point).high());
	}

	private static Outcome outcome(Point point) {
		return Objects.requireNonNull(point.ahead());
	}

	/** Whether something is forecast further than today. */
	public boolean isForecast() {
		return forecast().size() > 1;
	}

	private List<Point> forecast() {
		return this.points.stream().filter((point) -> point.ahead() != null).toList();
	}

	private String line(List<Point> points, ToDoubleFunction<Point> value) {
		return points.stream()
			.map((point) -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.offset()), y(value.applyAsDouble(point))))
			.collect(Collectors.joining(" "));
	}

	/** Where a number of days from today lies. */
	public double x(int offset) {
		int first = this.points.getFirst().offset();
		int last = this.points.getLast().offset();
		return Math.round(10.0 * WIDTH * (offset - first) / Math.max(1, last - first)) / 10.0;
	}

	private double y(double count) {
		return HEIGHT - HEIGHT * count / this.top;
	}

	/** The months that begin on the way. */
	public List<Month> months() {
		List<Month> months = new ArrayList<>();
		LocalDate first = this.today.plusDays(this.points.getFirst().offset());
		LocalDate last = this.today.plusDays(this.points.getLast().offset());
		LocalDate month = first.withDayOfMonth(1);
		while (!month.isAfter(last)) {
			if (!month.isBefore(first)) {
				months.add(new Month(month, x(Math.toIntExact(month.toEpochDay() - this.today.toEpochDay()))));
			}
			month = month.plusMonths(1);
		}
		return months;
	}

	/** The first day of a month, and where it lies. */
	record Month(LocalDate day, double x) {
	}

	/**
	 * One day of both seasons.
	 *
	 * @param offset how many days from today, negative for what is past
	 * @param day that day, this season
	 * @param daysBefore how many days before the opening, null when the places asked
	 * about differ in it
	 * @param now how many schools this season, null for what is to come
	 * @param before how many in the last one, null when that day is still to come
	 * @param ahead what is forecast, null when nothing is
	 * @param told whether the table tells it
	 */
	record Point(int offset, LocalDate day, @Nullable Integer daysBefore, @Nullable Long now, @Nullable Long before,
			@Nullable Outcome ahead, boolean told) {

		double highest() {
			double counted = Math.max((this.now != null) ? this.now : 0, (this.before != null) ? this.before : 0);
			return (this.ahead != null) ? Math.max(counted, this.ahead.high()) : counted;
		}

		public boolean isToday() {
			return this.offset == 0;
		}

	}

}
