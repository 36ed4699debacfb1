package fr.dossiersco.outreach.ambassador;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The steps that somebody is accompanied through, each done by what shows it or by
 * whoever ticked it.
 */
record Checklist(List<Step> steps) {

	/**
	 * @param facts since when each holds
	 * @param ticks what was ticked by hand
	 */
	static Checklist of(List<Known> known, Map<Fact, LocalDate> facts, Map<String, Tick> ticks) {
		return new Checklist(known.stream()
			.filter((step) -> !step.retired() || ticks.containsKey(step.code()))
			.map((step) -> new Step(step.code(), step.label(), step.hint(), step.fact(),
					(step.fact() != null) ? facts.get(step.fact()) : null, ticks.get(step.code())))
			.toList());
	}

	/** As the person reads it: to thank is for others to do. */
	Checklist ownSteps() {
		return new Checklist(this.steps.stream().filter((step) -> step.fact() != Fact.MERCI).toList());
	}

	/** Whether there is nothing left to do: the moment to ask whether they are active. */
	public boolean isDone() {
		return !this.steps.isEmpty() && this.steps.stream().allMatch(Step::isDone);
	}

	/**
	 * A step as the coordinator wants it.
	 *
	 * @param fact what shows it by itself, null for nothing
	 * @param retired whether it is asked of nobody any more
	 */
	record Known(String code, String label, @Nullable String hint, @Nullable Fact fact, boolean retired) {
	}

	/** Somebody said that a step is done. */
	record Tick(UUID id, LocalDate on, String by, @Nullable String words) {
	}

	/**
	 * A step of somebody.
	 *
	 * @param since since when a fact shows it
	 * @param tick by whom it was ticked
	 */
	record Step(String code, String label, @Nullable String hint, @Nullable Fact fact, @Nullable LocalDate since,
			@Nullable Tick tick) {

		public boolean isDone() {
			return this.since != null || this.tick != null;
		}

		/** Whether somebody may tick it; thanks are said, not ticked. */
		public boolean isTickable() {
			return !isDone() && this.fact != Fact.MERCI;
		}

	}

}
