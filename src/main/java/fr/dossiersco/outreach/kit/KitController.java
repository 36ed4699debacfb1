package fr.dossiersco.outreach.kit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.kit.KitLinks.Followed;
import fr.dossiersco.outreach.kit.KitLinks.Link;
import fr.dossiersco.outreach.kit.KitResults.Result;
import fr.dossiersco.outreach.kit.OwnTexts.OwnText;
import fr.dossiersco.outreach.message.LocalMessages;
import fr.dossiersco.outreach.message.LocalMessages.LocalMessage;
import fr.dossiersco.outreach.message.LocalMessages.Place;
import fr.dossiersco.outreach.message.LocalMessages.Text;
import fr.dossiersco.outreach.message.MergeField;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.message.SenderKit.Wording;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One's kit: the messages that can be passed on as they read in a territory, and each of
 * them ready to be copied, with its link, on a screen and on paper.
 */
@Controller
@RequestMapping(KitQuery.PATH)
class KitController {

	/** Stands for a link that is not made yet, where messages are only listed. */
	private static final String SOME_LINK = "https://…";

	private static final Wording LOCAL_FIGURE = new Wording(null, MergeField.INSCRITS_DEPARTEMENT.written());

	private final LocalMessages library;

	private final OwnTexts texts;

	private final KitLinks links;

	private final KitResults results;

	private final Territory territory;

	private final MessageSource messages;

