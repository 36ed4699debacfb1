package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How people stand towards Dossiersco: noted each time that it shows, never rewritten.
 */
@Component
public class Attitudes {

	/** Further back, nobody remembers which exchange it was. */
	private static final int EXCHANGES_OFFERED = 20;

	private static final RowMapper<AttitudeShown> shown = new SimplePropertyRowMapper<>(AttitudeShown.class);

	private static final RowMapper<ExchangeShown> exchanges = new SimplePropertyRowMapper<>(ExchangeShown.class);

	private final AttitudeNoteRepository notes;

	private final ContactRepository contacts;

	private final JdbcClient jdbc;

	private final Clock clock;

	Attitudes(AttitudeNoteRepository notes, ContactRepository contacts, JdbcClient jdbc, Clock clock) {
		this.notes = notes;
		this.contacts = contacts;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Notes how someone stands from now on.
	 * @param reason why one thinks so, not blank
	 * @param interaction the exchange with this person that showed it, already written
	 * @throws NotFoundException when the person, or an exchange of theirs with this id,
	 * is out of sight
	 * @throws AccessDeniedException when the person also has a post outside the territory
	 */
	@Transactional
	public void note(UUID contact, Attitude attitude, String reason, @Nullable UUID interaction, CurrentAccount by) {
		Contact person = this.contacts.findById(contact).orElseThrow(() -> new NotFoundException("contact " + contact));
		if (!person.isWithin(by)) {
			throw new AccessDeniedException("This person also has a post outside the territory");
		}
		if (interaction != null && !isOf(interaction, contact)) {
			throw new NotFoundException("exchange " + interaction + " with this person");
		}
		this.notes.save(new AttitudeNote(contact, attitude, reason, interaction, by.id(), this.clock.instant()));
	}

	/** Nothing was seen in an exchange that is taken back. */
	@Transactional
	public void takeBack(UUID interaction) {
		this.jdbc.sql("delete from attitude_note where interaction_id = ?").param(interaction).update();
	}

	private boolean isOf(UUID interaction, UUID contact) {
		return this.jdbc.sql("select exists (select from interaction where id = ? and contact_id = ?)")
			.params(interaction, contact)
			.query(Boolean.class)
			.single();
	}

	/** All that was noted of someone, the last first. */
	List<AttitudeShown> of(UUID contact) {
		return this.jdbc.sql("""
				select n.attitude, n.noted_at, a.name as noted_by, n.reason, i.id as exchange,
					i.occurred_at as exchanged_at
				from attitude_note n
				join account a on a.id = n.noted_by
				left join interaction i on i.id = n.interaction_id
				where n.contact_id = ?
				order by n.noted_at desc, n.id desc""").param(contact).query(shown).list();
	}

	/** The last exchanges with someone, any of which may have shown how they stand. */
	List<ExchangeShown> exchangesWith(UUID contact) {
		return this.jdbc.sql("""
				select id, occurred_at at time zone 'Europe/Paris' as at, channel from interaction
				where contact_id = ? order by occurred_at desc, id limit ?""")
			.params(contact, EXCHANGES_OFFERED)
			.query(exchanges)
			.list();
	}

	/**
	 * One note.
	 *
	 * @param exchange the exchange that showed it, null when there is none in sight
	 */
	record AttitudeShown(Attitude attitude, Instant notedAt, String notedBy, String reason, @Nullable UUID exchange,
			@Nullable Instant exchangedAt) {

		public LocalDate notedOn() {
			return LocalDate.ofInstant(this.notedAt, ContactBook.PARIS);
		}

		public @Nullable LocalDate exchangedOn() {
			return (this.exchangedAt != null) ? LocalDate.ofInstant(this.exchangedAt, ContactBook.PARIS) : null;
		}

	}

	/**
	 * An exchange to choose from.
	 *
	 * @param at in Paris
	 */
	record ExchangeShown(UUID id, LocalDateTime at, String channel) {
	}

}
