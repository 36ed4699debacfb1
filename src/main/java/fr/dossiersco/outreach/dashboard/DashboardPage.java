package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.dashboard.Overview.StageFigure;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.web.QueryLink;

/**
 * The dashboard as its template shows it: the figures, and for each the list that has as
 * many rows.
 *
 * @param own the page's address, with what was asked and no more
 */
record DashboardPage(Overview.View figures, SchoolScope scope, Period period, QueryLink own) {

	private static final List<Integer> SPANS = List.of(7, 30, 90, 365);

	public WeekChart chart() {
		return WeekChart.of(this.figures.weeks());
	}

	public List<SchoolScope.Removal> tags() {
		return this.scope.removals(this.own);
	}

	/** The same figures over other days that are often wanted. */
	public List<Span> spans() {
		return SPANS.stream()
			.map((days) -> new Span(days,
					this.own.without(Period.UNTIL)
						.replacing(Period.SINCE, (days == Period.USUAL_DAYS) ? null : this.period.lastDays(days))
						.toString(),
					this.period.isUpToToday() && this.period.days() == days))
			.toList();
	}

	/** What the field of a day holds: nothing when it goes on as days go by. */
	public String asked(String day) {
		return this.own.criteria().getOrDefault(day, "");
	}

	public String refresh() {
		return this.own.with("actualiser", "oui").toString();
	}

	public String summary() {
		return list("synthese", this.period).toString();
	}

	public String pdf() {
		return list("synthese.pdf", this.period).toString();
	}

	public String coverage() {
		return place("/tableau-de-bord/carte");
	}

	private String place(String path) {
		return QueryLink.to(path).with("academie", this.scope.criteria().get("academie")).toString();
	}

	public String funnel() {
		return this.scope.link("/tableau-de-bord/entonnoir").toString();
	}

	public String season() {
		return this.scope.link(SeasonController.PATH).toString();
	}

	public String pipeline() {
		return this.scope.link("/pipeline").toString();
	}

	public String stale() {
		return this.scope.link("/pipeline/a-relancer").toString();
	}

	public String exchanges() {
		return exchanges(this.period).toString();
	}

	public String exchangesBefore() {
		return exchanges(this.period.before()).toString();
	}

	public String calls() {
		return dialled().toString();
	}

	public String answered() {
		return dialled().with(RecentExchanges.OUTCOME, "JOINT").toString();
	}

	private QueryLink dialled() {
		return exchanges(this.period).with(RecentExchanges.CHANNEL, "TELEPHONE")
			.with(RecentExchanges.DIRECTION, "SORTANT");
	}

	public String reached() {
		return list(ReachedSchools.NAME, this.period).toString();
	}

	public String moves() {
		return list(Movements.NAME, this.period).toString();
	}

	public String newPeople() {
		return list(NewPeople.NAME, this.period).toString();
	}

	public String introductions() {
		return list(AskedIntroductions.NAME, this.period).toString();
	}

	public String accepted() {
		return list(AskedIntroductions.NAME, this.period).with(AskedIntroductions.OUTCOME, "ACCEPTEE").toString();
	}

	public String objection(UUID id) {
		return exchanges(this.period).with(RecentExchanges.OBJECTION, id).toString();
	}

	public String objectionBefore(UUID id) {
		return exchanges(this.period.before()).with(RecentExchanges.OBJECTION, id).toString();
	}

	public String lifted(UUID id) {
		return exchanges(this.period).with(RecentExchanges.LIFTED, id).toString();
	}

	public String overdue() {
		return steps("tous");
	}

	public String overdueOf(UUID owner) {
		return steps(owner.toString());
	}

	private String steps(String owner) {
		return this.scope.link("/relances").with("pour", owner).with("quand", "retard").toString();
	}

	public String stage(String code) {
		return schools("etape", code);
	}

	public String came(String code) {
		return schools("venu", code);
	}

	public String unspotted() {
		return schools("etape", "AUCUNE");
	}

	public String unowned() {
		return followed().replacing("responsable", "PERSONNE").toString();
	}

	public String unknown() {
		return followed().with("contact", "aucun").toString();
	}

	private QueryLink followed() {
		return this.scope.list().with("etape", this.figures.followed());
	}

	public String withoutPhone() {
		return this.scope.link("/tableau-de-bord/" + PeopleWithoutPhone.NAME).toString();
	}

	public String met(String approach) {
		return this.scope.list().replacing("approche", approach).toString();
	}

	public String metAndCame(String approach, Stage goal) {
		return this.scope.list().replacing("approche", approach).with("venu", goal.code()).toString();
	}

	public String weekIn(String stage) {
		return moved(Movements.TO, stage, StageFigure.WEEK);
	}

	public String weekOut(String stage) {
		return moved(Movements.FROM, stage, StageFigure.WEEK);
	}

	public String monthIn(String stage) {
		return moved(Movements.TO, stage, StageFigure.MONTH);
	}

	public String monthOut(String stage) {
		return moved(Movements.FROM, stage, StageFigure.MONTH);
	}

	private String moved(String way, String stage, int days) {
		return list(Movements.NAME, lasting(this.period.lastDays(days), this.period.today())).with(way, stage)
			.toString();
	}

	public String exchangesOf(Overview.Week week) {
		return exchanges(whole(week)).toString();
	}

	public String reachedOf(Overview.Week week) {
		return exchanges(whole(week)).with(RecentExchanges.OUTCOME, "JOINT").toString();
	}

	public String movesOf(Overview.Week week) {
		return list(Movements.NAME, whole(week)).toString();
	}

	/** Up to today: what is dated later was not counted. */
	private Period whole(Overview.Week week) {
		LocalDate sunday = week.monday().plusDays(6);
		return lasting(week.monday(), sunday.isAfter(this.period.today()) ? this.period.today() : sunday);
	}

	private Period lasting(LocalDate first, LocalDate last) {
		return new Period(first, last, this.period.today(), false);
	}

	private String schools(String criterion, String value) {
		return this.scope.list().with(criterion, value).toString();
	}

	private QueryLink exchanges(Period period) {
		return list(RecentExchanges.NAME, period);
	}

	private QueryLink list(String name, Period period) {
		return period.on(this.scope.link("/tableau-de-bord/" + name));
	}

	/**
	 * Some last days.
	 *
	 * @param current whether these are the days shown
	 */
	record Span(int days, String link, boolean current) {
	}

}
