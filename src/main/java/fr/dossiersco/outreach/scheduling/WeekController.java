package fr.dossiersco.outreach.scheduling;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.scheduling.WeekPlan.Asked;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** « Préparer la semaine »: a plan proposed, then accepted as a whole or in part. */
@Controller
@TeamOnly
class WeekController {

	private static final int USUAL_PER_HALF_DAY = 5;

	private final WeekPlan week;

	private final PlanAcceptance acceptance;

	private final JdbcClient jdbc;

	private final Clock clock;

	WeekController(WeekPlan week, PlanAcceptance acceptance, JdbcClient jdbc, Clock clock) {
		this.week = week;
		this.acceptance = acceptance;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@GetMapping("/appels/semaine")
	ModelAndView show(
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate semaine,
			@RequestParam(required = false) @Nullable List<UUID> qui,
			@RequestParam(required = false) @Nullable Integer capacite,
			@RequestParam(required = false) @Nullable UUID campagne, CurrentAccount me) {
		Instant now = this.clock.instant();
		LocalDate today = LocalDate.ofInstant(now, SlotFinder.PARIS);
		LocalDate monday = (semaine != null) ? semaine.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
				: (today.getDayOfWeek().getValue() < 4) ? today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
						: today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
		int perHalfDay = (capacite != null) ? Math.clamp(capacite, 1, 14) : USUAL_PER_HALF_DAY;
		Map<UUID, String> team = team();
		Map<UUID, String> callers = new LinkedHashMap<>(team);
		callers.keySet().retainAll((qui != null && !qui.isEmpty()) ? qui : List.of(me.id()));
		Plan plan = this.week.propose(new Asked(callers, perHalfDay, campagne, null, new HashMap<>()), monday, now);
		return new ModelAndView("scheduling/week", "view",
				new WeekPage(monday, perHalfDay, team, callers, campagne, plan));
	}

	@PostMapping("/appels/semaine")
	String accept(@RequestParam(required = false) @Nullable List<String> place, RedirectAttributes flash) {
		int placed = 0;
		int taken = 0;
		for (String key : (place != null) ? place : List.<String>of()) {
			if (accept(key)) {
				placed++;
			}
			else {
				taken++;
			}
		}
		flash.addFlashAttribute((placed > 0) ? "done" : "failed",
				(placed > 0) ? "scheduling.week.accepted" : "scheduling.week.nothing");
		flash.addFlashAttribute((placed > 0) ? "doneArgs" : "failedArgs", new Object[] { placed, taken });
		return "redirect:/relances?quand=semaine";
	}

	private boolean accept(String key) {
		String[] parts = key.split("\\|");
		try {
			return parts.length == 4 && this.acceptance.accept(UUID.fromString(parts[0]), Integer.parseInt(parts[1]),
					UUID.fromString(parts[2]), Instant.parse(parts[3]));
		}
		catch (IllegalArgumentException | DateTimeParseException ex) {
			return false;
		}
	}

	private Map<UUID, String> team() {
		Map<UUID, String> team = new LinkedHashMap<>();
		this.jdbc.sql("select id, name from account where role <> 'AMBASSADOR' order by name, id").query((row) -> {
			team.put(row.getObject("id", UUID.class), row.getString("name"));
		});
		return team;
	}

	/**
	 * @param monday the first day of the week
	 * @param callers those whose week it is
	 */
	record WeekPage(LocalDate monday, int perHalfDay, Map<UUID, String> team, Map<UUID, String> callers,
			@Nullable UUID campaign, Plan plan) {

		public LocalDate friday() {
			return this.monday.plusDays(4);
		}

	}

}
