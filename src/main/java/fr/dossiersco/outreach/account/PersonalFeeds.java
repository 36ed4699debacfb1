package fr.dossiersco.outreach.account;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The feeds that people opened, one of each kind, and whoever reads them. A feed is read
 * with the sight of its owner: an académie withdrawn since is seen no more.
 */
@Component
public class PersonalFeeds {

	private static final String LINK = "link";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final GuessThrottle throttle;

	private final Clock clock;

	PersonalFeeds(JdbcClient jdbc, Accounts accounts, GuessThrottle throttle, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.throttle = throttle;
		this.clock = clock;
	}

	/**
	 * What the fragment {@code account/feed :: settings} shows of one's own feed.
	 * @param narrowed adds to an address what the feed is narrowed to
	 */
	public Settings settings(PersonalFeed feed, UnaryOperator<QueryLink> narrowed, Model model, CurrentAccount me) {
		Optional<Opened> opened = this.jdbc.sql("""
				select (created_at at time zone 'Europe/Paris')::date as since, with_names from personal_feed
				where kind = ? and account_id = ? and revoked_at is null""")
			.params(feed.kind(), me.id())
			.query(Opened.class)
			.optional();
		return new Settings(opened.orElse(null), (String) model.getAttribute(LINK),
				narrowed.apply(QueryLink.to(feed.page())).toString(), feed.page() + "/revocation");
	}

	/**
	 * Opens a feed, and shows its address once; the one before leads nowhere any more.
	 * @return where to go next
	 */
	@Transactional
	public String open(PersonalFeed feed, boolean withNames, UnaryOperator<QueryLink> narrowed, CurrentAccount me,
			RedirectAttributes flash) {
		close(feed, me);
		SecretLink link = SecretLink.create();
		this.jdbc.sql("""
				insert into personal_feed (id, kind, account_id, token_hash, with_names, created_at)
				values (?, ?, ?, ?, ?, ?)""")
			.params(UUID.randomUUID(), feed.kind(), me.id(), link.hash(), withNames, now())
			.update();
		flash.addFlashAttribute(LINK, narrowed.apply(QueryLink.to(address(feed, link))).toString());
		flash.addFlashAttribute("done", "account.feed.opened");
		return "redirect:" + narrowed.apply(QueryLink.to(feed.page()));
	}

	/**
	 * @return where to go next
	 */
	@Transactional
	public String revoke(PersonalFeed feed, CurrentAccount me, RedirectAttributes flash) {
		close(feed, me);
		flash.addFlashAttribute("done", "account.feed.revoked");
		return "redirect:" + feed.page();
	}

	private void close(PersonalFeed feed, CurrentAccount me) {
		this.jdbc
			.sql("update personal_feed set revoked_at = ? where kind = ? and account_id = ? and revoked_at is null")
			.params(now(), feed.kind(), me.id())
			.update();
	}

	/**
	 * Answers a program that has nothing but an address.
	 * @param answer called with the sight of the feed's owner
	 * @throws NotFoundException when the address leads nowhere
	 */
	public <T> ResponseEntity<T> answer(PersonalFeed feed, String token, HttpServletRequest request,
			Function<Reader, ResponseEntity<T>> answer) {
		String place = request.getRemoteAddr();
		if (this.throttle.isBlocked(place)) {
			return ResponseEntity.status(429).build();
		}
		SecretLink link = new SecretLink(token);
		Reader reader = Acting.asSystem(() -> this.jdbc.sql("""
				select id, account_id, with_names, created_at from personal_feed
				where kind = ? and token_hash = ? and revoked_at is null""")
			.params(feed.kind(), link.hash())
			.query(Row.class)
			.optional()
			.flatMap((row) -> this.accounts.find(row.accountId())
				.map((account) -> new Reader(row.id(), account, row.withNames(), row.createdAt().toInstant(),
						address(feed, link))))
			.orElse(null));
		if (reader == null) {
			this.throttle.missed(place);
			throw new NotFoundException("feed by its address");
		}
		return Acting.as(reader.account(), () -> answer.apply(reader));
	}

	private static String address(PersonalFeed feed, SecretLink link) {
		return ServletUriComponentsBuilder.fromCurrentContextPath()
			.path(feed.before() + link.token() + feed.after())
			.toUriString();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	/**
	 * One's own feed on its page.
	 *
	 * @param feed null when none is open
	 * @param link the address, right after it was made; nobody can show it again
	 * @param action where it is opened
	 * @param revocation where it is revoked
	 */
	public record Settings(@Nullable Opened feed, @Nullable String link, String action, String revocation) {

		/** By which calendar programs subscribe. */
		public @Nullable String webcal() {
			return (this.link != null) ? this.link.replaceFirst("^https?:", "webcal:") : null;
		}

	}

	/**
	 * A feed that is open.
	 *
	 * @param since the day when it was opened, in Paris
	 * @param withNames whether people are named
	 */
	public record Opened(LocalDate since, boolean withNames) {
	}

	/**
	 * Whoever a feed is read for.
	 *
	 * @param id the feed's
	 * @param account whose sight it has
	 * @param withNames whether people are named
	 * @param address its own
	 */
	public record Reader(UUID id, CurrentAccount account, boolean withNames, Instant since, String address) {
	}

	private record Row(UUID id, UUID accountId, boolean withNames, OffsetDateTime createdAt) {
	}

}
