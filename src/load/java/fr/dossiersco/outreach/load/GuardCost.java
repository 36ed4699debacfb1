package fr.dossiersco.outreach.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What row-level security costs a reader: the same pages, narrowed to the same académie,
 * asked for by an ambassador who serves it and by a team member, in turn, so that both
 * meet the same machine.
 */
final class GuardCost {

	private static final int TIMES = 60;

	private final Visitor ambassador;

	private final Visitor team;

	GuardCost(Visitor ambassador, Visitor team) {
		this.ambassador = ambassador;
		this.team = team;
	}

	void measure(Connection database, String email) throws IOException, InterruptedException, SQLException {
		try (PreparedStatement statement = database.prepareStatement("""
				select s.academie, (select min(e.uai) from establishment e
					where e.academie = s.academie and e.kind = 'COLLEGE')
				from account_academie s join account a on a.id = s.account_id where a.email = ?
				order by s.academie limit 1""")) {
			statement.setString(1, email);
			try (ResultSet served = statement.executeQuery()) {
				served.next();
				String narrowed = "?academie=" + served.getString(1);
				compare("contact list", "/contacts" + narrowed);
				compare("people found by a word", "/contacts" + narrowed + "&q=modele-duval");
				compare("school record", "/etablissements/" + served.getString(2));
				compare("pipeline", "/pipeline" + narrowed);
				compare("dashboard", "/tableau-de-bord" + narrowed);
				compare("next steps", "/relances" + narrowed);
			}
		}
		compare("home (for the team, their day)", "/");
	}

	private void compare(String page, String path) throws IOException, InterruptedException {
		double[] withGuard = new double[TIMES];
		double[] without = new double[TIMES];
		for (int i = -5; i < TIMES; i++) {
			double first = milliseconds(this.ambassador, path);
			double second = milliseconds(this.team, path);
			if (i >= 0) {
				withGuard[i] = first;
				without[i] = second;
			}
		}
		Arrays.sort(withGuard);
		Arrays.sort(without);
		System.out.printf("%s: ambassador %.0f ms (p95 %.0f), team %.0f ms (p95 %.0f), ratio of medians %.2f%n", page,
				withGuard[TIMES / 2], withGuard[TIMES * 95 / 100], without[TIMES / 2], without[TIMES * 95 / 100],
				withGuard[TIMES / 2] / without[TIMES / 2]);
	}

	private static double milliseconds(Visitor visitor, String path) throws IOException, InterruptedException {
		long start = System.nanoTime();
		visitor.page(path);
		return (System.nanoTime() - start) / 1e6;
	}

}
