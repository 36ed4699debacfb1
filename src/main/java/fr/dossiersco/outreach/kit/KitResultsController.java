package fr.dossiersco.outreach.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Label;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.kit.KitResults.Figures;
import fr.dossiersco.outreach.kit.KitResults.LinkFigures;
import fr.dossiersco.outreach.kit.KitResults.Move;
import fr.dossiersco.outreach.kit.KitResults.Result;
import fr.dossiersco.outreach.kit.KitResults.School;
import fr.dossiersco.outreach.kit.KitResults.Week;
import fr.dossiersco.outreach.message.LocalMessages;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What came of one's own links; for coordinators, of everybody's, by académie, channel
 * and message.
 */
@Controller
@RequestMapping(KitQuestion.PATH)
class KitResultsController {

	private final KitResults results;

	private final ListExports exports;

	private final Territory territory;

	private final LocalMessages library;

	private final KitProperties properties;

	KitResultsController(KitResults results, ListExports exports, Territory territory, LocalMessages library,
			KitProperties properties) {
		this.results = results;
		this.exports = exports;
		this.territory = territory;
		this.library = library;
		this.properties = properties;
	}

	@GetMapping
	ModelAndView show(CurrentAccount me) {
		KitQuestion question = new KitQuestion(me.isCoordinator() ? null : me.id(), null, null, null, null);
		Result result = this.results.of(question);
		List<Table> tables = new ArrayList<>();
		if (me.isCoordinator()) {
			tables.add(new Table("academie", byAcademie(result.links(), question)));
			tables.add(new Table("channel", byChannel(result.links(), question)));
		}
		tables.add(new Table("message", byMessage(result.links(), question)));
		return new ModelAndView("kit/results", "view",
				new ResultsPage(me.isCoordinator(), result.total(), !result.links().isEmpty(), tables, result.weeks(),
						question, this.properties.keepVisitsFor().toTotalMonths()));
	}

	/**
	 * The figures in a file: a row for each message, channel and académies, never for a
	 * person.
	 */
	@GetMapping({ "/export.csv", "/export.xlsx" })
	void export(FileFormat format, CurrentAccount me, HttpServletResponse response) throws IOException {
		KitQuestion question = new KitQuestion(me.isCoordinator() ? null : me.id(), null, null, null, null);
		List<Column<LinkFigures>> columns = List.of(new Column<>("kit.results.message", LinkFigures::title),
				Column.coded("kit.results.channel", "message.channel.", LinkFigures::channel),
				new Column<>("kit.results.academie", this::academies),
				new Column<>("kit.results.recent", (row) -> row.figures().recent()),
				new Column<>("kit.results.visits", (row) -> row.figures().visits()),
				new Column<>("kit.results.schools", (row) -> row.figures().schools()),
				new Column<>("kit.results.moves", (row) -> row.figures().moves()));
		this.exports.send(new ListExport<>(me.isCoordinator() ? "kit.results.all" : "kit.results",
				QueryLink.to(KitQuestion.PATH), false, List.of(), columns, () -> together(question).stream()), format,
				me, response);
	}

	private List<LinkFigures> together(KitQuestion question) {
		Map<List<Object>, LinkFigures> rows = new LinkedHashMap<>();
		for (LinkFigures link : this.results.of(question).links()) {
			rows.merge(List.of(link.template(), link.channel(), link.academies()), link, LinkFigures::plus);
		}
		return List.copyOf(rows.values());
	}

	/** Their names, else the team. */
	private Object academies(LinkFigures row) {
		if (row.academies().isEmpty()) {
			return new Label("kit.results.team");
		}
		return this.territory.academies()
			.stream()
			.filter((academie) -> row.academies().contains(academie.code()))
			.map(Academie::name)
			.collect(Collectors.joining(", "));
	}

