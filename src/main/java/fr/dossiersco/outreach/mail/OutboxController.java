package fr.dossiersco.outreach.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The outbox as coordinators read it: what left, what waits, what was given up and why.
 */
@Controller
@CoordinatorOnly
class OutboxController {

	private static final String ROWS = """
			select m.id, (m.created_at at time zone 'Europe/Paris') as at, m.to_address, m.to_name, m.subject, m.origin, m.attempts,
			"""
			+ MailState.SQL + " as state from outgoing_mail m order by m.created_at desc, m.id";

	private static final List<Column<Row>> columns = List.of(new Column<>("export.column.when", Row::at),
			new Column<>("mail.subject", Row::subject), new Column<>("mail.to", Row::toName),
			new Column<>("mail.export.address", Row::toAddress),
			Column.coded("mail.origin", "mail.origin.", Row::origin),
			Column.coded("mail.state", "mail.state.", Row::state), new Column<>("mail.export.attempts", Row::attempts));

	private final JdbcClient jdbc;

	private final ListExports exports;

	private final MailRounds rounds;

	private final Clock clock;

	OutboxController(JdbcClient jdbc, ListExports exports, MailRounds rounds, Clock clock) {
		this.jdbc = jdbc;
		this.exports = exports;
		this.rounds = rounds;
		this.clock = clock;
	}

	@GetMapping("/courriels")
	ModelAndView list(PageRequest asked) {
		long total = this.jdbc.sql("select count(*) from outgoing_mail").query(Long.class).single();
		PageRequest page = asked.within(total);
		List<Row> rows = this.jdbc.sql(ROWS + " limit :size offset :offset")
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Row.class)
			.list();
		return new ModelAndView("mail/list", "view",
				new OutboxPage(rows, this.rounds.hasServer(), Pagination.of(page, total, QueryLink.to("/courriels"))));
	}

	@GetMapping({ "/courriels/export.csv", "/courriels/export.xlsx" })
	void export(FileFormat format, CurrentAccount me, HttpServletResponse response) throws IOException {
		this.exports.send(
				new ListExport<>("mail.title", QueryLink.to("/courriels"), true, List.of(), columns,
						() -> Cursor.over(this.jdbc.sql(ROWS), new SimplePropertyRowMapper<>(Row.class))),
				format, me, response);
	}

	@GetMapping("/courriels/{id}")
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		Mail mail = this.jdbc
			.sql("""
					select m.id, (m.created_at at time zone 'Europe/Paris') as at, m.to_address, m.to_name, m.subject, m.origin,
						a.name as author, m.created_by, m.text_body, m.confidential, false as hidden, m.html_body is not null as html, m.attempts, m.last_error,
						(case when m.sent_at is null and m.given_up_at is null then m.next_attempt_at end
							at time zone 'Europe/Paris') as next_attempt_at,
						(m.sent_at at time zone 'Europe/Paris') as sent_at,
						(m.given_up_at at time zone 'Europe/Paris') as given_up_at,
						(m.resent_at at time zone 'Europe/Paris') as resent_at, r.name as resent_by, """
					+ MailState.SQL
					+ """
							 as state
							from outgoing_mail m left join account a on a.id = m.created_by left join account r on r.id = m.resent_by
							where m.id = ?""")
			.param(id)
			.query(Mail.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("mail " + id));
		return new ModelAndView("mail/page", "view",
				(this.rounds.hasServer() || !mail.isToBeHandedOnBy(me)) ? mail.withoutLinks() : mail);
	}

	@PostMapping("/courriels/{id}/renvoi")
	String resend(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		// Whoever asks for it wants it sent, however old its news.
		int changed = this.jdbc.sql("""
				update outgoing_mail set given_up_at = null, attempts = 0, expires_at = null, next_attempt_at = :now,
					resent_at = :now, resent_by = :me
				where id = :id and given_up_at is not null and text_body is not null""")
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", me.id())
			.param("id", id)
			.update();
		if (changed == 0 && this.jdbc.sql("select count(*) from outgoing_mail where id = ?")
			.param(id)
			.query(Long.class)
			.single() == 0) {
			throw new NotFoundException("mail " + id);
		}
		flash.addFlashAttribute((changed > 0) ? "done" : "failed",
				(changed > 0) ? "mail.resend.done" : "mail.resend.refused");
		return "redirect:/courriels/" + id;
	}

	/**
	 * @param at when it was written, in Paris
	 */
	record Row(UUID id, LocalDateTime at, String toAddress, @Nullable String toName, String subject, String origin,
			int attempts, MailState state) {

		public String badge() {
			return this.state.badge();
		}

	}

	/**
	 * @param hasServer whether mails leave at all
	 */
	record OutboxPage(List<Row> rows, boolean hasServer, Pagination pagination) {
	}

	/**
	 * @param author who wrote it, null for the program by itself
	 * @param createdBy their account
	 * @param textBody null once purged
	 * @param confidential whether its links are for nobody else, ever
	 * @param hidden whether links were left out
	 * @param html whether it also has an HTML part
	 * @param nextAttemptAt in Paris as all of them, null when there is no next try
	 */
	record Mail(UUID id, LocalDateTime at, String toAddress, @Nullable String toName, String subject, String origin,
			@Nullable String author, @Nullable UUID createdBy, @Nullable String textBody, boolean confidential,
			boolean hidden, boolean html, int attempts, @Nullable String lastError,
			@Nullable LocalDateTime nextAttemptAt, @Nullable LocalDateTime sentAt, @Nullable LocalDateTime givenUpAt,
			@Nullable LocalDateTime resentAt, @Nullable String resentBy, MailState state) {

		public String badge() {
			return this.state.badge();
		}

		/**
		 * Whether someone wrote it for others to get through them, for want of a server.
		 */
		boolean isToBeHandedOnBy(CurrentAccount reader) {
			return !this.confidential && reader.id().equals(this.createdBy);
		}

		/** As whoever it was not written to may read it. */
		Mail withoutLinks() {
			String shown = (this.textBody != null) ? PersonalLinks.hidden(this.textBody) : null;
			return new Mail(this.id, this.at, this.toAddress, this.toName, this.subject, this.origin, this.author,
					this.createdBy, shown, this.confidential, shown != null && !shown.equals(this.textBody), this.html,
					this.attempts, this.lastError, this.nextAttemptAt, this.sentAt, this.givenUpAt, this.resentAt,
					this.resentBy, this.state);
		}

		public boolean isResendable() {
			return this.state == MailState.ABANDONNE && this.textBody != null;
		}

	}

}
