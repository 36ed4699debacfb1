package fr.dossiersco.outreach.pipeline;

import java.util.List;
import java.util.Optional;

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

	private final JdbcClient jdbc;

	Stages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public List<Stage> all() {
		return this.jdbc.sql("select code, label, position, category, reason_required from stage order by position")
			.query(Stage.class)
			.list();
	}

	Optional<Stage> find(String code) {
		return all().stream().filter((stage) -> stage.code().equals(code)).findFirst();
	}

}
