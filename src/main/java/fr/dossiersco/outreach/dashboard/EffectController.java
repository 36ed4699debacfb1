package fr.dossiersco.outreach.dashboard;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Label;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.Sorting;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * « Ce qui marche », and the exchanges behind each of its figures. Only exchanges whose
 * thirty days are over count: a younger one that was already followed by a move up would
 * be in, and one that still may be would be out.
 */
@Controller
@TeamOnly
class EffectController {

	static final String PATH = "/argumentaire/efficacite";

	static final String LIST = PATH + "/echanges";

	/** As in the view « effect »: people without a profile that we know. */
	private static final String UNKNOWN = "INCONNU";

	/** In an address: no answer in particular. */
	private static final String NONE = "aucune";

	private static final int DAYS = 30;

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private static final List<Column<Effect.Figure>> figureColumns = List.of(
			Column.coded("dashboard.effect.export.measure", "dashboard.effect.export.", Effect.Figure::measure),
			Column.coded("dashboard.effect.way", "dashboard.effect.way.", Effect.Figure::approach),
			new Column<>("dashboard.effect.export.subject", Effect.Figure::label),
			new Column<>("dashboard.effect.answer", Effect.Figure::answerText),
			new Column<>("dashboard.effect.profile",
					(figure) -> (figure.profile() != null) ? new Label(profileKey(figure.profile())) : null),
			new Column<>("dashboard.effect.times", Effect.Figure::raised),
			new Column<>("dashboard.effect.export.reached", Effect.Figure::reached),
			new Column<>("dashboard.effect.followed", Effect.Figure::followed));

	private static final List<Column<Effect.Exchange>> exchangeColumns = List.of(
			new Column<>("export.column.when", Effect.Exchange::at),
			new Column<>("export.column.uai", Effect.Exchange::uai),
			new Column<>("export.column.school", Effect.Exchange::school),
			new Column<>("export.column.town", Effect.Exchange::town),
			new Column<>("export.column.contact", Effect.Exchange::contact),
			Column.coded("interaction.form.channel", "interaction.channel.", Effect.Exchange::channel),
			Column.coded("interaction.form.outcome", "interaction.outcome.", Effect.Exchange::outcome),
			new Column<>("dashboard.effect.after",
					(exchange) -> new Label(
							exchange.followed() ? "dashboard.effect.after.up" : "dashboard.effect.after.none")),
			new Column<>("dashboard.who", Effect.Exchange::author));

	private final Effect effect;

	private final ListExports exports;

	private final MessageSource messages;

	private final Clock clock;

	EffectController(Effect effect, ListExports exports, MessageSource messages, Clock clock) {
		this.effect = effect;
		this.exports = exports;
		this.messages = messages;
		this.clock = clock;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable String profil, @RequestParam @Nullable String tri) {
		Days days = days(depuis, jusque);
		String profile = known(profil);
		Sorting sorting = Sorting.of(tri, EffectRanking.COLUMNS, EffectRanking.USUAL);
		List<Effect.Figure> figures = this.effect.figures(days.since(), days.until(), profile);
		QueryLink link = days.on(QueryLink.to(PATH)).with("profil", profile);
		List<EffectRanking.Way> ways = EffectRanking.ways(figures, days.on(QueryLink.to(LIST)));
		return new ModelAndView("dashboard/effect", "view",
				new EffectPage(days, profile, profiles(), sorting, link,
						ways.stream().mapToLong((way) -> way.success().total()).sum(),
						days.on(QueryLink.to(LIST)).toString(), ways, EffectRanking.comparisons(ways),
						EffectRanking.of(Effect.Measure.OBJECTION, figures, sorting, days.on(QueryLink.to(LIST))),
						EffectRanking.of(Effect.Measure.ARGUMENT, figures, sorting, days.on(QueryLink.to(LIST)))));
	}

	/** Every figure as it is counted. */
	@GetMapping({ PATH + "/export.csv", PATH + "/export.xlsx" })
	void page(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable String profil, FileFormat format, CurrentAccount me, HttpServletResponse response)
			throws IOException {
		Days days = days(depuis, jusque);
		String profile = known(profil);
		List<ListExport.Filter> filters = new Filters().with("dashboard.export.since", days.from())
			.with("dashboard.export.until", days.until())
			.with("dashboard.effect.profileFilter", (profile != null) ? new Label(profileKey(profile)) : null)
			.toList();
		this.exports
			.send(new ListExport<>("dashboard.effect.title", days.on(QueryLink.to(PATH)).with("profil", profile), false,
					filters, figureColumns, () -> this.effect.figures(days.since(), days.until(), profile).stream()),
					format, me, response);
	}

	@GetMapping(LIST)
	ModelAndView exchanges(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable UUID objection, @RequestParam @Nullable String reponse,
			@RequestParam @Nullable UUID argument, @RequestParam @Nullable Approach approche,
			@RequestParam @Nullable String profil, @RequestParam @Nullable String dont, PageRequest page) {
		Days days = days(depuis, jusque);
		Effect.Asked asked = asked(objection, QueryValue.id(reponse), NONE.equals(reponse), argument, approche,
				known(profil), only(dont), days);
		long total = this.effect.count(asked);
		PageRequest within = page.within(total);
		QueryLink link = link(asked, days);
		return new ModelAndView("dashboard/effect-exchanges", "view",
				new ExchangesPage(words(asked, days), days.on(QueryLink.to(PATH)).toString(),
						this.effect.rows(asked, within), Pagination.of(within, total, link)));
	}

