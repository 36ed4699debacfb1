package fr.dossiersco.outreach.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plans the two hundred calls of five callers for the week that comes, and says how long it took. */
final class PlannedWeek {

	private static final int TIMES = 9;

	private static final Pattern PLACED = Pattern.compile(">(\\d+) appels placés<");

	private final Visitor visitor;

	PlannedWeek(Visitor visitor) {
		this.visitor = visitor;
	}

	void measure(Connection database) throws IOException, InterruptedException, SQLException {
		LocalDate monday = LocalDate.now().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
		StringBuilder path = new StringBuilder("/appels/semaine?capacite=5&semaine=" + monday);
		int calls = 0;
		try (Statement statement = database.createStatement();
				ResultSet callers = statement.executeQuery("select a.id, count(*) from account a join follow_up f on f.owner = a.id "
						+ "where a.email like 'semaine%' and f.closed_at is null group by a.id order by a.id")) {
			while (callers.next()) {
				path.append("&qui=").append(callers.getString(1));
				calls += callers.getInt(2);
			}
		}
		double[] seconds = new double[TIMES];
		String page = "";
		for (int i = 0; i < TIMES; i++) {
			long start = System.nanoTime();
			page = this.visitor.page(path.toString());
			seconds[i] = (System.nanoTime() - start) / 1e9;
		}
		double first = seconds[0];
		Arrays.sort(seconds);
		Matcher placed = PLACED.matcher(page);
		System.out.printf("Week of %d calls for 5 callers: %.2f s (first time %.2f s, target 2 s), %s placed%n", calls,
				seconds[TIMES / 2], first, placed.find() ? placed.group(1) : "none");
	}

}
