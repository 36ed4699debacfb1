package fr.dossiersco.outreach.dashboard;

import java.io.IOException;
import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.EstablishmentKind;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.Sector;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.Proportion;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.Sorting;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Which part of the schools has come how far, place by place: a map and a table that say
 * the same. Each number opens that many schools. What an address asks and doesn't exist
 * counts for nothing, so that old bookmarks live.
 */
@Controller
class CoverageController {

	static final String PATH = "/tableau-de-bord/carte";

	/** In an address: schools of all kinds. Collèges are what we are here for. */
	private static final String ALL_KINDS = "TOUS";

	private static final String ACADEMIE = "academie";

	private static final String DEPARTEMENT = "departement";

	private static final String CODE = "code";

	private static final String NAME = "nom";

	private static final List<String> COLUMNS = List.of(NAME, CODE, "etablissements", "atteints", "part");

	private final Coverage coverage;

	private final ListExports exports;

	private final Outlines outlines;

	private final Territory territory;

	private final Stages stages;

	private final MessageSource messages;

	CoverageController(Coverage coverage, Outlines outlines, Territory territory, Stages stages, ListExports exports,
			MessageSource messages) {
		this.coverage = coverage;
		this.exports = exports;
		this.outlines = outlines;
		this.territory = territory;
		this.stages = stages;
		this.messages = messages;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam @Nullable String niveau, @RequestParam @Nullable String academie,
			@RequestParam @Nullable String etape, @RequestParam @Nullable String type,
			@RequestParam @Nullable String secteur, @RequestParam @Nullable String tri, CurrentAccount me) {
		return new ModelAndView("dashboard/coverage", "view", read(niveau, academie, etape, type, secteur, tri, me));
	}

	@GetMapping({ PATH + "/export.csv", PATH + "/export.xlsx" })
	void export(@RequestParam @Nullable String niveau, @RequestParam @Nullable String academie,
			@RequestParam @Nullable String etape, @RequestParam @Nullable String type,
			@RequestParam @Nullable String secteur, @RequestParam @Nullable String tri, FileFormat format,
			CurrentAccount me, HttpServletResponse response) throws IOException {
		CoveragePage page = read(niveau, academie, etape, type, secteur, tri, me);
		Coverage.Asked asked = page.asked();
		List<ListExport.Filter> filters = new Filters().with("dashboard.coverage.stage", asked.stage().label())
			.coded("establishment.filter.type", "establishment.kind.", asked.kind())
			.coded("establishment.filter.secteur", "establishment.sector.", asked.sector())
			.with("dashboard.academie", (page.narrowed() != null) ? page.narrowed().name() : null)
			.toList();
		List<Column<Place>> columns = List.of(
				new Column<>(page.fine() ? "dashboard.coverage.placeFine" : "dashboard.coverage.place", Place::name),
				new Column<>("dashboard.coverage.code", Place::code),
				new Column<>("dashboard.coverage.schools", (place) -> place.share().total()),
				new Column<>("dashboard.coverage.export.reached", (place) -> place.share().part()));
		this.exports.send(new ListExport<>("dashboard.coverage.title", page.link(), false, filters, columns,
				() -> page.places().stream()), format, me, response);
	}

	private CoveragePage read(@Nullable String niveau, @Nullable String academie, @Nullable String etape,
			@Nullable String type, @Nullable String secteur, @Nullable String tri, CurrentAccount me) {
		List<Stage> way = Stages.onTheWay(this.stages.all());
		Predicate<String> seen = (code) -> me.isTeam() || me.academies().contains(code);
		Academie narrowed = (academie != null && seen.test(academie)) ? this.territory.academie(academie) : null;
		boolean fine = DEPARTEMENT.equals(niveau) || (narrowed != null && !ACADEMIE.equals(niveau));
		Coverage.Asked asked = new Coverage.Asked(stage(way, etape), kind(type),
				QueryValue.constant(Sector.class, secteur));
		String usual = fine ? CODE : NAME;
		Sorting sorting = Sorting.of(tri, COLUMNS, usual);
		QueryLink link = link(asked).with("niveau", level(fine, narrowed != null))
			.with(ACADEMIE, (narrowed != null) ? narrowed.code() : null)
			.with("tri", sorting.code().equals(usual) ? null : sorting.code());
		return page(asked, way, fine, narrowed, seen, sorting, link);
	}