	@GetMapping({ LIST + "/export.csv", LIST + "/export.xlsx" })
	void exchanges(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable UUID objection, @RequestParam @Nullable String reponse,
			@RequestParam @Nullable UUID argument, @RequestParam @Nullable Approach approche,
			@RequestParam @Nullable String profil, @RequestParam @Nullable String dont, FileFormat format,
			CurrentAccount me, HttpServletResponse response) throws IOException {
		Days days = days(depuis, jusque);
		Effect.Asked asked = asked(objection, QueryValue.id(reponse), NONE.equals(reponse), argument, approche,
				known(profil), only(dont), days);
		List<ListExport.Filter> filters = words(asked, days).stream()
			.map((word) -> new ListExport.Filter("dashboard.effect.list", word))
			.toList();
		this.exports.send(new ListExport<>("dashboard.effect.list", link(asked, days), true, filters, exchangeColumns,
				() -> this.effect.all(asked)), format, me, response);
	}

	private static QueryLink link(Effect.Asked asked, Days days) {
		return days.on(QueryLink.to(LIST))
			.with("objection", (asked.measure() == Effect.Measure.OBJECTION) ? asked.subject() : null)
			.with("reponse", asked.unanswered() ? NONE : asked.answer())
			.with("argument", (asked.measure() == Effect.Measure.ARGUMENT) ? asked.subject() : null)
			.with("approche", asked.approach())
			.with("profil", asked.profile())
			.with("dont", EffectRanking.code(asked.only()));
	}

	private static Effect.Asked asked(@Nullable UUID objection, @Nullable UUID answer, boolean unanswered,
			@Nullable UUID argument, @Nullable Approach approach, @Nullable String profile, Effect.Only only,
			Days days) {
		if (objection != null) {
			return new Effect.Asked(Effect.Measure.OBJECTION, null, objection, answer, unanswered, profile, only,
					days.since(), days.until());
		}
		if (argument != null) {
			return new Effect.Asked(Effect.Measure.ARGUMENT, null, argument, null, false, profile, only, days.since(),
					days.until());
		}
		return new Effect.Asked(Effect.Measure.APPROCHE, (approach != null) ? approach.name() : null, null, null, false,
				null, only, days.since(), days.until());
	}

	/** What the list holds, one criterion after the other. */
	private List<String> words(Effect.Asked asked, Days days) {
		List<String> words = new ArrayList<>();
		if (asked.subject() != null) {
			Effect.Names names = this.effect.names(asked);
			words.add(say(asked.measure() + ".is", Objects.requireNonNullElse(names.subject(), "?")));
			if (asked.unanswered()) {
				words.add(say("unanswered"));
			}
			else if (asked.answer() != null) {
				words.add(say("answer.is", Objects.requireNonNullElse(names.answer(), "?")));
			}
		}
		else {
			words.add(say((asked.approach() != null) ? "way." + asked.approach() : "way.any"));
		}
		if (asked.profile() != null) {
			words.add(say("profile.is", this.messages.getMessage(profileKey(asked.profile()), null, Locale.FRENCH)));
		}
		words.add(say("only." + asked.only()));
		words.add((days.from() != null) ? say("between", days.from().format(DAY), days.until().format(DAY))
				: say("until", days.until().format(DAY)));
		return words;
	}

	private static String profileKey(String profile) {
		return profile.equals(UNKNOWN) ? "dashboard.effect.profile.INCONNU" : "contact.profile." + profile;
	}

	private String say(String key, Object... values) {
		return Objects.requireNonNull(this.messages.getMessage("dashboard.effect." + key, values, Locale.FRENCH));
	}

	private Days days(@Nullable LocalDate since, @Nullable LocalDate until) {
		LocalDate today = Period.today(this.clock);
		LocalDate last = today.minusDays(DAYS + 1);
		LocalDate to = (until != null && until.isBefore(last)) ? Period.near(until, today) : null;
		return new Days((since != null) ? Period.near(since, today) : null, to, last,
				Period.near(LocalDate.MIN, today));
	}

	private static List<String> profiles() {
		return Stream.concat(Arrays.stream(ContactProfile.values()).map(Enum::name), Stream.of(UNKNOWN)).toList();
	}

	private static @Nullable String known(@Nullable String profile) {
		return (profile != null && profiles().contains(profile)) ? profile : null;
	}

	private static Effect.Only only(@Nullable String asked) {
		return Arrays.stream(Effect.Only.values())
			.filter((only) -> Objects.equals(EffectRanking.code(only), asked))
			.findFirst()
			.orElse(Effect.Only.ALL);
	}

	/** How we came in. */
	enum Approach {

		FROID, INTRODUIT, SOLLICITE

	}

	/**
	 * The days that count, the last one being that of the youngest exchange whose thirty
	 * days are over.
	 *
	 * @param from the first day asked for, null for the first of all
	 * @param to the last day asked for, null for the last that counts
	 * @param last the last day that counts
	 * @param first before all that is known
	 */
	record Days(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate last, LocalDate first) {

		public LocalDate since() {
			return Objects.requireNonNullElse(this.from, this.first);
		}

		public LocalDate until() {
			return Objects.requireNonNullElse(this.to, this.last);
		}

		QueryLink on(QueryLink link) {
			return link.with("depuis", this.from).with("jusque", this.to);
		}

	}

	/**
	 * @param exchanges how many exchanges count in all
	 */
	record EffectPage(Days days, @Nullable String profile, List<String> profiles, Sorting sorting, QueryLink link,
			long exchanges, String all, List<EffectRanking.Way> ways, List<EffectRanking.Comparison> comparisons,
			EffectRanking objections, EffectRanking arguments) {
	}

	/**
	 * @param words what the list holds
	 */
	record ExchangesPage(List<String> words, String back, List<Effect.Exchange> rows, Pagination pagination) {
	}

}
