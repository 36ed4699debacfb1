package fr.dossiersco.outreach.ambassador;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps as the coordinator words and orders them. What was ticked stays ticked. */
@Component
class StepSettings {

	private final JdbcClient jdbc;

	private final Clock clock;

	StepSettings(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** In their order, those retired last. */
	List<Setting> all() {
		return this.jdbc.sql("""
				select code, label, hint, fact, retired_at is not null as retired from ambassador_step
				order by retired_at is not null, position""").query(Setting.class).list();
	}

	Setting require(String code) {
		return this.jdbc.sql(
				"select code, label, hint, fact, retired_at is not null as retired from ambassador_step where code = ?")
			.param(code)
			.query(Setting.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("step " + code));
	}

	/** Adds one at the end, ticked by hand. */
	@Transactional
	public void add(String label, @Nullable String hint) {
		lock();
		this.jdbc.sql("""
				insert into ambassador_step (code, label, hint, position)
				select :code, :label, :hint, coalesce(max(position), 0) + 1 from ambassador_step""")
			.param("code", UUID.randomUUID().toString())
			.param("label", label)
			.param("hint", hint, java.sql.Types.VARCHAR)
			.update();
	}

	void change(String code, String label, @Nullable String hint) {
		this.jdbc.sql("update ambassador_step set label = :label, hint = :hint where code = :code")
			.param("label", label)
			.param("hint", hint, java.sql.Types.VARCHAR)
			.param("code", code)
			.update();
	}

	/** Changes places with the one before or after; at the end of the list nothing. */
	@Transactional
	public void shift(String code, boolean up) {
		lock();
		this.jdbc
			.sql("""
					with moved as (select code, position from ambassador_step where code = :code and retired_at is null),
						next as (select s.code, s.position from ambassador_step s, moved m
							where s.retired_at is null and case when :up then s.position < m.position else s.position > m.position end
							order by abs(s.position - m.position) limit 1)
					update ambassador_step s
					set position = case when s.code = m.code then n.position else m.position end
					from moved m, next n where s.code in (m.code, n.code)""")
			.param("code", code)
			.param("up", up)
			.update();
	}

	/** Asks it of nobody any more, or of everybody again. */
	void retire(String code, boolean retired) {
		this.jdbc.sql("""
				update ambassador_step set retired_at = case when :retired then :now::timestamptz end
				where code = :code and (retired_at is not null) <> :retired""")
			.param("retired", retired)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("code", code)
			.update();
	}

	/** Of two who reorder at once, the second waits for the first. */
	private void lock() {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtext('ambassador: steps'))").query((row) -> {
		});
	}

	/**
	 * A step.
	 *
	 * @param fact what shows it by itself, null for nothing
	 */
	record Setting(String code, String label, @Nullable String hint, @Nullable Fact fact, boolean retired) {
	}

}
