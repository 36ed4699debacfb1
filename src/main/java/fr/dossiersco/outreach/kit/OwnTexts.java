package fr.dossiersco.outreach.kit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.message.SenderKit.Wording;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages in somebody's own words, until they take the team's again. */
@Component
class OwnTexts {

	private static final RowMapper<OwnText> texts = (row, number) -> new OwnText(
			row.getObject("template_id", UUID.class), new Wording(row.getString("subject"), row.getString("body")),
			row.getInt("template_version"), row.getObject("changed_at", OffsetDateTime.class).toInstant(),
			row.getBoolean("withdrawn"), row.getInt("version"));

	private static final String TEXT = """
			select template_id, subject, body, template_version, changed_at, withdrawn_at is not null as withdrawn, version
			from kit_text where account_id = ?
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	OwnTexts(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Those in use, by message. */
	Map<UUID, OwnText> all(CurrentAccount me) {
		return this.jdbc.sql(TEXT + "and withdrawn_at is null")
			.param(me.id())
			.query(texts)
			.list()
			.stream()
			.collect(Collectors.toMap(OwnText::template, Function.identity()));
	}

	/** In use or given up; empty when there never was one. */
	Optional<OwnText> find(UUID template, CurrentAccount me) {
		return this.jdbc.sql(TEXT + "and template_id = ?").params(me.id(), template).query(texts).optional();
	}

	/**
	 * Keeps somebody's words.
	 * @param seen the version that they were written over, null for none
	 * @throws OptimisticLockingFailureException when they wrote elsewhere meanwhile
	 */
	void keep(UUID template, Wording words, int templateVersion, @Nullable Integer seen, CurrentAccount me) {
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		int kept = (seen == null) ? this.jdbc.sql("""
				insert into kit_text (account_id, template_id, subject, body, template_version, changed_at, version)
				values (?, ?, ?, ?, ?, ?, 0) on conflict (account_id, template_id) do nothing""")
			.params(me.id(), template)
			.param(words.subject())
			.params(words.body(), templateVersion, now)
			.update()
				: this.jdbc
					.sql("""
							update kit_text set subject = ?, body = ?, template_version = ?, changed_at = ?, withdrawn_at = null,
								version = version + 1
							where account_id = ? and template_id = ? and version = ?""")
					.param(words.subject())
					.params(words.body(), templateVersion, now, me.id(), template, seen)
					.update();
		if (kept == 0) {
			throw new OptimisticLockingFailureException("own text of message " + template + " was written meanwhile");
		}
	}

	/**
	 * Takes the team's words again, or one's own again. Done twice, it is done once.
	 */
	void withdraw(UUID template, boolean withdrawn, CurrentAccount me) {
		this.jdbc.sql("""
				update kit_text set withdrawn_at = case when :withdrawn then :now end, version = version + 1
				where account_id = :me and template_id = :template and (withdrawn_at is not null) <> :withdrawn""")
			.param("withdrawn", withdrawn)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", me.id())
			.param("template", template)
			.update();
	}

	/**
	 * A message in somebody's words.
	 *
	 * @param templateVersion of the team's message that they began from
	 * @param withdrawn whether they were given up
	 */
	record OwnText(UUID template, Wording words, int templateVersion, Instant changedAt, boolean withdrawn,
			int version) {

		/** In Paris. */
		public LocalDateTime changedOn() {
			return LocalDateTime.ofInstant(this.changedAt, KitLinks.PARIS);
		}

	}

}
