package fr.dossiersco.outreach.kit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.message.MessageChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Through which link a school came, as it said so: a visit itself knows no school. What
 * is noted is never rewritten; it is taken back, and something else noted.
 */
@Component
class Arrivals {

	/** How many links a school's page proposes. */
	private static final int MOST = 300;

	private final JdbcClient jdbc;

	private final Clock clock;

	Arrivals(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * The links to choose from, and the one through which the school came: first those of
	 * who serves its académie. An ambassador sees their own alone.
	 */
	List<Choice> choices(String uai, String academie) {
		return this.jdbc.sql("""
				select l.id as link, t.title, l.channel, c.name as person, :academie = any (l.academies) as local,
					a.id as arrival, a.came_on, n.name as noted_by
				from kit_link l
					join message_template t on t.id = l.template_id
					join account c on c.id = l.account_id
					left join kit_arrival a on a.link_id = l.id and a.uai = :uai and a.withdrawn_at is null
					left join account n on n.id = a.noted_by
				order by a.id is null, local desc, c.name collate french, t.title collate french, l.id limit :most""")
			.param("academie", academie)
			.param("uai", uai)
			.param("most", MOST)
			.query(Choice.class)
			.list();
	}

	/**
	 * Notes through which link a school came, or that it came through none.
	 * @param link null for none
	 * @param seen what was noted when one looked, null for nothing
	 */
	@Transactional
	public Outcome note(String uai, @Nullable UUID link, LocalDate day, @Nullable UUID seen, CurrentAccount me) {
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		if (link != null) {
			LocalDate made = this.jdbc
				.sql("select (created_at at time zone 'Europe/Paris')::date from kit_link where id = ?")
				.param(link)
				.query(LocalDate.class)
				.optional()
				.orElse(null);
			if (made == null) {
				return Outcome.UNKNOWN;
			}
			if (day.isBefore(made) || day.isAfter(LocalDate.now(this.clock.withZone(KitLinks.PARIS)))) {
				return Outcome.DAY;
			}
		}
		UUID standing = this.jdbc.sql("select id from kit_arrival where uai = ? and withdrawn_at is null for update")
			.param(uai)
			.query(UUID.class)
			.optional()
			.orElse(null);
		if (!Objects.equals(standing, seen)) {
			return Outcome.MEANWHILE;
		}
		if (standing != null) {
			this.jdbc.sql("update kit_arrival set withdrawn_at = ?, withdrawn_by = ? where id = ?")
				.params(now, me.id(), standing)
				.update();
		}
		if (link == null) {
			return Outcome.NOTED;
		}
		int noted = this.jdbc.sql("""
				insert into kit_arrival (id, link_id, uai, academie, came_on, noted_at, noted_by)
				select ?, ?, uai, academie, ?, ?, ? from establishment where uai = ?
				on conflict (uai) where withdrawn_at is null do nothing""")
			.params(UUID.randomUUID(), link, day, now, me.id(), uai)
			.update();
		return (noted == 1) ? Outcome.NOTED : Outcome.MEANWHILE;
	}

	/** What became of a note. */
	enum Outcome {

		/** It is written down. */
		NOTED,
		/** There is no such link. */
		UNKNOWN,
		/** The day is to come, or the link was not there yet. */
		DAY,
		/** Somebody noted something else meanwhile. */
		MEANWHILE

	}

	/**
	 * A link to choose.
	 *
	 * @param local whether its person serves the school's académie
	 * @param arrival set where the school came through it
	 */
	record Choice(UUID link, String title, MessageChannel channel, String person, boolean local, @Nullable UUID arrival,
			@Nullable LocalDate cameOn, @Nullable String notedBy) {
	}

}
