package fr.dossiersco.outreach.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.PersonalFeed;
import fr.dossiersco.outreach.account.PersonalFeeds;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletRequest;

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

/** The journal as a feed to subscribe to. */
@Controller
class JournalFeedController {

	static final String PATH = "/journal/flux";

	private static final PersonalFeed FEED = new PersonalFeed("JOURNAL", PATH, PATH + "/", ".atom");

	/**
	 * How many events a feed tells: what a reader that looks once a day must not miss.
	 */
	private static final int EVENTS = 100;

	private final PersonalFeeds feeds;

	private final Journal journal;

	private final JournalFilters filters;

	private final AtomFeed atom;

	private final JournalWording wording;

	JournalFeedController(PersonalFeeds feeds, Journal journal, JournalFilters filters, AtomFeed atom,
			JournalWording wording) {
		this.feeds = feeds;
		this.journal = journal;
		this.filters = filters;
		this.atom = atom;
		this.wording = wording;
	}

	@GetMapping(PATH)
	ModelAndView show(@RequestParam MultiValueMap<String, String> query, Model model, CurrentAccount me) {
		JournalFilters.Asked asked = this.filters.read(query);
		return new ModelAndView("journal/feed", "view",
				new FeedPage(this.feeds.settings(FEED, asked.filter()::on, model, me), asked.filter().link().toString(),
						asked.tags().stream().map(JournalFilters.Tag::label).toList()));
	}

	@PostMapping(PATH)
	String open(@RequestParam(defaultValue = "false") boolean noms, @RequestParam MultiValueMap<String, String> query,
			CurrentAccount me, RedirectAttributes flash) {
		return this.feeds.open(FEED, noms, this.filters.read(query).filter()::on, me, flash);
	}

	@PostMapping(PATH + "/revocation")
	String revoke(CurrentAccount me, RedirectAttributes flash) {
		return this.feeds.revoke(FEED, me, flash);
	}

	@GetMapping(PATH + "/{token}.atom")
	ResponseEntity<byte[]> read(@PathVariable String token, @RequestParam MultiValueMap<String, String> query,
			HttpServletRequest request) {
		return this.feeds.answer(FEED, token, request, (reader) -> answer(reader, query));
	}

	private ResponseEntity<byte[]> answer(PersonalFeeds.Reader reader, MultiValueMap<String, String> query) {
		JournalFilters.Asked asked = this.filters.read(query);
		JournalFilter filter = asked.filter();
		List<Event> events = this.journal.before(null, filter, EVENTS, reader.account()).events();
		String what = asked.tags().stream().map(JournalFilters.Tag::label).collect(Collectors.joining(", "));
		AtomFeed.Head head = new AtomFeed.Head(filter.on(QueryLink.to(reader.id().toString())).toString(),
				what.isEmpty() ? this.wording.text("journal.feed.name")
						: this.wording.text("journal.feed.nameOf", what),
				reader.since(), filter.on(QueryLink.to(reader.address())).toString(),
				ServletUriComponentsBuilder.fromCurrentContextPath().toUriString(), filter.link().toString(),
				reader.withNames());
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

	private static String name(byte[] text) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * @param back the journal with the same filters
	 * @param filters what the feed is narrowed to
	 */
	record FeedPage(PersonalFeeds.Settings settings, String back, List<String> filters) {
	}

}
