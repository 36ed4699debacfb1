package fr.dossiersco.outreach.request;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks, decides, answers. Each decision is a row; where a request stands is kept beside
 * it, in the same transaction. Of two who decide at the same moment the second is told of
 * the first.
 */
@Component
class TeamRequests {

	/** How many characters a request, or a message about it, may have. */
	static final int LONGEST = 4_000;

	private final AnswerMail mail;

	private final JdbcClient jdbc;

	private final Clock clock;

	TeamRequests(AnswerMail mail, JdbcClient jdbc, Clock clock) {
		this.mail = mail;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * @param about null for nothing in particular
	 */
	@Transactional
	public UUID ask(RequestKind kind, String words, @Nullable Subject about, @Nullable LocalDate wishedOn,
			CurrentAccount me) {
		UUID id = UUID.randomUUID();
		this.jdbc.sql("""
				insert into team_request (id, kind, words, uai, contact_id, academie, wished_on, asked_at, asked_by)
				values (:id, :kind, :words, :uai, :contact, :academie, :wishedOn, :now, :me)""")
			.param("id", id)
			.param("kind", kind.name())
			.param("words", words)
			.param("uai", (about != null) ? about.uai() : null, Types.VARCHAR)
			.param("contact", (about != null) ? about.contact() : null, Types.OTHER)
			.param("academie", (about != null) ? about.academie() : null, Types.VARCHAR)
			.param("wishedOn", wishedOn, Types.DATE)
			.param("now", now())
			.param("me", me.id())
			.update();
		return id;
	}

	/**
	 * Sees to a request that nobody sees to. Of two at once the second finds it taken.
	 * @return the decision, null when somebody has it, or it is closed
	 */
	@Transactional
	public @Nullable UUID take(UUID id, CurrentAccount me) {
		Standing before = require(id);
		// Of the request's own row: whoever waits for another's decision looks at it
		// anew, at other tables it would not.
		int taken = (before.activeOwner() != null) ? 0
				: this.jdbc.sql("""
						update team_request set owner = :me, version = version + 1
						where id = :id and closed_at is null and owner is not distinct from :before::uuid""")
					.param("id", id)
					.param("before", before.owner(), Types.OTHER)
					.param("me", me.id())
					.update();
		return (taken == 1) ? decide(id, Decision.PRISE, before.owner(), me.id(), me) : null;
	}

	/**
	 * Has somebody of the team see to a request, or nobody.
	 * @param to null for nobody
	 * @param seen the version that one saw
	 * @return the decision, null when somebody decided meanwhile, or there is no such
	 * colleague
	 */
	@Transactional
	public @Nullable UUID entrust(UUID id, @Nullable UUID to, int seen, CurrentAccount me) {
		UUID before = require(id).owner();
		int entrusted = this.jdbc.sql("""
				update team_request set owner = :to, version = version + 1
				where id = :id and version = :seen and closed_at is null and owner is distinct from :to::uuid
					and (:to::uuid is null or exists (select from account a
						where a.id = :to::uuid and a.role <> 'AMBASSADOR' and a.deactivated_at is null))""")
			.param("id", id)
			.param("to", to, Types.OTHER)
			.param("seen", seen)
			.update();
		if (entrusted == 0) {
			return null;
		}
		Decision decision = (to == null) ? Decision.RENDUE : to.equals(me.id()) ? Decision.PRISE : Decision.CONFIEE;
		return decide(id, decision, before, to, me);
	}

	/**
	 * Writes a message. Whoever answers for the team sees to the request from then on, if
	 * nobody did, and its author is told by mail; what its author writes opens it again.
	 * @param closes whether nothing remains to be done
	 * @param seen the version that one saw
	 * @return false when something was written or decided meanwhile: nothing is written
	 */
	@Transactional
	public boolean write(UUID id, String words, boolean closes, int seen, CurrentAccount me) {
		Standing before = require(id);
		boolean author = before.askedBy().equals(me.id());
		boolean opens = author && before.closed();
		if (!turn(id, seen)) {
			return false;
		}
		if (!author && before.activeOwner() == null) {
			this.jdbc.sql("update team_request set owner = ? where id = ?").params(me.id(), id).update();
			decide(id, Decision.PRISE, before.owner(), me.id(), me);
		}
		this.jdbc.sql("""
				insert into team_request_message (id, request_id, words, written_at, written_by)
				values (uuidv7(), ?, ?, ?, ?)""").params(id, words, now(), me.id()).update();
		if (closes && !before.closed()) {
			setClosed(id, Decision.CLOTURE, me);
		}
		else if (opens) {
			setClosed(id, Decision.REOUVERTURE, me);
		}
		if (!author) {
			tell(id);
		}
		return true;
	}

	/**
	 * Says that nothing remains to be done.
	 * @param seen the version that one saw
	 * @return the decision, null when something was written or decided meanwhile
	 */
	@Transactional
	public @Nullable UUID close(UUID id, int seen, CurrentAccount me) {
		Standing before = require(id);
		if (before.closed() || !turn(id, seen)) {
			return null;
		}
		UUID decision = setClosed(id, Decision.CLOTURE, me);
		if (!before.askedBy().equals(me.id())) {
			tell(id);
		}
		return decision;
	}

	/**
	 * Says that something remains to be done.
	 * @return false when it is open
	 */
	@Transactional
	public boolean reopen(UUID id, CurrentAccount me) {
		require(id);
		int opened = this.jdbc.sql(
				"update team_request set closed_at = null, version = version + 1 where id = ? and closed_at is not null")
			.param(id)
			.update();
		if (opened == 1) {
			decide(id, Decision.REOUVERTURE, null, null, me);
		}
		return opened == 1;
	}

	/**
	 * Takes the last decision back, so that the request stands where it stood before.
	 * @return false when something was decided since, or that was taken back already
	 */
	@Transactional
	public boolean undo(UUID id, UUID decision, CurrentAccount me) {
		require(id);
		// One after the other: what is decided meanwhile must be seen below.
		this.jdbc.sql("select from team_request where id = ? for update").param(id).query((row) -> {
		});
		Undone undone = this.jdbc
			.sql("""
					update team_request_decision d set undone_at = :now, undone_by = :me
					where d.id = :decision and d.request_id = :id and d.undone_at is null and d.kind <> 'REOUVERTURE'
						and not exists (select from team_request_decision l where l.request_id = d.request_id and l.undone_at is null
							and (l.decided_at, l.id) > (d.decided_at, d.id))
					returning d.kind, d.from_owner""")
			.param("now", now())
			.param("me", me.id())
			.param("decision", decision)
			.param("id", id)
			.query(Undone.class)
			.optional()
			.orElse(null);
		if (undone == null) {
			this.jdbc.sql("select id from team_request_decision where id = ? and request_id = ?")
				.params(decision, id)
				.query(UUID.class)
				.optional()
				.orElseThrow(() -> new NotFoundException("decision " + decision));
			return false;
		}
		if (undone.kind() == Decision.CLOTURE) {
			this.jdbc.sql("update team_request set closed_at = null, version = version + 1 where id = ?")
				.param(id)
				.update();
		}
		else {
			this.jdbc.sql("update team_request set owner = :owner, version = version + 1 where id = :id")
				.param("owner", undone.fromOwner(), Types.OTHER)
				.param("id", id)
				.update();
		}
		return true;
	}

	/**
	 * Notes that someone has it before their eyes.
	 * @param until when the last of what they see was written: what came meanwhile is
	 * still to be read
	 */
	@Transactional
	public void read(UUID id, Instant until, CurrentAccount me) {
		this.jdbc.sql("""
				insert into team_request_reading as r (request_id, account_id, read_at) values (?, ?, ?)
				on conflict (request_id, account_id) do update set read_at = greatest(r.read_at, excluded.read_at)""")
			.params(id, me.id(), until.atOffset(ZoneOffset.UTC))
			.update();
	}

	private Standing require(UUID id) {
		return this.jdbc.sql("""
				select t.asked_by, t.owner, o.id as active_owner, t.closed_at is not null as closed
				from team_request t left join account o on o.id = t.owner and o.deactivated_at is null
				where t.id = ?""")
			.param(id)
			.query(Standing.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("request " + id));
	}

	/** Lines end in one way, and PostgreSQL keeps no NUL. */
	static @Nullable String tidy(@Nullable String text) {
		return (text != null) ? text.replace("\0", "").replaceAll("\\R", "\n") : null;
	}

	/** The next version, if it is still the one that was seen. */
	private boolean turn(UUID id, int seen) {
		return this.jdbc.sql("update team_request set version = version + 1 where id = ? and version = ?")
			.params(id, seen)
			.update() == 1;
	}

	private UUID setClosed(UUID id, Decision decision, CurrentAccount me) {
		this.jdbc.sql("update team_request set closed_at = :at where id = :id")
			.param("at", (decision == Decision.CLOTURE) ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
			.param("id", id)
			.update();
		return decide(id, decision, null, null, me);
	}

	private UUID decide(UUID id, Decision decision, @Nullable UUID from, @Nullable UUID to, CurrentAccount me) {
		// Ids that follow one another, for what is decided at the same instant.
		return this.jdbc.sql("""
				insert into team_request_decision (id, request_id, kind, from_owner, to_owner, decided_at, decided_by)
				values (uuidv7(), :id, :kind, :from, :to, :now, :me) returning id""")
			.param("id", id)
			.param("kind", decision.name())
			.param("from", from, Types.OTHER)
			.param("to", to, Types.OTHER)
			.param("now", now())
			.param("me", me.id())
			.query(UUID.class)
			.single();
	}

	/**
	 * The team has written or closed. Its author gets one mail, and no other before they
	 * have read what that one told of.
	 */
	private void tell(UUID id) {
		OffsetDateTime now = now();
		this.jdbc.sql("update team_request set answered_at = ? where id = ?").params(now, id).update();
		int first = this.jdbc.sql("""
				update team_request t set told_at = :now
				where t.id = :id and (t.told_at is null or exists (select from team_request_reading r
					where r.request_id = t.id and r.account_id = t.asked_by and r.read_at >= t.told_at))""")
			.param("now", now)
			.param("id", id)
			.update();
		if (first == 1) {
			this.mail.put(id);
		}
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	/**
	 * Where a request stands.
	 *
	 * @param activeOwner who sees to it and still signs in
	 */
	record Standing(UUID askedBy, @Nullable UUID owner, @Nullable UUID activeOwner, boolean closed) {
	}

	/** A decision taken back. */
	record Undone(Decision kind, @Nullable UUID fromOwner) {
	}

}
