package fr.dossiersco.outreach.dashboard;

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

import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
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

	private final Effect effect;

	private final MessageSource messages;

	private final Clock clock;

	EffectController(Effect effect, MessageSource messages, Clock clock) {
		this.effect = effect;
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

	@GetMapping(LIST)
	ModelAndView exchanges(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate depuis,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusque,
			@RequestParam @Nullable UUID objection, @RequestParam @Nullable String reponse,
			@RequestParam @Nullable UUID argument, @RequestParam @Nullable Approach approche,
			@RequestParam @Nullable String profil, @RequestParam @Nullable String dont, PageRequest page) {
		Days days = days(depuis, jusque);
		Effect.Asked asked = asked(objection, answer(reponse), NONE.equals(reponse), argument, approche, known(profil),
				only(dont), days);
		long total = this.effect.count(asked);
		PageRequest within = page.within(total);
		QueryLink link = days.on(QueryLink.to(LIST))
			.with("objection", objection)
			.with("reponse", (asked.unanswered()) ? NONE : asked.answer())
			.with("argument", argument)
			.with("approche", approche)
			.with("profil", asked.profile())
			.with("dont", EffectRanking.code(asked.only()));
		return new ModelAndView("dashboard/effect-exchanges", "view",
				new ExchangesPage(words(asked, days), days.on(QueryLink.to(PATH)).toString(),
						this.effect.rows(asked, within), Pagination.of(within, total, link)));
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
			words.add(
					say("profile.is",
							this.messages.getMessage(asked.profile().equals(UNKNOWN)
									? "dashboard.effect.profile.INCONNU" : "contact.profile." + asked.profile(), null,
									Locale.FRENCH)));
		}
		words.add(say("only." + asked.only()));
		words.add((days.from() != null) ? say("between", days.from().format(DAY), days.until().format(DAY))
				: say("until", days.until().format(DAY)));
		return words;
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

	private static @Nullable UUID answer(@Nullable String asked) {
		try {
			return (asked != null && !asked.equals(NONE)) ? UUID.fromString(asked) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
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
