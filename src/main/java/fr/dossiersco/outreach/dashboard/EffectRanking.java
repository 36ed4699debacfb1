package fr.dossiersco.outreach.dashboard;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import fr.dossiersco.outreach.web.Proportion;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

/**
 * Figures in their order: those with enough exchanges by their share, then the others,
 * which have no rank.
 *
 * @param scale the share at the right end of every bar
 */
record EffectRanking(List<Row> rows, double scale) {

	private static final String SHARE = "part";

	private static final String TIMES = "fois";

	static final List<String> COLUMNS = List.of(SHARE, TIMES);

	static final String USUAL = "-" + SHARE;

	private static final int SHOWN = 120;

	static EffectRanking of(Effect.Measure measure, List<Effect.Figure> figures, Sorting sorting, QueryLink list) {
		Comparator<Effect.Figure> usual = sorting.column().equals(TIMES) ? Comparator.comparing(Effect.Figure::raised)
				: Comparator.comparing((figure) -> figure.success().share());
		Comparator<Effect.Figure> order = Comparator
			.comparing((Effect.Figure figure) -> figure.success().isEnough(), Comparator.reverseOrder())
			.thenComparing((one, other) -> one.success().isEnough()
					? usual.compare(one, other) * (sorting.descending() ? -1 : 1) : 0)
			.thenComparing(Effect.Figure::raised, Comparator.reverseOrder());
		List<Effect.Figure> ordered = figures.stream()
			.filter((figure) -> figure.measure() == measure)
			.sorted(order)
			.toList();
		double highest = ordered.stream()
			.map(Effect.Figure::success)
			.filter(Proportion::isEnough)
			.mapToDouble(Proportion::high)
			.max()
			.orElse(1);
		double scale = Math.clamp(Math.ceil(highest * 10) / 10, 0.1, 1);
		return new EffectRanking(ordered.stream().map((figure) -> row(figure, scale, list)).toList(), scale);
	}

	/** The three ways in, whether or not anyone came that way. */
	static List<Way> ways(List<Effect.Figure> figures, QueryLink list) {
		return Arrays.stream(EffectController.Approach.values()).map((approach) -> {
			Effect.Figure figure = figures.stream()
				.filter((some) -> approach.name().equals(some.approach()))
				.findFirst()
				.orElse(new Effect.Figure(Effect.Measure.APPROCHE, approach.name(), null, null, null, 0, 0, 0, null,
						null));
			QueryLink link = list.with("approche", approach);
			return new Way(approach, figure.reach(), figure.success(), link(link, Effect.Only.ALL),
					link(link, Effect.Only.REACHED), link(link, Effect.Only.FOLLOWED));
		}).toList();
	}

	/** Each other way in against cold. */
	static List<Comparison> comparisons(List<Way> ways) {
		Proportion cold = of(ways, EffectController.Approach.FROID);
		return ways.stream()
			.filter((way) -> way.approach() != EffectController.Approach.FROID)
			.map((way) -> new Comparison(way.approach(), way.success().against(cold), way.success().minus(cold)))
			.toList();
	}

	/** As in an address; null for all. */
	static @Nullable String code(Effect.Only only) {
		return switch (only) {
			case ALL -> null;
			case REACHED -> "joints";
			case FOLLOWED -> "suivis";
		};
	}

	private static Row row(Effect.Figure figure, double scale, QueryLink list) {
		QueryLink link = list.with((figure.measure() == Effect.Measure.OBJECTION) ? "objection" : "argument",
				figure.subject());
		if (figure.measure() == Effect.Measure.OBJECTION) {
			link = link.with("reponse", (figure.answer() != null) ? figure.answer() : "aucune");
		}
		link = link.with("profil", figure.profile());
		return new Row((figure.label() != null) ? figure.label() : "?", String.valueOf(figure.profile()),
				shortened(figure.answerText()), figure.success(), Bar.of(figure.success(), scale),
				link(link, Effect.Only.ALL), link(link, Effect.Only.FOLLOWED));
	}

	private static String link(QueryLink list, Effect.Only only) {
		return list.with("dont", code(only)).toString();
	}

	private static @Nullable String shortened(@Nullable String text) {
		if (text == null || text.length() <= SHOWN) {
			return text;
		}
		int space = text.lastIndexOf(' ', SHOWN);
		return text.substring(0, (space > 0) ? space : SHOWN) + "…";
	}

	private static Proportion of(List<Way> ways, EffectController.Approach approach) {
		return ways.stream().filter((way) -> way.approach() == approach).findFirst().orElseThrow().success();
	}

	/**
	 * @param answer null when it isn't known which one was given
	 * @param all the address of the exchanges where it was said
	 * @param followed the address of those that a move up followed
	 */
	record Row(String label, String profile, @Nullable String answer, Proportion success, Bar bar, String all,
			String followed) {
	}

	/**
	 * Where an interval is drawn, in hundredths of the bar.
	 */
	record Bar(double from, double width, double at) {

		static Bar of(Proportion share, double scale) {
			double low = 100 * share.low() / scale;
			return new Bar(low, 100 * share.high() / scale - low, Math.max(0, 100 * share.share() / scale - 1));
		}

	}

	record Way(EffectController.Approach approach, Proportion reach, Proportion success, String all, String reached,
			String followed) {
	}

	record Comparison(EffectController.Approach approach, Proportion.Verdict verdict,
			Proportion.Difference difference) {
	}

}
