package fr.dossiersco.outreach.dashboard;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import fr.dossiersco.outreach.establishment.EstablishmentKind;
import fr.dossiersco.outreach.establishment.Sector;
import fr.dossiersco.outreach.pipeline.Stage;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many schools of each département stand at a stage or further on the way, among
 * those that are not closed. A school that is paused or lost has left the way: it counts
 * among the schools only. Where it stands is read each time; how many schools there are,
 * where they are many, once in half a minute.
 */
@Component
class Coverage {

	/** From here on, counting them all takes longer than the rest of the page. */
	private static final long MANY = 20_000;

	private static final Duration WHILE = Duration.ofSeconds(30);

	private static final String WHERE = """
			where e.state <> 'FERME' and (:kind::text is null or e.kind = :kind)
				and (:sector::text is null or e.sector = :sector)
			group by e.academie, e.departement""";

	private final JdbcClient jdbc;

	private final Cache<Sort, List<Count>> schools = Caffeine.newBuilder()
		.expireAfter(Expiry.<Sort, List<Count>>creating((sort, counts) -> isMany(counts) ? WHILE : Duration.ZERO))
		.maximumSize(100)
		.build();

	Coverage(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A département without such schools is left out. */
	List<Figure> figures(Asked asked) {
		Map<String, Long> reached = reached(asked).stream()
			.collect(Collectors.toMap(Count::departement, Count::schools, Long::sum));
		return this.schools.get(new Sort(asked.kind(), asked.sector()), this::schools).stream().map((count) -> {
			long part = reached.getOrDefault(count.departement(), 0L);
			return new Figure(count.academie(), count.departement(), Math.max(part, count.schools()), part);
		}).toList();
	}

	private List<Count> schools(Sort sort) {
		return counts("select e.academie, e.departement, count(*) as schools from establishment e " + WHERE, sort)
			.query(Count.class)
			.list();
	}

	private List<Count> reached(Asked asked) {
		return counts("""
				select e.academie, e.departement, count(*) as schools
				from establishment e
					join pursuit p on p.uai = e.uai
						and p.stage in (select code from stage where category <> 'A_PART' and position >= :position)
				""" + WHERE, new Sort(asked.kind(), asked.sector())).param("position", asked.stage().position())
			.query(Count.class)
			.list();
	}

	private JdbcClient.StatementSpec counts(String sql, Sort sort) {
		return this.jdbc.sql(sql)
			.param("kind", (sort.kind() != null) ? sort.kind().name() : null, Types.VARCHAR)
			.param("sector", (sort.sector() != null) ? sort.sector().name() : null, Types.VARCHAR);
	}

	private static boolean isMany(List<Count> counts) {
		return counts.stream().mapToLong(Count::schools).sum() >= MANY;
	}

	/**
	 * What is counted.
	 *
	 * @param stage the one that must be reached, on the way
	 * @param kind null for all kinds
	 * @param sector null for both
	 */
	record Asked(Stage stage, @Nullable EstablishmentKind kind, @Nullable Sector sector) {
	}

	private record Sort(@Nullable EstablishmentKind kind, @Nullable Sector sector) {
	}

	record Count(String academie, String departement, long schools) {
	}

	record Figure(String academie, String departement, long schools, long reached) {
	}

}
