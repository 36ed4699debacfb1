package fr.dossiersco.outreach.pipeline;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.pipeline.PipelineList.Card;
import fr.dossiersco.outreach.pipeline.PipelineList.Person;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pipeline, as a list by stage or as a board, and the schools of one stage; many of
 * them may be handed over at once.
 */
@Controller
class PipelineController {

	static final String PATH = "/pipeline";

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final String VIEW = "vue";

	private static final String BOARD = "tableau";

	static final String STAGE = "etape";

	static final String SCHOOL = "etablissement";

	private static final String RETURN = "retour";

	private final PipelineList list;

	private final Stages stages;

	private final SchoolScopes scopes;

	private final OwnerChanges owners;

	private final Clock clock;

	PipelineController(PipelineList list, Stages stages, SchoolScopes scopes, OwnerChanges owners, Clock clock) {
		this.list = list;
		this.stages = stages;
		this.scopes = scopes;
		this.owners = owners;
		this.clock = clock;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam Map<String, String> query, PageRequest page) {
		SchoolScope scope = this.scopes.read(query, PipelineList.CRITERIA);
		List<Stage> all = this.stages.all();
		Map<String, Long> counts = this.list.counts(scope);
		Stage one = all.stream().filter((stage) -> stage.code().equals(query.get(STAGE))).findFirst().orElse(null);
		return (one != null) ? stage(one, scope, counts.getOrDefault(one.code(), 0L), query.get("tri"), all, page)
				: overview(scope, all, counts, BOARD.equals(query.get(VIEW)));
	}

	private ModelAndView overview(SchoolScope scope, List<Stage> all, Map<String, Long> counts, boolean board) {
		Map<String, List<Card>> first = this.list.first(scope);
		List<Column> columns = all.stream()
			.map((stage) -> new Column(stage, counts.getOrDefault(stage.code(), 0L),
					first.getOrDefault(stage.code(), List.of()), scope.link(PATH).with(STAGE, stage.code()).toString()))
			.toList();
		QueryLink link = link(scope, board);
		return new ModelAndView(board ? "pipeline/board" : "pipeline/page", "view",
				new PipelinePage(columns, scope.fields(), scope.removals(link), board, scope.link(PATH).toString(),
						scope.link(PATH).with(VIEW, BOARD).toString(), link.toString(), scope.isNarrowed(), all,
						this.list.people(), today(), scope.link(PATH)));
	}

	private ModelAndView stage(Stage stage, SchoolScope scope, long total, @Nullable String sort, List<Stage> all,
			PageRequest asked) {
		PageRequest page = asked.within(total);
		Sorting sorting = Sorting.of(sort, PipelineList.sorts(), PipelineList.USUAL_SORT);
		QueryLink link = scope.link(PATH).with(STAGE, stage.code());
		QueryLink sorted = sorting.code().equals(PipelineList.USUAL_SORT) ? link : link.with("tri", sorting.code());
		return new ModelAndView("pipeline/stage", "view",
				new StagePage(stage, this.list.of(stage.code(), scope, sorting, page), scope.fields(),
						scope.removals(sorted), Pagination.of(page, total, sorted), sorting, sorted,
						scope.link(PATH).toString(), all, this.list.people(), today()));
	}

	/** Hands the schools chosen over, or all those of the list. */
	@TeamOnly
	@PostMapping(PATH + "/responsable")
	String handOver(@RequestParam(defaultValue = "") List<String> uai, @RequestParam @Nullable UUID responsable,
			@RequestParam(defaultValue = "false") boolean tout, @RequestParam(defaultValue = "false") boolean relances,
			@RequestParam @Nullable String retour, CurrentAccount me, RedirectAttributes flash) {
		QueryLink back = QueryLink.read(retour, PATH).orElse(QueryLink.to(PATH));
		List<String> chosen = tout ? this.list.uais(known(back.criteria().get(STAGE)),
				this.scopes.read(back.criteria(), PipelineList.CRITERIA)) : uai;
		if (chosen.isEmpty()) {
			flash.addFlashAttribute("failed", "pipeline.handOver.none");
			return "redirect:" + back;
		}
		OwnerChanges.Change change = this.owners.handOver(chosen, responsable, relances, me);
		flash.addFlashAttribute("done", "pipeline.handedOver");
		flash.addFlashAttribute("doneArgs", change.told());
		if (change.schools() > 0) {
			flash.addFlashAttribute("undo", undo(change, RETURN, back));
		}
		return "redirect:" + back;
	}

	@TeamOnly
	@PostMapping(PATH + "/responsable/{batch}/annulation")
	String takeBack(@PathVariable UUID batch, @RequestParam @Nullable Uai etablissement,
			@RequestParam @Nullable String retour, CurrentAccount me, RedirectAttributes flash) {
		OwnerChanges.Back back = this.owners.takeBack(batch, me);
		boolean done = back.schools() > 0;
		flash.addFlashAttribute(done ? "done" : "failed", "pipeline.handOver.undone");
		flash.addFlashAttribute(done ? "doneArgs" : "failedArgs", new Object[] { back.schools(), back.steps() });
		return "redirect:" + ((etablissement != null) ? "/etablissements/" + etablissement
				: QueryLink.read(retour, PATH).orElse(QueryLink.to(PATH)));
	}

	/**
	 * Takes a handover back, and returns to where it was made.
	 * @param from how the address says where: {@code etablissement} or {@code retour}
	 */
	static Undo undo(OwnerChanges.Change change, String from, Object where) {
		return new Undo(
				QueryLink.to(PATH + "/responsable/" + change.batch() + "/annulation").with(from, where).toString(),
				"pipeline.handOver.undo");
	}

	private @Nullable String known(@Nullable String stage) {
		return (stage != null) ? this.stages.find(stage).map(Stage::code).orElse(null) : null;
	}

	private static QueryLink link(SchoolScope scope, boolean board) {
		return board ? scope.link(PATH).with(VIEW, BOARD) : scope.link(PATH);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), PARIS);
	}

	/**
	 * A stage with its first schools.
	 *
	 * @param schools how many there are
	 * @param link the page of all of them
	 */
	record Column(Stage stage, long schools, List<Card> cards, String link) {

		public long others() {
			return this.schools - this.cards.size();
		}

	}

	/**
	 * @param list the address of the list by stage
	 * @param boardLink the address of the board
	 * @param address the address of this page
	 * @param whole all stages, to be taken away in a file
	 */
	record PipelinePage(List<Column> columns, List<SchoolScope.Field> fields, List<SchoolScope.Removal> tags,
			boolean board, String list, String boardLink, String address, boolean narrowed, List<Stage> stages,
			List<Person> people, LocalDate today, QueryLink whole) {

		public long schools() {
			return this.columns.stream().mapToLong(Column::schools).sum();
		}

		public boolean isEmpty() {
			return schools() == 0;
		}

	}

	/**
	 * @param back the address of all stages
	 */
	record StagePage(Stage stage, List<Card> cards, List<SchoolScope.Field> fields, List<SchoolScope.Removal> tags,
			Pagination pagination, Sorting sorting, QueryLink link, String back, List<Stage> stages,
			List<Person> people, LocalDate today) {

		public boolean narrowed() {
			return this.fields.stream().anyMatch((field) -> !field.value().isEmpty());
		}

		public String address() {
			return Objects.toString(this.link);
		}

	}

}
