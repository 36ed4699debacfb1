package fr.dossiersco.outreach.dashboard;

import java.util.Comparator;
import java.util.List;

import fr.dossiersco.outreach.dashboard.Season.AcademieRow;
import fr.dossiersco.outreach.dashboard.Season.View;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

/**
 * The season as its template shows it.
 *
 * @param rows the académies in the order asked for
 * @param own the page's address, with what was asked and no more
 * @param team whether whoever looks sees all académies
 */
record SeasonPage(View view, List<AcademieRow> rows, SchoolScope scope, Sorting sorting, QueryLink own, boolean team) {

	private static final String ACADEMIE = "academie";

	private static final String OF_BEFORE = "/tableau-de-bord/" + SeasonBefore.NAME;

	/** The only académie, null when there are several or none. */
	public @Nullable AcademieRow single() {
		return (this.rows.size() == 1) ? this.rows.getFirst() : null;
	}

	/**
	 * Of the académies that have not opened, the one whose last useful day comes next, or
	 * else came first.
	 */
	public @Nullable AcademieRow first() {
		return this.rows.stream()
			.filter((row) -> row.left().state() != Season.State.OPEN)
			.min(Comparator.comparing((AcademieRow row) -> row.left().days() == 0)
				.thenComparing((row) -> row.plan().contact().likely()))
			.orElse(null);
	}

	public long past() {
		return this.rows.stream()
			.map((row) -> row.left().state())
			.filter((state) -> state == Season.State.PAST || state == Season.State.FAST)
			.count();
	}

	public long near() {
		return this.rows.stream().filter((row) -> row.left().state() == Season.State.NEAR).count();
	}

	public long supposed() {
		return this.rows.stream().filter((row) -> row.place().window().isSupposed()).count();
	}

	public long unknown() {
		return this.rows.stream().filter((row) -> !row.left().known()).count();
	}

	/** Whether all have opened: nothing is left to plan. */
	public boolean isOpen() {
		return !this.rows.isEmpty() && first() == null;
	}

	/** Whether all are as far from their opening as on one day of the last season. */
	public boolean isSameDay() {
		return this.rows.stream().map((row) -> row.place().sameDay()).distinct().count() == 1;
	}

	public List<SchoolScope.Removal> tags() {
		return this.scope.removals(this.own);
	}

	public String dashboard() {
		return this.scope.link("/tableau-de-bord").toString();
	}

	public String funnel() {
		return this.scope.link("/tableau-de-bord/entonnoir").toString();
	}

	public String schools() {
		return this.scope.list().toString();
	}

	public String refresh() {
		return this.own.with("actualiser", "oui").toString();
	}

	public boolean isNext() {
		return !this.view.year().equals(SeasonYear.of(this.view.today()));
	}

	/** The same page about the other season that may be asked for. */
	public String other() {
		return this.own.replacing(SeasonController.YEAR, isNext() ? null : this.view.year().next()).toString();
	}

	public SeasonYear otherYear() {
		return isNext() ? this.view.year().previous() : this.view.year().next();
	}

	public String dates() {
		return QueryLink.to(SeasonDatesController.PATH)
			.with(SeasonController.YEAR, isNext() ? this.view.year() : null)
			.toString();
	}

	public String academie(String code) {
		return this.own.replacing(ACADEMIE, code).without("tri").toString();
	}

	public String everywhere() {
		return this.own.without(ACADEMIE).without("departement").toString();
	}

	/** What is hidden in the form of the filters, so that it stays. */
	public @Nullable String kept(String name) {
		return this.own.criteria().get(name);
	}

	public String here(Stage stage) {
		return this.scope.list().with(SeasonBefore.STAGE, stage.code()).toString();
	}

	public String further(Stage stage) {
		return this.scope.list().with(SeasonBefore.STAGE, stage.orFurther()).toString();
	}

	public String hereBefore(Stage stage) {
		return before(this.scope.link(OF_BEFORE), stage.code());
	}

	public String furtherBefore(Stage stage) {
		return before(this.scope.link(OF_BEFORE), stage.orFurther());
	}

	public String contactsOf(AcademieRow row) {
		return of(row, this.scope.list()).with(SeasonBefore.STAGE, this.view.contact().orFurther()).toString();
	}

	public String usersOf(AcademieRow row) {
		return of(row, this.scope.list()).with(SeasonBefore.STAGE, this.view.goal().orFurther()).toString();
	}

	public String contactsBefore(AcademieRow row) {
		return before(of(row, this.scope.link(OF_BEFORE)), this.view.contact().orFurther());
	}

	public String usersBefore(AcademieRow row) {
		return before(of(row, this.scope.link(OF_BEFORE)), this.view.goal().orFurther());
	}

	private static QueryLink of(AcademieRow row, QueryLink list) {
		return list.replacing(ACADEMIE, row.place().academie().code());
	}

	private String before(QueryLink list, String stage) {
		return list.with(SeasonBefore.STAGE, stage)
			.with(SeasonController.YEAR, isNext() ? this.view.year() : null)
			.toString();
	}

}
