package fr.dossiersco.outreach.digest;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import fr.dossiersco.outreach.calling.AdriftSchools;
import fr.dossiersco.outreach.digest.Digest.Line;
import fr.dossiersco.outreach.digest.Digest.More;
import fr.dossiersco.outreach.digest.Digest.Section;
import fr.dossiersco.outreach.digest.WeekFacts.Move;
import fr.dossiersco.outreach.digest.WeekFacts.Step;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.SiteAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a week into French words and absolute links. */
@Component
class DigestWording {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.FRENCH);

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private final MessageSource messages;

	private final SiteAddress site;

	DigestWording(MessageSource messages, SiteAddress site) {
		this.messages = messages;
		this.site = site;
	}

	Digest of(WeekFacts facts) {
		String subject = message("digest.subject", day(facts.period().today()), facts.moves(), facts.overdue());
		String scope = facts.ofAll() ? "" : " " + message("digest.scope");
		if (facts.isEmpty()) {
			return new Digest(subject, message("digest.quiet", day(facts.period().since())) + scope, List.of());
		}
		List<Section> sections = new ArrayList<>();
		sections.add(moved(facts));
		sections.add(overdue(facts));
		sections.add(adrift(facts));
		sections.add(due(facts));
		return new Digest(subject, message("digest.lead", day(facts.period().since())) + scope, sections);
	}

	private Section moved(WeekFacts facts) {
		List<String> figures = facts.arrivals()
			.stream()
			.map((arrivals) -> message("digest.moved.stage", arrivals.stage(), arrivals.schools()))
			.toList();
		String all = QueryLink.to("/tableau-de-bord/mouvements").with("depuis", facts.period().since()).toString();
		return new Section(message("digest.moved.title"), message("digest.moved.summary", facts.moves()), figures,
				facts.latest().stream().map(this::line).toList(),
				more("digest.moved.more", all, facts.moves(), facts.latest().size()));
	}

	private Section overdue(WeekFacts facts) {
		return new Section(message("digest.overdue.title"),
				message("digest.overdue.summary", facts.overdue(), message("digest.overdue.own", facts.overdueOwn())),
				List.of(),
				facts.oldest()
					.stream()
					.map((step) -> line(step,
							message("digest.overdue.line", kind(step), date(step.dueOn()), step.owner())))
					.toList(),
				more("digest.overdue.more", "/relances?pour=tous&quand=retard", facts.overdue(),
						facts.oldest().size()));
	}

	private Section adrift(WeekFacts facts) {
		return new Section(message("digest.adrift.title"), message("digest.adrift.summary", facts.adrift()), List.of(),
				facts.furthest().stream().map(this::line).toList(),
				more("digest.adrift.more", "/appels/sans-suite-prevue", facts.adrift(), facts.furthest().size()));
	}

	private Section due(WeekFacts facts) {
		return new Section(message("digest.due.title"),
				message("digest.due.summary", facts.due(), day(facts.period().sunday())), List.of(),
				facts.next()
					.stream()
					.map((step) -> line(step, message("digest.due.line", kind(step), day(step.dueOn()))))
					.toList(),
				more("digest.due.more", "/relances", facts.due(), facts.next().size()));
	}

	private Line line(Move move) {
		String stages = (move.fromStage() != null) ? move.fromStage() + " → " + move.toStage() : move.toStage();
		String text = (move.reason() != null) ? message("digest.moved.line.why", stages, move.reason())
				: message("digest.moved.line", stages);
		return new Line(place(move.school(), move.town()), text, school(move.uai()));
	}

	private Line line(AdriftSchools.Row row) {
		return new Line(place(row.name(), row.town()),
				(row.owner() != null) ? message("digest.adrift.line", row.stage(), date(row.since()), row.owner())
						: message("digest.adrift.line.nobody", row.stage(), date(row.since())),
				school(row.uai()));
	}

	private Line line(Step step, String text) {
		return (step.uai() != null && step.school() != null)
				? new Line(place(step.school(), step.town()), text, school(step.uai()))
				: new Line(message("digest.someone"), text, this.site.link("/contacts/" + step.contactId()));
	}

	private @Nullable More more(String key, @Nullable String path, long total, int shown) {
		return (path != null && total > shown) ? new More(message(key), this.site.link(path)) : null;
	}

	private String school(String uai) {
		return this.site.link("/etablissements/" + uai);
	}

	private String kind(Step step) {
		return message("scheduling.kind." + step.kind());
	}

	private static String place(String name, @Nullable String town) {
		return (town != null) ? name + ", " + town : name;
	}

	/** « lundi 1er mars », of a day that is near. */
	private static String day(LocalDate day) {
		return ordinal(day, day.format(DAY));
	}

	/** « 1er mars 2026 », of a day that may be long ago. */
	private static String date(LocalDate day) {
		return ordinal(day, day.format(DATE));
	}

	private static String ordinal(LocalDate day, String text) {
		return (day.getDayOfMonth() == 1) ? text.replaceFirst("\\b1 ", "1er ") : text;
	}

	String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

}
