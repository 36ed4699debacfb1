package fr.dossiersco.outreach.message;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import fr.dossiersco.outreach.message.MessageText.Fault;
import fr.dossiersco.outreach.message.MessageText.Merged;
import fr.dossiersco.outreach.web.MailLink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a message is read and filled in, for texts chosen and for texts of all kinds. */
class MessageTextTests {

	private static final List<String> BITS = List.of("{{", "}}", "{", "}", "{{prenom}}", "{{ Prénom }}", "{{NOM}}",
			"{{inconnu}}", "{{}}", "\n", "\r\n", "\r", " ", "\u00A0", "é", "😀", "prenom", "{{#nom}}", "{{> x}}",
			"{{{nom}}}", "</textarea>", "« ", "0");

	private static final List<String> VALUES = List.of("", " ", "\u00A0", "\u200B", "\n", "\t \r\n", "Camille",
			"{{nom}}", "{", "}}", "O’Neil\nBcc: x", "0", "é\u00A0!");

	@Test
	void fieldsAreReadBetweenWords() {
		MessageText text = MessageText.parse("Bonjour {{prenom}} {{nom}},\nau {{etablissement}}");

		assertThat(text.faults()).isEmpty();
		assertThat(text.fields()).containsExactly(MergeField.PRENOM, MergeField.NOM, MergeField.ETABLISSEMENT);
		assertThat(text.merge(Map.of(MergeField.PRENOM, "Camille", MergeField.NOM, "Exemple")).text())
			.isEqualTo("Bonjour Camille Exemple,\nau {{etablissement}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{{prenom}}", "{{ prenom }}", "{{Prénom}}", "{{PRENOM}}", "{{\u00A0prenom\u202F}}" })
	void caseAccentsAndSpacesAreForgiven(String written) {
		assertThat(MessageText.parse(written).fields()).containsExactly(MergeField.PRENOM);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Bonjour {{prenon}}             | UNKNOWN  | {{prenon}}
			{{#nom}}x{{/nom}}              | UNKNOWN  | {{#nom}}
			{{> pied}}                     | UNKNOWN  | {{> pied}}
			{{{nom}}}                      | UNKNOWN  | {{{nom}}
			{{civilite}}                   | UNKNOWN  | {{civilite}}
			{{ }}                          | EMPTY    | {{}}
			Bonjour {{prenom et la suite   | UNCLOSED | {{prenom et la suite
			{{prenom {{nom}}               | UNCLOSED | {{prenom
			Bonjour prenom}} à vous        | UNOPENED | }}
			""")
	void whatIsNoFieldIsNamed(String text, Fault.Kind kind, String named) {
		assertThat(MessageText.parse(text).faults()).first().isEqualTo(new Fault(kind, named, 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r" })
	void everyFaultSaysItsLine(String end) {
		MessageText text = MessageText.parse("{{un}}" + end + end + "{{deux" + end + "}} {{trois}}");

		assertThat(text.faults()).extracting(Fault::line).containsExactly(1, 3, 4, 4);
		assertThat(text.faults()).extracting(Fault::kind)
			.containsExactly(Fault.Kind.UNKNOWN, Fault.Kind.UNCLOSED, Fault.Kind.UNOPENED, Fault.Kind.UNKNOWN);
	}

	@Test
	void aFieldDoesNotGoOverALine() {
		assertThat(MessageText.parse("{{pre\nnom}}").fields()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u00A0", "\u200B", "\n", "{{nom}}x" })
	void aValueThatCannotBeSeenIsMissing(String value) {
		Merged merged = MessageText.parse("À {{prenom}} !").merge(Map.of(MergeField.PRENOM, value));

		if (value.endsWith("x")) {
			assertThat(merged.text()).isEqualTo("À nomx !");
		}
		else {
			assertThat(merged.missing()).containsExactly(MergeField.PRENOM);
			assertThat(merged.text()).isEqualTo("À {{prenom}} !");
		}
	}

	@Test
	void anyTextComesBackToTheLetter() {
		Random random = new Random(2019);
		for (int i = 0; i < 5_000; i++) {
			String text = some(random);
			assertThat(MessageText.parse(text).source()).isEqualTo(text);
			assertThat(MessageText.parse(text).merge(Map.of()).text()).isEqualTo(text);
		}
	}

	@Test
	void noFieldIsEverLeftBlankAndWhatWasFilledInIsNoFieldAnyMore() {
		Random random = new Random(410);
		for (int i = 0; i < 5_000; i++) {
			MessageText text = MessageText.parse(some(random));
			Map<MergeField, String> values = new EnumMap<>(MergeField.class);
			for (MergeField field : MergeField.values()) {
				if (random.nextInt(3) > 0) {
					values.put(field, VALUES.get(random.nextInt(VALUES.size())));
				}
			}
			Merged merged = text.merge(values);

			assertThat(merged.pieces()).hasSameSizeAs(text.parts()).allSatisfy((piece) -> {
				assertThat(piece.text()).isNotEmpty();
				if (piece.filled()) {
					assertThat(piece.text().replaceAll("[\\s\\u00A0\\u200B]", "")).isNotEmpty();
					assertThat(piece.text()).doesNotContain("{", "}", "\n", "\r");
				}
			});
			MessageText again = MessageText.parse(merged.text());
			assertThat(again.fields()).isEqualTo(merged.missing());
			assertThat(again.faults()).isEqualTo(text.faults());
			if (text.faults().isEmpty() && merged.missing().isEmpty()) {
				assertThat(merged.text()).doesNotContain("{{", "}}");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "L’intendant·e,intendant·e", "Chère intendante,intendante", "les intendant.e.s.,intendant.e.s",
			"INTENDANT,INTENDANT", "Bonjour Intendance zones,", "le sous-titre intendants,intendants" })
	void theWordThatHurtsIsFound(String text, @Nullable String word) {
		assertThat(MessageText.oldWord(text).map(Fault::named)).isEqualTo(Optional.ofNullable(word));
	}

	@Test
	void mailsKeepTheirTypographyAndTheirLines() {
		assertThat(MailLink.to("a+b&c@essais.example", "Gratuit\u00A0?", "Bonjour,\n\nÀ 10 % près\r\n& plus"))
			.isEqualTo("mailto:a%2Bb%26c@essais.example?subject=Gratuit%C2%A0%3F&body=Bonjour%2C%0D%0A%0D%0A"
					+ "%C3%80%2010%20%25%20pr%C3%A8s%0D%0A%26%20plus");
		assertThat(MailLink.to("", "É")).isEqualTo("mailto:?subject=%C3%89");
	}

	private static String some(Random random) {
		List<String> bits = new ArrayList<>();
		for (int i = random.nextInt(12); i > 0; i--) {
			bits.add(BITS.get(random.nextInt(BITS.size())));
		}
		return String.join("", bits);
	}

}
