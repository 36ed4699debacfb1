package fr.dossiersco.outreach.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.SecretLink;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Opens, shows and revokes one's link to the journal, and answers it. */
@Controller
class JournalFeedController {

	static final String PATH = "/journal/flux";

	/**
	 * How many events a feed tells: what a reader that looks once a day must not miss.
	 */
	private static final int EVENTS = 100;

	private final JournalFeeds feeds;

	private final Journal journal;

	private final JournalFilters filters;

	private final AtomFeed atom;

	private final JournalWording wording;

	private final GuessThrottle throttle;

	JournalFeedController(JournalFeeds feeds, Journal journal, JournalFilters filters, AtomFeed atom,
			JournalWording wording, GuessThrottle throttle) {
		this.feeds = feeds;
		this.journal = journal;
		this.filters = filters;
		this.atom = atom;
		this.wording = wording;
		this.throttle = throttle;
	}

	@GetMapping(PATH)
	ModelAndView show(@RequestParam MultiValueMap<String, String> query, Model model, CurrentAccount me) {
		JournalFilters.Asked asked = this.filters.read(query);
		return new ModelAndView("journal/feed", "view",
				new FeedPage(this.feeds.of(me).orElse(null), (String) model.getAttribute("link"),
						asked.filter().link().toString(), asked.filter().on(QueryLink.to(PATH)).toString(),
						asked.tags().stream().map(JournalFilters.Tag::label).toList()));
	}

	@PostMapping(PATH)
	String open(@RequestParam(defaultValue = "false") boolean noms, @RequestParam MultiValueMap<String, String> query,
			CurrentAccount me, RedirectAttributes flash) {
		JournalFilter filter = this.filters.read(query).filter();
		SecretLink link = this.feeds.open(noms, me);
		flash.addFlashAttribute("link",
				filter.on(QueryLink.to(base() + PATH + "/" + link.token() + ".atom")).toString());
		flash.addFlashAttribute("done", "journal.feed.opened");
		return "redirect:" + filter.on(QueryLink.to(PATH));
	}

	@PostMapping(PATH + "/revocation")
	String revoke(CurrentAccount me, RedirectAttributes flash) {
		this.feeds.revoke(me);
		flash.addFlashAttribute("done", "journal.feed.revoked");
		return "redirect:" + PATH;
	}

	/** For feed readers: by its link alone. */
	@GetMapping(PATH + "/{token}.atom")
	ResponseEntity<byte[]> read(@PathVariable String token, @RequestParam MultiValueMap<String, String> query,
			HttpServletRequest request) {
		String place = request.getRemoteAddr();
		if (this.throttle.isBlocked(place)) {
			return ResponseEntity.status(429).build();
		}
		SecretLink link = new SecretLink(token);
		return this.feeds.behind(link)
			.map((subscription) -> Acting.as(subscription.account(), () -> answer(subscription, link, query)))
			.orElseGet(() -> {
				this.throttle.missed(place);
				throw new NotFoundException("journal by link");
			});
	}

	private ResponseEntity<byte[]> answer(JournalFeeds.Subscription subscription, SecretLink link,
			MultiValueMap<String, String> query) {
		JournalFilters.Asked asked = this.filters.read(query);
		JournalFilter filter = asked.filter();
		List<Event> events = this.journal.before(null, filter, EVENTS, subscription.account()).events();
		String what = asked.tags().stream().map(JournalFilters.Tag::label).collect(Collectors.joining(", "));
		AtomFeed.Head head = new AtomFeed.Head(filter.on(QueryLink.to(subscription.id().toString())).toString(),
				what.isEmpty() ? this.wording.text("journal.feed.name")
						: this.wording.text("journal.feed.nameOf", what),
				subscription.since(), filter.on(QueryLink.to(base() + PATH + "/" + link.token() + ".atom")).toString(),
				base(), filter.link().toString(), subscription.withNames());
		byte[] text = this.atom.write(head, events);
		// Compressed or not, it is the same feed: hence a weak name. Spring answers that
		// nothing changed when the reader knows it.
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.APPLICATION_ATOM_XML, java.nio.charset.StandardCharsets.UTF_8))
			.cacheControl(CacheControl.noCache().cachePrivate())
			.eTag("W/\"" + name(text) + "\"")
			.lastModified(AtomFeed.updated(head, events))
			.body(text);
	}

	private static String base() {
		return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
	}

	private static String name(byte[] text) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * @param link the address, right after it was made; nobody can show it again
	 * @param back the journal with the same filters
	 * @param filters what the feed is narrowed to
	 */
	record FeedPage(JournalFeeds.@Nullable Feed feed, @Nullable String link, String back, String action,
			List<String> filters) {
	}

}
