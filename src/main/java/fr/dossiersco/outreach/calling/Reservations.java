package fr.dossiersco.outreach.calling;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who has which school on the line, across lists: one person at a time, until they save,
 * skip or leave, or for twenty minutes if they vanished.
 */
@Component
public class Reservations {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final JdbcClient jdbc;

	private final CallingProperties properties;

	private final Clock clock;

	Reservations(JdbcClient jdbc, CallingProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
	}

	/** The name of what is reserved: the school, else the person. */
	public static String target(@Nullable String uai, @Nullable UUID contact) {
		return (uai != null) ? uai : String.valueOf(contact);
	}

	/**
	 * Takes a school for oneself, or keeps it for longer. Of two people at once, the
	 * database lets one have it.
	 * @return who has it, when it is someone else
	 */
	public Optional<Holder> take(String target, @Nullable String academie, CurrentAccount me) {
		Instant now = this.clock.instant();
		this.jdbc
			.sql("""
					insert into call_reservation (target, academie, account_id, since, until) values (:target, :academie, :me, :now, :until)
					on conflict (target) do update set account_id = excluded.account_id, until = excluded.until,
						since = case when call_reservation.account_id = excluded.account_id and call_reservation.until > excluded.since
							then call_reservation.since else excluded.since end
					where call_reservation.account_id = excluded.account_id or call_reservation.until <= excluded.since""")
			.param("target", target)
			.param("academie", academie, Types.VARCHAR)
			.param("me", me.id())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("until", now.plus(this.properties.reservation()).atOffset(ZoneOffset.UTC))
			.update();
		return heldByAnother(target, me);
	}

	/** Who has it now, when it is someone else. */
	public Optional<Holder> heldByAnother(String target, CurrentAccount me) {
		return this.jdbc
			.sql("""
					select r.account_id as account, a.name, r.since from call_reservation r join account a on a.id = r.account_id
					where r.target = ? and r.account_id <> ? and r.until > ?""")
			.params(target, me.id(), this.clock.instant().atOffset(ZoneOffset.UTC))
			.query((row, number) -> new Holder(row.getString("name"),
					row.getTimestamp("since").toInstant().atZone(PARIS).toLocalTime()))
			.optional();
	}

	/** Gives back what one holds; nothing happens when one doesn't. */
	public void release(String target, CurrentAccount me) {
		this.jdbc.sql("delete from call_reservation where target = ? and account_id = ?")
			.params(target, me.id())
			.update();
	}

	/**
	 * Someone who has a school on the line.
	 *
	 * @param since in Paris
	 */
	public record Holder(String name, LocalTime since) {
	}

}
