package fr.dossiersco.outreach.scheduling;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.FollowUp.FollowUpClosedException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The list of next steps, and what one does to each of them. */
@Controller
class FollowUpController {

	private final FollowUpList list;

	private final FollowUps followUps;

	FollowUpController(FollowUpList list, FollowUps followUps) {
		this.list = list;
		this.followUps = followUps;
	}

	@GetMapping("/relances")
	ModelAndView list(@ModelAttribute("filter") FollowUpFilter filter, PageRequest asked, CurrentAccount me) {
		long total = this.list.count(filter, me.id());
		PageRequest page = asked.within(total);
		return new ModelAndView("scheduling/list", "view",
				new FollowUpListPage(this.list.rows(filter, me.id(), page), Pagination.of(page, total, filter.link()),
						filter.moments(), filter.owners(), filter.link().toString()));
	}

	@PostMapping("/relances/{id}/cloture")
	String close(@PathVariable UUID id, @RequestParam @Nullable Closure closure, @RequestParam @Nullable String retour,
			CurrentAccount me, RedirectAttributes flash) {
		this.followUps.close(id, (closure != null) ? closure : Closure.FAIT, null, me);
		flash.addFlashAttribute("done", "scheduling.closed");
		flash.addFlashAttribute("undo", new Undo("/relances/" + id + "/reouverture", "scheduling.reopen"));
		return back(retour);
	}

	@PostMapping("/relances/{id}/reouverture")
	String reopen(@PathVariable UUID id, @RequestParam @Nullable String retour, RedirectAttributes flash) {
		this.followUps.reopen(id);
		flash.addFlashAttribute("done", "scheduling.reopened");
		return back(retour);
	}

	@PostMapping("/relances/{id}/report")
	String postpone(@PathVariable UUID id,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
			@RequestParam @Nullable Integer jours, @RequestParam @Nullable String retour, RedirectAttributes flash) {
		LocalDate to = (date != null) ? date
				: this.list.today().plusDays((jours != null) ? Math.clamp(jours, 1, 365) : 1);
		if (to.isBefore(this.list.today())) {
			flash.addFlashAttribute("failed", "scheduling.postponedToThePast");
			return back(retour);
		}
		this.followUps.postpone(id, When.day(to));
		flash.addFlashAttribute("done", "scheduling.postponed");
		flash.addFlashAttribute("doneArgs", List
			.of(to.format(java.time.format.DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", java.util.Locale.FRENCH)))
			.toArray());
		return back(retour);
	}

	/** Two people closed the same one: nothing is lost, the second is told. */
	@ExceptionHandler
	String closedMeanwhile(FollowUpClosedException ex, HttpServletRequest request, HttpServletResponse response) {
		RequestContextUtils.getOutputFlashMap(request).putAll(Map.of("failed", "scheduling.closedMeanwhile"));
		RequestContextUtils.saveOutputFlashMap("/relances", request, response);
		return "redirect:/relances";
	}

	/** Only to our own pages: an address given by the form could lead anywhere. */
	private static String back(@Nullable String to) {
		boolean ours = to != null && to.startsWith("/") && !to.startsWith("//") && !to.contains("\\");
		return "redirect:" + (ours ? to : "/relances");
	}

	record FollowUpListPage(List<FollowUpRow> rows, Pagination pagination, List<FollowUpFilter.Choice> moments,
			List<FollowUpFilter.Choice> owners, String address) {
	}

}
