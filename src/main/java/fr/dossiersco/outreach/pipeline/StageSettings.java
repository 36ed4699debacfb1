package fr.dossiersco.outreach.pipeline;

import java.sql.Types;
import java.text.Normalizer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the coordinator decides of the stages themselves. Codes never change and nothing
 * that has a history is deleted, so whatever was written with a stage keeps its meaning.
 */
@Component
class StageSettings {

	private final JdbcClient jdbc;

	private final Clock clock;

	StageSettings(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Those in use in their order, then those retired. */
	List<Row> all() {
		return this.jdbc.sql("""
				select s.code, s.label, s.category, s.expected_days, s.retired_at is not null as retired, s.version,
					(select count(*) from pursuit p where p.stage = s.code) as schools
				from stage s order by s.retired_at is not null, s.position""").query(Row.class).list();
	}

	Row require(String code) {
		return require(code, all());
	}

	private static Row require(String code, List<Row> all) {
		return all.stream()
			.filter((row) -> row.code().equals(code))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("stage " + code));
	}

	/** Whether another stage in use has that name. */
	boolean isNamed(String label, @Nullable String butCode) {
		return this.jdbc.sql("""
				select exists (select from stage where retired_at is null and lower(label) = lower(:label)
					and (:code::text is null or code <> :code))""")
			.param("label", label)
			.param("code", butCode, Types.VARCHAR)
			.query(Boolean.class)
			.single();
	}

	/** Adds a stage after the others of its category. */
	@Transactional
	void add(String label, String category, @Nullable Integer expectedDays) {
		String code = code(label);
		int position = this.jdbc
			.sql("""
					select coalesce((select max(position) from stage where category = :category), (select max(position) from stage)) + 1""")
			.param("category", category)
			.query(Integer.class)
			.single();
		this.jdbc.sql("update stage set position = position + 1 where position >= ?").param(position).update();
		this.jdbc.sql("""
				insert into stage (code, label, position, category, reason_required, expected_days)
				select case when exists (select from stage where code = :code)
						then :code || '_' || (select count(*) from stage) else :code end,
					:label, :position, :category, :aside, :days""")
			.param("code", code)
			.param("label", label)
			.param("position", position)
			.param("category", category)
			.param("aside", category.equals("A_PART"))
			.param("days", expectedDays, Types.SMALLINT)
			.update();
	}

	/**
	 * @param version the one that was shown
	 * @throws OptimisticLockingFailureException when someone changed it since
	 */
	@Transactional
	void change(String code, String label, String category, @Nullable Integer expectedDays, int version) {
		int changed = this.jdbc.sql("""
				update stage set label = :label, category = :category, expected_days = :days, version = version + 1,
					reason_required = :aside
				where code = :code and version = :version""")
			.param("code", code)
			.param("label", label)
			.param("category", category)
			.param("aside", category.equals("A_PART"))
			.param("days", expectedDays, Types.SMALLINT)
			.param("version", version)
			.update();
		if (changed == 0) {
			throw new OptimisticLockingFailureException("stage " + code);
		}
	}

	/** Changes places with the stage in use before or after it; nothing at the ends. */
	@Transactional
	void shift(String code, boolean up) {
		List<String> codes = this.jdbc
			.sql("select code from stage where retired_at is null order by position for update")
			.query(String.class)
			.list();
		int at = codes.indexOf(code);
		int to = up ? at - 1 : at + 1;
		if (at < 0 || to < 0 || to >= codes.size()) {
			return;
		}
		this.jdbc.sql("""
				update stage s set position = o.position, version = s.version + 1
				from stage o where s.code in (:one, :other) and o.code in (:one, :other) and o.code <> s.code""")
			.param("one", code)
			.param("other", codes.get(to))
			.update();
	}

	/**
	 * Retires a stage; the schools that stand there move on first.
	 * @param to where they go, null when there are none
	 * @param reason why, written on each of their moves
	 * @return how many moved
	 * @throws StageInUseException when schools stand there and nobody says where they go
	 */
	@Transactional
	int retire(String code, @Nullable String to, String reason, CurrentAccount by) {
		List<Row> all = all();
		Row stage = require(code, all);
		if (Stages.KEPT.contains(code)) {
			throw new StageInUseException();
		}
		int moved = 0;
		Optional<Row> target = (to != null && !to.equals(code))
				? all.stream().filter((row) -> row.code().equals(to) && !row.retired()).findFirst() : Optional.empty();
		if (stage.schools() > 0 && target.isEmpty()) {
			throw new StageInUseException();
		}
		if (target.isPresent()) {
			moved = this.jdbc.sql("""
					with leaving as (select uai, academie, greatest(:now, since + interval '1 microsecond') as at
							from pursuit where stage = :code order by uai for update),
						moved as (update pursuit p set stage = :to, since = l.at, version = p.version + 1
							from leaving l where p.uai = l.uai)
					insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, reason, cause)
					select gen_random_uuid(), uai, academie, :code, :to, at, :by, :reason, 'MAIN' from leaving""")
				.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
				.param("code", code)
				.param("to", target.get().code())
				.param("by", by.id())
				.param("reason", reason)
				.update();
		}
		this.jdbc.sql("update stage set retired_at = ?, version = version + 1 where code = ?")
			.params(this.clock.instant().atOffset(ZoneOffset.UTC), code)
			.update();
		return moved;
	}

	/**
	 * Takes a retired stage up again, where it was in the order.
	 * @return false when another one has its name by now
	 */
	@Transactional
	boolean resume(String code) {
		if (isNamed(require(code).label(), code)) {
			return false;
		}
		this.jdbc.sql("update stage set retired_at = null, version = version + 1 where code = ?").param(code).update();
		return true;
	}

	/** A code that tells the name: capitals, digits and underscores. */
	private static String code(String label) {
		String plain = Normalizer.normalize(label, Normalizer.Form.NFD)
			.replaceAll("\\p{M}+", "")
			.toUpperCase(Locale.FRENCH)
			.replaceAll("[^A-Z0-9]+", "_")
			.replaceAll("^_|_$", "");
		return plain.isEmpty() ? "ETAPE" : plain.substring(0, Math.min(30, plain.length()));
	}

	/**
	 * A stage, with how many schools stand there.
	 */
	record Row(String code, String label, String category, @Nullable Integer expectedDays, boolean retired, int version,
			long schools) {

		/** Whether the program itself moves schools there. */
		public boolean isKept() {
			return Stages.KEPT.contains(this.code);
		}

	}

	/** Schools stand there, or the program needs it. */
	static class StageInUseException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
