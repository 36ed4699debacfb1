package fr.dossiersco.outreach.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stages, in their order. */
@Component
public class Stages {

	/** Spotted, and not yet spoken to. */
	public static final String SPOTTED = "REPERE";

	/** Written or spoken to at least once. */
	public static final String CONTACTED = "CONTACTE";

	/** Refused, or lost. */
	public static final String DROPPED = "SANS_SUITE";

	/** Put off: the field's « plus tard ». */
	static final String PAUSED = "EN_PAUSE";

	/** Those that the program moves schools to by itself. */
	static final Set<String> KEPT = Set.of(SPOTTED, CONTACTED, PAUSED, DROPPED);

	private final JdbcClient jdbc;

	Stages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Those in use. */
	public List<Stage> all() {
		return this.jdbc.sql("""
				select code, label, position, category, reason_required, expected_days, resumes
				from stage where retired_at is null order by position""").query(Stage.class).list();
	}

	/** Those on the way, in their order; all, should someone have set every one aside. */
	public static List<Stage> onTheWay(List<Stage> all) {
		List<Stage> way = all.stream().filter((stage) -> !stage.isAside()).toList();
		return way.isEmpty() ? all : way;
	}

	/** Empty when there is none, or none any more. */
	public Optional<Stage> find(String code) {
		return all().stream().filter((stage) -> stage.code().equals(code)).findFirst();
	}

}
