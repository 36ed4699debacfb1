package fr.dossiersco.outreach.interaction;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** When the next step is due, as the form offers it. */
enum NextStep {

	AUCUNE, DEMAIN, SEMAINE, QUINZAINE, MOIS, DATE;

	/**
	 * @param chosen the day typed, for {@link #DATE}
	 * @return null when there is no next step, or when its day was not given
	 */
	@Nullable LocalDate day(LocalDate today, @Nullable LocalDate chosen) {
		return switch (this) {
			case AUCUNE -> null;
			case DEMAIN -> today.plusDays(1);
			case SEMAINE -> today.plusWeeks(1);
			case QUINZAINE -> today.plusWeeks(2);
			case MOIS -> today.plusMonths(1);
			case DATE -> chosen;
		};
	}

}