	/** The rows behind a figure. */
	@GetMapping("/lignes")
	ModelAndView rows(@RequestParam MultiValueMap<String, String> query, CurrentAccount me) {
		KitQuestion question = KitQuestion.of(query, this.territory, me);
		Academie academie = (question.academie() != null) ? this.territory.academie(question.academie()) : null;
		String title = (question.template() != null)
				? this.library.find(question.template()).map(LocalMessages.Text::title).orElse(null) : null;
		return new ModelAndView("kit/rows", "view",
				new RowsPage(me.isCoordinator(), question, (academie != null) ? academie.name() : null, title,
						this.results.weeks(question, true), this.results.schools(question),
						this.results.moves(question)));
	}

	/**
	 * An académie counts the links of those who served it when they were made: who serves
	 * two counts in both.
	 */
	private List<Line> byAcademie(List<LinkFigures> links, KitQuestion question) {
		List<Line> lines = new ArrayList<>();
		for (Academie academie : this.territory.academies()) {
			add(lines, academie.name(), question.at(academie.code()),
					links.stream().filter((link) -> link.academies().contains(academie.code())).toList());
		}
		add(lines, null, question.at(KitQuestion.TEAM),
				links.stream().filter((link) -> link.academies().isEmpty()).toList());
		return lines;
	}

	private static void add(List<Line> lines, @Nullable String name, KitQuestion question, List<LinkFigures> links) {
		if (!links.isEmpty()) {
			lines.add(new Line(name, null, sum(links), question.rows()));
		}
	}

	private static List<Line> byChannel(List<LinkFigures> links, KitQuestion question) {
		Map<MessageChannel, List<LinkFigures>> grouped = new EnumMap<>(MessageChannel.class);
		group(links, LinkFigures::channel, grouped);
		return grouped.entrySet()
			.stream()
			.map((one) -> new Line(null, one.getKey(), sum(one.getValue()), question.by(one.getKey()).rows()))
			.toList();
	}

	private static List<Line> byMessage(List<LinkFigures> links, KitQuestion question) {
		Map<UUID, List<LinkFigures>> grouped = new LinkedHashMap<>();
		group(links, LinkFigures::template, grouped);
		return grouped.entrySet()
			.stream()
			.map((one) -> new Line(one.getValue().getFirst().title(), null, sum(one.getValue()),
					question.with(one.getKey()).rows()))
			.toList();
	}

	private static <K> void group(List<LinkFigures> links, Function<LinkFigures, K> key,
			Map<K, List<LinkFigures>> groups) {
		links.forEach((link) -> groups.computeIfAbsent(key.apply(link), (one) -> new ArrayList<>()).add(link));
	}

	private static Figures sum(List<LinkFigures> links) {
		return links.stream().map(LinkFigures::figures).reduce(Figures.NONE, Figures::plus);
	}

	/**
	 * The figures.
	 *
	 * @param everybody whether they are everybody's
	 * @param linked whether there is any link yet
	 * @param months how long visits are kept
	 */
	record ResultsPage(boolean everybody, Figures total, boolean linked, List<Table> tables, List<Week> weeks,
			KitQuestion question, long months) {

		/** The page, whose figures can be taken away in a file. */
		public QueryLink link() {
			return QueryLink.to(KitQuestion.PATH);
		}

	}

	/**
	 * The figures by something.
	 *
	 * @param by the end of a message key
	 */
	record Table(String by, List<Line> lines) {
	}

	/**
	 * Some figures.
	 *
	 * @param name null for the team's, and where there is a channel
	 * @param rows the page of their rows
	 */
	record Line(@Nullable String name, @Nullable MessageChannel channel, Figures figures, String rows) {
	}

	/**
	 * The rows.
	 *
	 * @param academie the name of the one that narrows them
	 * @param title of the message that narrows them
	 */
	record RowsPage(boolean everybody, KitQuestion question, @Nullable String academie, @Nullable String title,
			List<Week> weeks, List<School> schools, List<Move> moves) {

		public long visits() {
			return this.weeks.stream().mapToLong(Week::visits).sum();
		}

		public boolean isCut() {
			return Math.max(this.schools.size(), this.moves.size()) == KitResults.MOST;
		}

		public int most() {
			return KitResults.MOST;
		}

	}

}