	/**
	 * Of an académie that isn't seen, nothing is said: how far its schools came is not
	 * known.
	 */
	private CoveragePage page(Coverage.Asked asked, List<Stage> way, boolean fine, @Nullable Academie narrowed,
			Predicate<String> seen, Sorting sorting, QueryLink link) {
		List<Coverage.Figure> figures = this.coverage.figures(asked)
			.stream()
			.filter((figure) -> seen.test(figure.academie()))
			.toList();
		Map<String, Proportion> shares = sums(figures, fine ? Coverage.Figure::departement : Coverage.Figure::academie);
		CoverageScale scale = CoverageScale.of(shares.values());
		Academie within = fine ? narrowed : null;
		List<Departement> departements = this.territory.departements()
			.stream()
			.filter((departement) -> within == null || departement.academie().equals(within.code()))
			.toList();
		Map<String, Place> places = new LinkedHashMap<>();
		if (fine) {
			departements.forEach((departement) -> places.put(departement.code(),
					place(departement, shares.get(departement.code()), scale, asked)));
		}
		else {
			this.territory.academies()
				.forEach((one) -> places.put(one.code(),
						place(one, shares.get(one.code()), scale, asked, one.equals(narrowed))));
		}
		CoverageMap map = CoverageMap.of(departements,
				(departement) -> Objects.requireNonNull(places.get(fine ? departement.code() : departement.academie())),
				this.outlines, within == null);
		Set<String> shown = fine ? departements.stream()
			.filter((departement) -> seen.test(departement.academie()))
			.map(Departement::code)
			.collect(Collectors.toSet()) : places.keySet().stream().filter(seen).collect(Collectors.toSet());
		places.keySet().retainAll(shown);
		return new CoveragePage(asked, way, List.of(EstablishmentKind.values()), List.of(Sector.values()),
				levels(link, fine, narrowed != null), fine, narrowed, tags(narrowed, link), scale, map,
				places.values().stream().sorted(order(sorting)).toList(),
				together(places.values().stream(), asked, within), sorting, link);
	}

	private Stage stage(List<Stage> way, @Nullable String code) {
		return Stream.of(Objects.requireNonNullElse(code, ""), Stages.CONTACTED)
			.flatMap((asked) -> way.stream().filter((stage) -> stage.code().equals(asked)))
			.findFirst()
			.orElseGet(way::getFirst);
	}

	private static @Nullable EstablishmentKind kind(@Nullable String asked) {
		EstablishmentKind kind = QueryValue.constant(EstablishmentKind.class, asked);
		return (kind != null || ALL_KINDS.equals(asked)) ? kind : EstablishmentKind.COLLEGE;
	}

	private static QueryLink link(Coverage.Asked asked) {
		String kind = (asked.kind() != null) ? asked.kind().name() : ALL_KINDS;
		return QueryLink.to(PATH)
			.with("etape", asked.stage().code().equals(Stages.CONTACTED) ? null : asked.stage().code())
			.with("type", (asked.kind() == EstablishmentKind.COLLEGE) ? null : kind)
			.with("secteur", asked.sector());
	}

	/** An académie alone shows its départements, France its académies. */
	private static @Nullable String level(boolean fine, boolean narrowed) {
		return (fine == narrowed) ? null : fine ? DEPARTEMENT : ACADEMIE;
	}

	private List<Level> levels(QueryLink link, boolean fine, boolean narrowed) {
		QueryLink usual = link.without("niveau").without("tri");
		return List.of(new Level(say("byAcademie"), usual.with("niveau", level(false, narrowed)).toString(), !fine),
				new Level(say("byDepartement"), usual.with("niveau", level(true, narrowed)).toString(), fine));
	}

	private List<SchoolScope.Removal> tags(@Nullable Academie narrowed, QueryLink link) {
		return (narrowed != null) ? List.of(new SchoolScope.Removal(
				this.messages.getMessage("dashboard.ofAcademie", new Object[] { narrowed.name() }, Locale.FRENCH),
				link.without(ACADEMIE).without("niveau").without("tri").toString())) : List.of();
	}

	private static Map<String, Proportion> sums(List<Coverage.Figure> figures,
			Function<Coverage.Figure, String> place) {
		return figures.stream()
			.collect(Collectors.toMap(place, (figure) -> new Proportion(figure.reached(), figure.schools()),
					(one, other) -> new Proportion(one.part() + other.part(), one.total() + other.total())));
	}

	/** An académie leads to its départements. */
	private Place place(Academie academie, @Nullable Proportion known, CoverageScale scale, Coverage.Asked asked,
			boolean current) {
		QueryLink schools = schools(asked).with(ACADEMIE, academie.code());
		Proportion share = shareOf(known);
		return place(academie.code(), academie.name(),
				(academie.kind() == Academie.Kind.ACADEMIE) ? say("academie", academie.ofName()) : academie.name(),
				share, scale, link(asked).with(ACADEMIE, academie.code()).toString(), schools, asked, current);
	}

