package fr.dossiersco.outreach.scheduling;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.scheduling.WeekCalls.Choice;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * Which week is to be planned, as the query string says it. What can't be read is the
 * usual.
 *
 * @param semaine a day of the week
 * @param qui the accounts of the callers
 * @param capacite how many calls a half-day holds
 * @param campagne one phone campaign alone
 * @param source the address of a list of schools, to plan theirs alone
 * @param appels the calls chosen, {@code aucun} for none; null for all
 * @param sauf the calls left aside
 */
record WeekFilter(@Nullable String semaine, @Nullable List<String> qui, @Nullable String capacite,
		@Nullable String campagne, @Nullable String source, @Nullable String appels, @Nullable String sauf) {

	static final String PATH = "/appels/semaine";

	static final String NONE = "aucun";

	private static final int USUAL_PER_HALF_DAY = 5;

	/** From Thursday on, one thinks of the week that comes. */
	Week week(LocalDate today) {
		LocalDate day = QueryValue.day(this.semaine);
		if (day != null && Week.isThinkable(day)) {
			return Week.of(day);
		}
		return Week.of((today.getDayOfWeek().getValue() < 4) ? today : today.plusDays(7));
	}

	int perHalfDay() {
		try {
			return (this.capacite != null) ? Math.clamp(Long.parseLong(this.capacite), 1, Week.longestHalfDay())
					: USUAL_PER_HALF_DAY;
		}
		catch (NumberFormatException ex) {
			return USUAL_PER_HALF_DAY;
		}
	}

	/** Those of the team that were asked for, oneself when nobody was. */
	Map<UUID, String> callers(Map<UUID, String> team, UUID me) {
		Map<UUID, String> callers = new LinkedHashMap<>(team);
		Set<String> asked = (this.qui != null) ? Set.copyOf(this.qui) : Set.of();
		callers.keySet().removeIf((account) -> !asked.contains(account.toString()));
		if (callers.isEmpty()) {
			callers.put(me, team.getOrDefault(me, ""));
		}
		return callers;
	}

	@Nullable UUID campaign() {
		return QueryValue.id(this.campagne);
	}

	/** The list of schools, null for all schools. */
	public @Nullable QueryLink list() {
		return QueryLink.read(this.source, "/etablissements").orElse(null);
	}

	Choice choice() {
		return new Choice((this.appels != null) ? signs(this.appels) : null,
				(this.sauf != null) ? signs(this.sauf) : Set.of());
	}

	boolean isChosen() {
		return this.appels != null || this.sauf != null;
	}

	private static Set<String> signs(String text) {
		return Stream.of(text.split(","))
			.filter((sign) -> sign.matches("[0-9a-f]{8}"))
			.limit(WeekCalls.MOST)
			.collect(Collectors.toSet());
	}

	QueryLink link() {
		QueryLink list = list();
		return QueryLink.to(PATH)
			.with("semaine", this.semaine)
			.with("qui", this.qui)
			.with("capacite", this.capacite)
			.with("campagne", campaign())
			.with("source", (list != null) ? list.toString() : null)
			.with("appels", this.appels)
			.with("sauf", this.sauf);
	}

	QueryLink linkTo(Week week) {
		return link().replacing("semaine", week.monday());
	}

	QueryLink linkToAll() {
		return link().without("appels").without("sauf");
	}

	/**
	 * The same, for some of the calls shown.
	 * @param shown those that could be ticked
	 * @param ticked those that were
	 */
	QueryLink linkTo(List<String> shown, List<String> ticked) {
		Set<String> chosen = new LinkedHashSet<>(ticked);
		List<String> aside = new ArrayList<>(new LinkedHashSet<>(shown));
		aside.removeAll(chosen);
		if (chosen.isEmpty()) {
			return linkToAll().with("appels", NONE);
		}
		// The shorter of the two, for an address has its limits.
		return (aside.size() <= chosen.size()) ? linkToAll().with("sauf", String.join(",", aside))
				: linkToAll().with("appels", String.join(",", chosen));
	}

}
