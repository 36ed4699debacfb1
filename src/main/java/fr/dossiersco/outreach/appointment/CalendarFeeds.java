package fr.dossiersco.outreach.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.Accounts;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentBook.Call;
import fr.dossiersco.outreach.appointment.Invitation.Event;
import fr.dossiersco.outreach.appointment.Invitation.Person;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.SecretLink;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One's own calls as a calendar to subscribe to. It names schools only, which the public
 * directory knows; people too for who asks for it.
 */
@Component
class CalendarFeeds {

	private static final Duration BACK = Duration.ofDays(30);

	private final JdbcClient jdbc;

	private final AppointmentBook book;

	private final AppointmentWording wording;

	private final Accounts accounts;

	private final Clock clock;

	CalendarFeeds(JdbcClient jdbc, AppointmentBook book, AppointmentWording wording, Accounts accounts, Clock clock) {
		this.jdbc = jdbc;
		this.book = book;
		this.wording = wording;
		this.accounts = accounts;
		this.clock = clock;
	}

	/** One's own feed, empty when there is none or it was revoked. */
	Optional<Feed> of(CurrentAccount me) {
		return this.jdbc.sql("""
				select (created_at at time zone 'Europe/Paris')::date as since, with_names from calendar_feed
				where account_id = ? and revoked_at is null""").param(me.id()).query(Feed.class).optional();
	}

	/** Opens a feed; the one before leads nowhere any more. */
	@Transactional
	public SecretLink open(boolean withNames, CurrentAccount me) {
		revoke(me);
		SecretLink link = SecretLink.create();
		this.jdbc.sql(
				"insert into calendar_feed (id, account_id, token_hash, with_names, created_at) values (?, ?, ?, ?, ?)")
			.params(UUID.randomUUID(), me.id(), link.hash(), withNames, this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
		return link;
	}

	@Transactional
	public void revoke(CurrentAccount me) {
		this.jdbc.sql("update calendar_feed set revoked_at = ? where account_id = ? and revoked_at is null")
			.params(this.clock.instant().atOffset(ZoneOffset.UTC), me.id())
			.update();
	}

	/** The calendar behind a link, empty when it leads nowhere. */
	Optional<String> read(SecretLink link) {
		return Acting
			.asSystem(() -> this.jdbc
				.sql("select account_id, with_names from calendar_feed where token_hash = ? and revoked_at is null")
				.param(link.hash())
				.query(Owner.class)
				.optional()
				.flatMap((owner) -> this.accounts.find(owner.accountId())
					.map((account) -> new Reader(account, owner.withNames()))))
			// With the sight of its owner: an académie withdrawn since is seen no more.
			.map((reader) -> Acting.as(reader.account(), () -> written(reader)));
	}

	private String written(Reader reader) {
		Instant now = this.clock.instant();
		List<Event> events = this.book.callsOf(reader.account().id(), now.minus(BACK))
			.stream()
			.map((call) -> event(call, reader.withNames(), now))
			.toList();
		return Invitation.feed(this.wording.text("appointment.feed.name"),
				new Person(reader.account().name(), reader.account().email()), events);
	}

	private Event event(Call call, boolean withNames, Instant now) {
		String place = (call.school() != null) ? call.school()
				: withNames ? call.title() : this.wording.text("appointment.feed.someone");
		String where = (call.town() != null) ? place + ", " + call.town() : place;
		String who = (withNames && call.school() != null && call.person() != null) ? call.person() + ", " : "";
		return new Event(call.followUp(), call.version(), Objects.requireNonNull(call.startsAt()), When.CALL,
				this.wording.text("appointment.feed.event", who + where), null, false, now);
	}

	/**
	 * @param since the day when the link was made, in Paris
	 * @param withNames whether people are named
	 */
	record Feed(LocalDate since, boolean withNames) {
	}

	private record Owner(UUID accountId, boolean withNames) {
	}

	private record Reader(CurrentAccount account, boolean withNames) {
	}

}