	/** A département leads to its schools: those that have come so far, if any. */
	private Place place(Departement departement, @Nullable Proportion known, CoverageScale scale,
			Coverage.Asked asked) {
		QueryLink schools = schools(asked).with(DEPARTEMENT, departement.code());
		Proportion share = shareOf(known);
		return place(departement.inseeCode(), departement.name(), departement.name(), share, scale,
				((share.part() > 0) ? reached(schools, asked) : schools).toString(), schools, asked, false);
	}

	private Place place(String code, String name, String fullName, Proportion share, CoverageScale scale, String link,
			QueryLink schools, Coverage.Asked asked, boolean current) {
		return new Place(code, name, label(fullName, share), share, scale.shade(share),
				(share.total() > 0) ? link : null, schools.toString(), reached(schools, asked).toString(), current);
	}

	private Place together(Stream<Place> places, Coverage.Asked asked, @Nullable Academie within) {
		Proportion all = places.map(Place::share)
			.reduce(new Proportion(0, 0),
					(one, other) -> new Proportion(one.part() + other.part(), one.total() + other.total()));
		QueryLink schools = schools(asked).with(ACADEMIE, (within != null) ? within.code() : null);
		String name = say("together");
		return new Place("", name, label(name, all), all, 0, null, schools.toString(),
				reached(schools, asked).toString(), false);
	}

	private static Proportion shareOf(@Nullable Proportion known) {
		return (known != null) ? known : new Proportion(0, 0);
	}

	private static QueryLink schools(Coverage.Asked asked) {
		return QueryLink.to("/etablissements").with("type", asked.kind()).with("secteur", asked.sector());
	}

	private static QueryLink reached(QueryLink schools, Coverage.Asked asked) {
		return schools.with("etape", asked.stage().orFurther());
	}

	private String label(String name, Proportion share) {
		return (share.total() > 0) ? say("of", name, share.share() * 100, share.part(), share.total())
				: say("ofNone", name);
	}

	/** A share of nothing comes last either way. */
	private static Comparator<Place> order(Sorting sorting) {
		Collator french = Collator.getInstance(Locale.FRENCH);
		Comparator<Place> order = switch (sorting.column()) {
			case CODE -> Comparator.comparing(Place::code);
			case "etablissements" -> Comparator.comparing((place) -> place.share().total());
			case "atteints" -> Comparator.comparing((place) -> place.share().part());
			case "part" -> Comparator.comparing((place) -> place.share().share());
			default -> Comparator.comparing(Place::name, french);
		};
		order = sorting.descending() ? order.reversed() : order;
		if (sorting.column().equals("part")) {
			order = Comparator.<Place, Boolean>comparing((place) -> place.share().total() == 0).thenComparing(order);
		}
		return order.thenComparing(Place::name, french);
	}

	private String say(String key, Object... values) {
		return this.messages.getMessage("dashboard.coverage." + key, values, Locale.FRENCH);
	}

	/**
	 * An académie or a département on the map and in the table.
	 *
	 * @param code as people know it, empty for all places as one
	 * @param label its name and figures in a sentence
	 * @param share how many of its schools have come so far
	 * @param shade from 1 to 5, 0 when it has no such school
	 * @param link where it leads, null when it has no such school
	 * @param schools the list of its schools
	 * @param reached the list of those that have come so far
	 * @param current whether it is the one looked at
	 */
	record Place(String code, String name, String label, Proportion share, int shade, @Nullable String link,
			String schools, String reached, boolean current) {
	}

	/** The same map by other places. */
	record Level(String label, String link, boolean current) {
	}

	/**
	 * @param way the stages that may be asked
	 * @param fine whether places are départements
	 * @param narrowed the académie looked at, null for all
	 * @param together all places as one
	 */
	record CoveragePage(Coverage.Asked asked, List<Stage> way, List<EstablishmentKind> kinds, List<Sector> sectors,
			List<Level> levels, boolean fine, @Nullable Academie narrowed, List<SchoolScope.Removal> tags,
			CoverageScale scale, CoverageMap map, List<Place> places, Place together, Sorting sorting, QueryLink link) {

		/** The table: each place, then all of them. */
		public List<Place> rows() {
			return Stream.concat(this.places.stream(), Stream.of(this.together)).toList();
		}

		/** The level to keep when the form is sent, null when it is the usual one. */
		public @Nullable String level() {
			return CoverageController.level(this.fine, this.narrowed != null);
		}

	}

}
