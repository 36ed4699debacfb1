package fr.dossiersco.outreach.review;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Label;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.review.StaleSchools.Basket;
import fr.dossiersco.outreach.review.StaleSchools.Reading;
import fr.dossiersco.outreach.review.StaleSchools.LastReview;
import fr.dossiersco.outreach.review.StaleSchools.Row;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** « À relancer »: three baskets, what to do at each school, the end of a review. */
@Controller
class ReviewController {

	private static final String PATH = "/pipeline/a-relancer";

	private static final String BASKET = "panier";

	private static final int LONGEST = 300;

	private static final List<Column<Row>> columns = List.of(
			new Column<>("export.column.uai", (row) -> row.school().uai()),
			new Column<>("export.column.school", (row) -> row.school().name()),
			new Column<>("export.column.town", (row) -> row.school().town()),
			new Column<>("pipeline.stage", (row) -> row.school().stage()),
			new Column<>("review.export.days", Row::openDays),
			new Column<>("review.export.expected", (row) -> row.school().expectedDays()),
			new Column<>("pipeline.column.exchange", Row::lastExchange),
			Column.coded("export.column.outcome", "interaction.outcome.", (row) -> row.school().lastOutcome()),
			new Column<>("pipeline.owner", (row) -> row.school().owner()),
			new Column<>("review.export.todo", (row) -> row.school().todo()),
			Column.flag("review.export.done", "review.export.done", (row) -> row.school().dealt()),
			new Column<>("review.export.by", (row) -> row.school().todoBy()));

	private final StaleSchools stale;

	private final Reviews reviews;

	private final SchoolScopes scopes;

	private final ListExports exports;

	ReviewController(StaleSchools stale, Reviews reviews, SchoolScopes scopes, ListExports exports) {
		this.stale = stale;
		this.reviews = reviews;
		this.scopes = scopes;
		this.exports = exports;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam Map<String, String> query, PageRequest asked) {
		SchoolScope scope = this.scopes.read(query, StaleSchools.CRITERIA);
		Basket chosen = basket(query);
		Reading found = this.stale.read(chosen, scope, asked);
		Basket basket = found.basket();
		long schools = found.baskets().of(basket);
		QueryLink link = scope.link(PATH).with(BASKET, basket.name());
		List<Tab> tabs = Arrays.stream(Basket.values())
			.map((each) -> new Tab(each, found.baskets().of(each),
					scope.link(PATH).with(BASKET, each.name()).toString(), each == basket))
			.toList();
		return new ModelAndView("review/page", "view",
				new ReviewPage(tabs, basket, found.rows(), Pagination.of(asked.within(schools), schools, link),
						scope.fields(), scope.removals(link), scope.isNarrowed(), this.stale.lastReview(),
						link.toString(), this.stale.today()));
	}

	private static @Nullable Basket basket(Map<String, String> query) {
		return Arrays.stream(Basket.values())
			.filter((each) -> each.name().equalsIgnoreCase(query.get(BASKET)))
			.findFirst()
			.orElse(null);
	}

	@GetMapping({ PATH + "/export.csv", PATH + "/export.xlsx" })
	void export(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		SchoolScope scope = this.scopes.read(query, StaleSchools.CRITERIA);
		Basket chosen = basket(query);
		List<ListExport.Filter> filters = new Filters()
			.with("review.basket", (chosen != null) ? new Label("review.basket." + chosen + ".name") : null)
			.with(scope.filters())
			.toList();
		this.exports.send(new ListExport<>("review.title", scope.link(PATH).with(BASKET, chosen), false, filters,
				columns, () -> this.stale.all(chosen, scope)), format, me, response);
	}

	@PostMapping(PATH + "/{uai}")
	String write(@PathVariable Uai uai, @RequestParam @Nullable String texte, @RequestParam @Nullable String jour,
			@RequestParam @Nullable String retour, CurrentAccount me, RedirectAttributes flash) {
		String text = (texte != null) ? texte.strip() : "";
		Optional<LocalDate> day = day(jour);
		String wrong = text.isEmpty() ? "review.todo.missing"
				: (text.length() > LONGEST) ? "review.todo.long"
						: (jour != null && day.filter((each) -> !each.isBefore(this.stale.today())).isEmpty())
								? "review.todo.past" : null;
		if (wrong != null) {
			flash.addFlashAttribute("failed", wrong);
			flash.addFlashAttribute("typed", Map.of(uai.value(), text));
			return back(retour);
		}
		this.reviews.write(uai.value(), text, day.orElse(null), me);
		flash.addFlashAttribute("done", day.isPresent() ? "review.todo.planned" : "review.todo.written");
		return back(retour);
	}

	private static Optional<LocalDate> day(@Nullable String typed) {
		try {
			return Optional.ofNullable(typed).map(LocalDate::parse);
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	@PostMapping(PATH + "/a-faire/{todo}")
	String tick(@PathVariable UUID todo, @RequestParam(defaultValue = "true") boolean fait,
			@RequestParam @Nullable String retour, CurrentAccount me, RedirectAttributes flash) {
		this.reviews.tick(todo, fait, me);
		flash.addFlashAttribute("done", fait ? "review.todo.dealt" : "review.todo.reopened");
		return back(retour);
	}

	@CoordinatorOnly
	@PostMapping(PATH + "/revue")
	String close(CurrentAccount me, RedirectAttributes flash) {
		UUID id = this.reviews.close(me);
		flash.addFlashAttribute("done", "review.closed");
		flash.addFlashAttribute("undo", new Undo(PATH + "/revue/" + id + "/annulation", "review.reopen"));
		return "redirect:" + PATH;
	}

	@CoordinatorOnly
	@PostMapping(PATH + "/revue/{id}/annulation")
	String reopen(@PathVariable UUID id, RedirectAttributes flash) {
		boolean done = this.reviews.reopen(id);
		flash.addFlashAttribute(done ? "done" : "failed", done ? "review.reopened" : "review.closedSince");
		return "redirect:" + PATH;
	}

	private static String back(@Nullable String retour) {
		return "redirect:" + QueryLink.read(retour, PATH).orElse(QueryLink.to(PATH));
	}

	/** A basket and its list. */
	record Tab(Basket basket, long schools, String link, boolean current) {
	}

	/**
	 * @param last the review that the baskets compare with, null before the first one
	 * @param address the address of this page
	 */
	record ReviewPage(List<Tab> tabs, Basket basket, List<Row> rows, Pagination pagination,
			List<SchoolScope.Field> fields, List<SchoolScope.Removal> tags, boolean narrowed, @Nullable LastReview last,
			String address, LocalDate today) {
	}

}
