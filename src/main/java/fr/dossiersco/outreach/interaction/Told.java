package fr.dossiersco.outreach.interaction;

import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.interaction.Interaction.Hearing;
import fr.dossiersco.outreach.interaction.Interaction.How;
import org.jspecify.annotations.Nullable;

/**
 * All that may be corrected of an exchange, detail by detail: as codes, ids and what was
 * typed, so that two versions can be compared and no name is kept twice.
 */
record Told(Map<Detail, String> details) {

	static Told of(Interaction interaction) {
		return of(interaction.occurredAt().truncatedTo(ChronoUnit.MINUTES).toString(), interaction.how(),
				interaction.contactId(), interaction.participants(), interaction.documents(), interaction.arguments(),
				interaction.objections(), interaction.notes());
	}

	/** As a valid form tells it. */
	static Told of(InteractionForm form) {
		return of(InteractionLog.occurredAt(form).toString(), form.how(), form.contact(), form.participants(),
				form.handouts(), form.argumentsUsed(), form.objectionsHeard(), form.notes());
	}

	private static Told of(String at, How how, @Nullable UUID contact, Collection<UUID> participants,
			Collection<Handout> documents, Map<UUID, Reaction> arguments, Map<UUID, Hearing> objections,
			@Nullable String notes) {
		Map<Detail, String> details = new EnumMap<>(Detail.class);
		details.put(Detail.QUAND, at);
		details.put(Detail.MOYEN, how.channel().name());
		details.put(Detail.SENS, how.direction().name());
		details.put(Detail.RESULTAT, how.outcome().name());
		details.put(Detail.APPROCHE, how.approach().name());
		details.put(Detail.INTRODUCTION, text((how.introducer() != null) ? how.introducer() : how.introducedBy()));
		details.put(Detail.AVEC, text(contact));
		details.put(Detail.PRESENTS, lines(participants.stream().map(UUID::toString)));
		details.put(Detail.ARGUMENTS,
				lines(arguments.entrySet().stream().map((used) -> used.getKey() + " " + used.getValue())));
		details.put(Detail.OBJECTIONS, lines(objections.entrySet().stream().map(Told::heard)));
		details.put(Detail.DOCUMENTS, lines(documents.stream().map(Handout::name)));
		details.put(Detail.NOTES, text(notes));
		return new Told(details);
	}

	private static String heard(Map.Entry<UUID, Hearing> heard) {
		Hearing how = heard.getValue();
		return Stream.of(heard.getKey(), how.lifted(), how.answerId(), how.verbatim())
			.map((part) -> Objects.toString(part, "-"))
			.collect(Collectors.joining(" "));
	}

	private static String lines(Stream<String> lines) {
		return lines.sorted().collect(Collectors.joining("\n"));
	}

	private static String text(@Nullable Object value) {
		return Objects.toString(value, "").replace("\r\n", "\n");
	}

	String of(Detail detail) {
		return Objects.requireNonNull(this.details.get(detail));
	}

	/** What differs in another version. */
	List<Detail> differencesFrom(Told other) {
		return this.details.keySet().stream().filter((detail) -> !of(detail).equals(other.of(detail))).toList();
	}

	/** What may be corrected, the message {@code interaction.detail.…}. */
	enum Detail {

		QUAND, MOYEN, SENS, RESULTAT, APPROCHE, INTRODUCTION, AVEC, PRESENTS, ARGUMENTS, OBJECTIONS, DOCUMENTS, NOTES

	}

}