	KitController(LocalMessages library, OwnTexts texts, KitLinks links, KitResults results, Territory territory,
			MessageSource messages) {
		this.library = library;
		this.texts = texts;
		this.links = links;
		this.results = results;
		this.territory = territory;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView list(@RequestParam MultiValueMap<String, String> query, CurrentAccount me) {
		KitQuery asked = KitQuery.of(query, this.territory, this.library, me);
		Place place = this.library.at(asked.departement());
		Map<UUID, OwnText> own = this.texts.all(me);
		Map<UUID, Long> visits = this.links.mine(me)
			.stream()
			.collect(Collectors.toMap(Followed::template, Followed::visits, Long::sum));
		List<Row> rows = this.library.usable(asked.channel(), asked.profile()).stream().map((text) -> {
			OwnText mine = own.get(text.id());
			return new Row(text, mine != null,
					this.library.merge((mine != null) ? mine.words() : text.words(), place, SOME_LINK, me),
					visits.get(text.id()), asked.at(QueryLink.to(KitQuery.PATH + "/" + text.id())));
		}).toList();
		return new ModelAndView("kit/list", "view",
				new ListPage(asked, place, figure(place, me),
						rows.stream().filter((row) -> !row.isElsewhere()).toList(),
						rows.stream().filter(Row::isElsewhere).toList()));
	}

	@GetMapping("/{id}")
	ModelAndView show(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> query, CurrentAccount me) {
		Text text = require(id);
		KitQuery asked = KitQuery.of(query, this.territory, this.library, me);
		Link link = this.links.of(id, text.channel(), me);
		OwnText own = this.texts.find(id, me).filter((one) -> !one.withdrawn()).orElse(null);
		Place place = this.library.at(asked.departement());
		Result result = this.results.of(KitQuestion.of(link, me));
		return new ModelAndView("kit/page", "view",
				new MessagePage(text, asked, own, link,
						this.library.merge((own != null) ? own.words() : text.words(), place, link.address(), me),
						result.total(), result.weeks(), KitQuestion.of(link, me)));
	}

	/** The poster or the corner of a leaflet: the code, and the address in clear. */
	@GetMapping("/{id}/affiche")
	ModelAndView poster(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> query, CurrentAccount me) {
		Text text = require(id);
		KitQuery asked = KitQuery.of(query, this.territory, this.library, me);
		return new ModelAndView("kit/poster", "view",
				new PosterPage(text, asked.at(QueryLink.to(KitQuery.PATH + "/" + id)),
						this.links.of(id, text.channel(), me), figure(this.library.at(asked.departement()), me),
						asked));
	}

	@GetMapping(path = "/{id}/qr.svg", produces = "image/svg+xml")
	ResponseEntity<String> drawing(@PathVariable UUID id, CurrentAccount me) {
		Text text = require(id);
		Link link = this.links.of(id, text.channel(), me);
		return ResponseEntity.ok()
			.contentType(new MediaType("image", "svg+xml", StandardCharsets.UTF_8))
			.body(QrDrawing.of(link.address(),
					this.messages.getMessage("kit.qr.title", new Object[] { link.typed() }, Locale.FRENCH)));
	}

	private Text require(UUID id) {
		return this.library.find(id).orElseThrow(() -> new NotFoundException("message " + id));
	}

	/**
	 * « 12 collèges sur 48 de votre département », null where there is nothing to say.
	 */
	private @Nullable String figure(Place place, CurrentAccount me) {
		LocalMessage told = this.library.merge(LOCAL_FIGURE, place, null, me);
		return told.isComplete() ? told.body() : null;
	}

	/**
	 * The messages at a place.
	 *
	 * @param figure how many collèges signed up there, null where none did
	 * @param rows those that can be passed on there
	 * @param elsewhere those that tell figures which the place does not have
	 */
	record ListPage(KitQuery query, Place place, @Nullable String figure, List<Row> rows, List<Row> elsewhere) {

		public MessageChannel[] channels() {
			return MessageChannel.values();
		}

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		/** Whether there is any message at all. */
		public boolean isEmpty() {
			return this.rows.isEmpty() && this.elsewhere.isEmpty();
		}

	}

	/**
	 * A message.
	 *
	 * @param own whether it is in one's own words
	 * @param visits of its links, null where it was never opened
	 */
	record Row(Text text, boolean own, LocalMessage message, @Nullable Long visits, String link) {

		private static final int BEGINNING = 140;

		/** Whether the figures that it tells are not those of this place. */
		public boolean isElsewhere() {
			return this.message.isElsewhere();
		}

		/** The first words, with an ellipsis where a name will be. */
		public String beginning() {
			String line = this.message.body()
				.replaceAll("\\s*\\R\\s*", " ")
				.replaceAll("(\\{\\{[^}]*}}\\s?)+", "… ")
				.replaceAll("… (?=[,.])", "…");
			int end = (line.length() <= BEGINNING) ? line.length() : Math.max(line.lastIndexOf(' ', BEGINNING), 1);
			return (end == line.length()) ? line : line.substring(0, end) + "…";
		}

	}

	/**
	 * A message ready to be passed on.
	 *
	 * @param own one's own words, null for the team's
	 * @param weeks its visits, the last week first
	 */
	record MessagePage(Text text, KitQuery query, @Nullable OwnText own, Link link, LocalMessage message,
			KitResults.Figures figures, List<KitResults.Week> weeks, KitQuestion question) {

		public String address() {
			return KitQuery.PATH + "/" + this.text.id();
		}

		/** Where it is written to somebody, and back. */
		public String preview() {
			return QueryLink.to("/messages/" + this.text.id() + "/apercu")
				.with("retour", this.query.at(QueryLink.to(address())))
				.toString();
		}

		public String back() {
			return this.query.at(QueryLink.to(KitQuery.PATH));
		}

		public String here(String page) {
			return this.query.at(QueryLink.to(address() + page));
		}

		/** Whether the team wrote it anew since one's own words began from it. */
		public boolean isOutdated() {
			return this.own != null && this.own.templateVersion() != this.text.version();
		}

		/** Whether it can be taken away. */
		public boolean isReady() {
			return this.message.isComplete() && !this.text.retired();
		}

	}

	/** What is printed. */
	record PosterPage(Text text, String back, Link link, @Nullable String figure, KitQuery query) {
	}

}
