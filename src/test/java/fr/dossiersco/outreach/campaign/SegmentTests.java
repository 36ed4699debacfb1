package fr.dossiersco.outreach.campaign;

import java.util.List;

import fr.dossiersco.outreach.web.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What a list's address says, and how shares are drawn. */
class SegmentTests {

	@Test
	void anAddressIsReadAsItIsTypedOrCopied() {
		Segment typed = Segment.read("/etablissements?academie=09&page=3&taille=100").orElseThrow();
		Segment copied = Segment.read(" https://recrutement.example/contacts?profil=TEACHER&q=a+b ").orElseThrow();

		assertThat(typed.people()).isFalse();
		assertThat(typed.address()).isEqualTo("/etablissements?academie=09");
		assertThat(copied.people()).isTrue();
		assertThat(copied.address()).isEqualTo("/contacts?profil=TEACHER&q=a+b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/etablissements/0990001N", "/contactsenligne?q=a", "//ailleurs.example/contacts",
			"javascript:alert(1)", "/relances" })
	void whatIsNoListIsNone(String address) {
		assertThat(Segment.read(address)).isEmpty();
		assertThat(Segment.read(null)).isEmpty();
	}

	@Test
	void peopleAreRecipientsOnlyWhereEachIsSpokenTo() {
		Segment people = Segment.read("/contacts").orElseThrow();

		assertThat(people.isOfPersons(Channel.MEL)).isTrue();
		assertThat(people.isOfPersons(Channel.AMBASSADEURS)).isFalse();
		assertThat(Segment.read("/etablissements").orElseThrow().isOfPersons(Channel.APPELS)).isFalse();
	}

	@Test
	void sharesAreDrawnOnTheShortestScaleThatHoldsThem() {
		Chart chart = Chart.of(List.of(new Proportion(5, 100), new Proportion(1, 3)), 1);

		assertThat(chart.ticks()).extracting(Chart.Tick::share).containsExactly(0.0, 0.1, 0.2);
		assertThat(chart.bars().get(0).at()).isCloseTo(28 + 276 * 0.05 / 0.2, within(0.001));
		assertThat(chart.bars().get(1).enough()).isFalse();
		assertThat(chart.bars().get(1).current()).isTrue();
		assertThat(chart.bars().get(0).from() + chart.bars().get(0).width()).isLessThanOrEqualTo(304);
	}

	@Test
	void withTooFewEverywhereTheScaleIsWhole() {
		Chart chart = Chart.of(List.of(new Proportion(0, 0), new Proportion(2, 3)), -1);

		assertThat(chart.ticks()).extracting(Chart.Tick::share).containsExactly(0.0, 0.5, 1.0);
		assertThat(chart.bars()).noneMatch(Chart.Bar::enough).noneMatch(Chart.Bar::current);
	}

}
