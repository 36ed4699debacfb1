package fr.dossiersco.outreach.ambassador;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.ambassador.Checklist.Known;
import fr.dossiersco.outreach.ambassador.Checklist.Step;
import fr.dossiersco.outreach.ambassador.Checklist.Tick;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChecklistTests {

	private static final LocalDate DAY = LocalDate.of(2026, 3, 3);

	private static final Tick TICK = new Tick(UUID.randomUUID(), DAY, "Camille", null);

	private static final Known TALK = new Known("POINT", "Point", null, null, false);

	private static final Known ACCOUNT = new Known("COMPTE", "Compte", null, Fact.COMPTE, false);

	private static final Known THANKS = new Known("MERCI", "Merci", null, Fact.MERCI, false);

	@Test
	void aStepIsDoneByWhatShowsItOrByHand() {
		Checklist list = Checklist.of(List.of(TALK, ACCOUNT, THANKS), Map.of(Fact.COMPTE, DAY), Map.of("POINT", TICK));

		assertThat(list.steps()).extracting(Step::isDone).containsExactly(true, true, false);
		assertThat(list.steps()).extracting(Step::since).containsExactly(null, DAY, null);
		assertThat(list.isDone()).isFalse();
		assertThat(Checklist
			.of(List.of(TALK, ACCOUNT, THANKS), Map.of(Fact.COMPTE, DAY, Fact.MERCI, DAY), Map.of("POINT", TICK))
			.isDone()).isTrue();
	}

	@Test
	void thanksAreSaidNotTicked() {
		Checklist list = Checklist.of(List.of(TALK, ACCOUNT, THANKS), Map.of(), Map.of());

		assertThat(list.steps()).extracting(Step::isTickable).containsExactly(true, true, false);
	}

	@Test
	void whoeverIsThankedIsNotToldToThank() {
		assertThat(Checklist.of(List.of(TALK, THANKS), Map.of(), Map.of()).ownSteps().steps()).extracting(Step::code)
			.containsExactly("POINT");
	}

	@Test
	void aRetiredStepStaysWhereItWasTicked() {
		Known retired = new Known("POINT", "Point", null, null, true);

		assertThat(Checklist.of(List.of(retired), Map.of(), Map.of()).steps()).isEmpty();
		assertThat(Checklist.of(List.of(retired), Map.of(), Map.of("POINT", TICK)).steps()).hasSize(1);
	}

	@Test
	void withoutAnyStepNothingIsDone() {
		assertThat(Checklist.of(List.of(), Map.of(), Map.of()).isDone()).isFalse();
	}

}
