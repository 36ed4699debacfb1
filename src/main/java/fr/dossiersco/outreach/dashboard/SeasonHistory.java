package fr.dossiersco.outreach.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.pipeline.Stage;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ways of schools from stage to stage, read once for all that is worked out from
 * them: how long they stay, where they stood on a day, what became of those that stood
 * where others stand now.
 */
@Component
class SeasonHistory {

	private final JdbcClient jdbc;

	SeasonHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The ways of the schools of a scope, in two statements however many they are. */
	List<Way> of(SchoolScope scope) {
		Map<String, Integer> ranks = new HashMap<>();
		this.jdbc.sql("select code, position, category = 'A_PART' as aside from stage").query((row) -> {
			ranks.put(row.getString("code"), rank(row.getInt("position"), row.getBoolean("aside")));
		});
		Map<String, Moves> schools = new LinkedHashMap<>();
		// Sorting by time alone is cheaper than by school, and puts each way in order
		// too.
		scope.bind(this.jdbc.sql("""
				select uai, academie, departement, stage, floor(extract(epoch from moved_at))::bigint as at
				from (%s) stay order by moved_at, id""".formatted(Stays.of(scope)))).query((row) -> {
			String academie = row.getString(2);
			String departement = row.getString(3);
			schools.computeIfAbsent(row.getString(1), (uai) -> new Moves(academie, departement))
				.add(row.getLong(5), Objects.requireNonNull(ranks.get(row.getString(4))));
		});
		return schools.values().stream().map(Moves::way).toList();
	}

	/** A stage as a number: its place on the way, negative when it is aside. */
	static int rank(Stage stage) {
		return rank(stage.position(), stage.isAside());
	}

	private static int rank(int position, boolean aside) {
		return aside ? -position : position;
	}

	/**
	 * The lengths of the stays from which schools went on, in days, in their order, by
	 * the rank of the stage.
	 */
	static Map<Integer, double[]> advances(List<Way> ways) {
		Map<Integer, List<Double>> lengths = new HashMap<>();
		for (Way way : ways) {
			for (int i = 0; i + 1 < way.ranks.length; i++) {
				if (way.ranks[i] > Way.NOWHERE && way.ranks[i + 1] > way.ranks[i]) {
					lengths.computeIfAbsent(way.ranks[i], (rank) -> new ArrayList<>())
						.add((way.times[i + 1] - way.times[i]) / Way.DAY);
				}
			}
		}
		Map<Integer, double[]> sorted = new HashMap<>();
		lengths.forEach(
				(rank, each) -> sorted.put(rank, each.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
		return sorted;
	}

	/** The moves of a school as they are read. */
	private static final class Moves {

		private final String academie;

		private final String departement;

		private long[] times = new long[4];

		private int[] ranks = new int[4];

		private int count;

		Moves(String academie, String departement) {
			this.academie = academie;
			this.departement = departement;
		}

		void add(long time, int rank) {
			if (this.count == this.times.length) {
				this.times = Arrays.copyOf(this.times, 2 * this.count);
				this.ranks = Arrays.copyOf(this.ranks, 2 * this.count);
			}
			this.times[this.count] = time;
			this.ranks[this.count++] = rank;
		}

		Way way() {
			return new Way(this.academie, this.departement, Arrays.copyOf(this.times, this.count),
					Arrays.copyOf(this.ranks, this.count));
		}

	}

	/**
	 * The way of one school.
	 *
	 * @param times when it came to each stage, in seconds, one after the other
	 * @param ranks to which stage it came then
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Way(String academie, String departement, long[] times, int[] ranks) {

		static final double DAY = 86_400;

		/** Nobody had spotted it yet. */
		static final int NOWHERE = 0;

		/** At which stage it stood, {@link #NOWHERE} before the first. */
		int at(Instant moment) {
			return at(moment.getEpochSecond());
		}

		int at(long moment) {
			for (int i = this.times.length - 1; i >= 0; i--) {
				if (this.times[i] <= moment) {
					return this.ranks[i];
				}
			}
			return NOWHERE;
		}

		/** Where it stands after its last move. */
		int now() {
			return this.ranks[this.ranks.length - 1];
		}

	}

}
