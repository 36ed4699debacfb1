package fr.dossiersco.outreach.scheduling;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.establishment.SchoolSelection;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Accepted;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Arrangement;
import fr.dossiersco.outreach.scheduling.WeekCalls.Asked;
import fr.dossiersco.outreach.scheduling.WeekCalls.Call;
import fr.dossiersco.outreach.scheduling.WeekCalls.Schools;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * « Préparer la semaine »: calls are chosen, a plan is proposed, then accepted as a whole
 * or in part, and taken back.
 */
@Controller
@TeamOnly
class WeekController {

	/** As many schools as a phone campaign holds. */
	private static final int MOST_SCHOOLS = 2_000;

	private final WeekPlan plans;

	private final WeekCalls calls;

	private final PlanAcceptance acceptance;

	private final SchoolSelection schools;

	private final JdbcClient jdbc;

	private final Clock clock;

	WeekController(WeekPlan plans, WeekCalls calls, PlanAcceptance acceptance, SchoolSelection schools, JdbcClient jdbc,
			Clock clock) {
		this.plans = plans;
		this.calls = calls;
		this.acceptance = acceptance;
		this.schools = schools;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@GetMapping(WeekFilter.PATH)
	ModelAndView show(@ModelAttribute("filter") WeekFilter filter, CurrentAccount me) {
		Instant now = this.clock.instant();
		LocalDate today = LocalDate.ofInstant(now, SlotFinder.PARIS);
		Week week = filter.week(today);
		Map<UUID, String> team = team();
		QueryLink list = filter.list();
		List<String> listed = (list != null) ? this.schools.at(list.toString(), MOST_SCHOOLS + 1) : null;
		boolean tooWide = listed != null && listed.size() > MOST_SCHOOLS;
		Asked asked = new Asked(filter.callers(team, me.id()), filter.perHalfDay(), filter.campaign(), listed,
				filter.choice());
		Plan plan = (tooWide || week.isOver(now)) ? null : this.plans.propose(asked, week, now);
		Schools schools = (listed != null && plan != null) ? this.calls.schools(asked, week) : null;
		return new ModelAndView("scheduling/week", "view",
				new WeekPage(filter, week, today, week.isOver(now), asked, team, tooWide, schools, plan));
	}

	/** Choosing changes nothing but the address. */
	@PostMapping("/appels/semaine/choix")
	String choose(@ModelAttribute("filter") WeekFilter filter,
			@RequestParam(required = false) @Nullable List<String> montre,
			@RequestParam(required = false) @Nullable List<String> choisi) {
		return "redirect:" + filter.linkTo(orNone(montre), orNone(choisi));
	}

	/**
	 * @param place the calls ticked
	 * @param propose all those that could be
	 * @param tout whether all are accepted, ticked or not
	 */
	@PostMapping(WeekFilter.PATH)
	String accept(@ModelAttribute("filter") WeekFilter filter,
			@RequestParam(required = false) @Nullable List<String> place,
			@RequestParam(required = false) @Nullable List<String> propose,
			@RequestParam(required = false) @Nullable String tout, RedirectAttributes flash) {
		List<String> keys = orNone((tout != null) ? propose : place);
		List<Accepted> accepted = keys.stream().map(Accepted::read).flatMap(Optional::stream).toList();
		List<Arrangement> before = this.acceptance.accept(accepted);
		boolean placed = !before.isEmpty();
		flash.addFlashAttribute(placed ? "done" : "failed",
				placed ? "scheduling.week.accepted" : "scheduling.week.nothing");
		flash.addFlashAttribute(placed ? "doneArgs" : "failedArgs",
				new Object[] { before.size(), keys.size() - before.size() });
		flash.addFlashAttribute("before", new ArrayList<>(before.stream().map(Arrangement::key).toList()));
		return "redirect:" + filter.link();
	}

	@PostMapping("/appels/semaine/annulation")
	String takeBack(@ModelAttribute("filter") WeekFilter filter,
			@RequestParam(required = false) @Nullable List<String> avant, RedirectAttributes flash) {
		List<Arrangement> before = orNone(avant).stream().map(Arrangement::read).flatMap(Optional::stream).toList();
		int back = this.acceptance.takeBack(before);
		flash.addFlashAttribute((back > 0) ? "done" : "failed",
				(back > 0) ? "scheduling.week.takenBack" : "scheduling.week.notTakenBack");
		flash.addFlashAttribute((back > 0) ? "doneArgs" : "failedArgs",
				new Object[] { back, orNone(avant).size() - back });
		return "redirect:" + filter.link();
	}

	private static List<String> orNone(@Nullable List<String> keys) {
		return (keys != null) ? keys.stream().limit(WeekCalls.MOST).toList() : List.of();
	}

	private Map<UUID, String> team() {
		Map<UUID, String> team = new LinkedHashMap<>();
		this.jdbc.sql("""
				select id, name from account where role <> 'AMBASSADOR' and deactivated_at is null
				order by name, id""").query((row) -> {
			team.put(row.getObject("id", UUID.class), row.getString("name"));
		});
		return team;
	}

	/**
	 * @param over whether no call fits in it any more
	 * @param tooWide whether the list holds too many schools
	 * @param schools how those of the list stand, null without a list
	 * @param plan null when there is none to make
	 */
	record WeekPage(WeekFilter filter, Week week, LocalDate today, boolean over, Asked asked, Map<UUID, String> team,
			boolean tooWide, @Nullable Schools schools, @Nullable Plan plan) {

		public String address() {
			return this.filter.link().toString();
		}

		/** The form says the rest anew. */
		public String addressOf(String action) {
			return WeekFilter.PATH + action + address().substring(WeekFilter.PATH.length());
		}

		/** Null when that week is over. */
		public @Nullable String previous() {
			return this.week.monday().isAfter(Week.of(this.today).monday())
					? this.filter.linkTo(this.week.previous()).toString() : null;
		}

		public String next() {
			return this.filter.linkTo(this.week.next()).toString();
		}

		/** The first week that still has hours to come. */
		public String usual() {
			return this.filter.link().without("semaine").toString();
		}

		public String everything() {
			return this.filter.linkToAll().toString();
		}

		public String nothing() {
			return this.filter.linkToAll().with("appels", WeekFilter.NONE).toString();
		}

		public String withoutList() {
			return this.filter.link().without("source").toString();
		}

		public String withoutCampaign() {
			return this.filter.link().without("campagne").toString();
		}

		/** The schools of the list that no call is planned for. */
		public String uncalled() {
			return Objects.requireNonNull(this.filter.list()).replacing("appel", CallFacet.NONE).toString();
		}

		public int mostPerHalfDay() {
			return Week.longestHalfDay();
		}

		public boolean isLate(Call call) {
			return call.dueOn().isBefore(this.today);
		}

		public boolean has(Call call) {
			return this.asked.choice().has(call.id());
		}

		public long chosen() {
			return (this.plan != null) ? this.plan.due().calls().stream().filter(this::has).count() : 0;
		}

		/** How many are due that no plan can hold. */
		public long beyond() {
			return (this.plan != null) ? this.plan.due().total() - this.plan.due().calls().size() : 0;
		}

		/** Where the calls that were placed are listed. */
		public String followUps() {
			boolean mine = this.asked.callers().size() == 1;
			return QueryLink.to("/relances")
				.with("pour", mine ? this.asked.callers().keySet().iterator().next() : "tous")
				.toString();
		}

	}

}
