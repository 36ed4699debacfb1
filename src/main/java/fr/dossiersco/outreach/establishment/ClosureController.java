package fr.dossiersco.outreach.establishment;

import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.Closures.Decision;
import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Decides what an import proposed as closed, one by one or all at once. */
@Controller
@CoordinatorOnly
class ClosureController {

	private final Closures closures;

	private final ImportRuns runs;

	ClosureController(Closures closures, ImportRuns runs) {
		this.closures = closures;
		this.runs = runs;
	}

	@PostMapping("/imports/{id}/fermetures/{closure}/confirmation")
	String confirm(@PathVariable UUID id, @PathVariable UUID closure, CurrentAccount me, RedirectAttributes flash) {
		return decide(id, closure, Decision.CONFIRMEE, me, flash);
	}

	@PostMapping("/imports/{id}/fermetures/{closure}/rejet")
	String dismiss(@PathVariable UUID id, @PathVariable UUID closure, CurrentAccount me, RedirectAttributes flash) {
		return decide(id, closure, Decision.ECARTEE, me, flash);
	}

	private String decide(UUID id, UUID closure, Decision decision, CurrentAccount me, RedirectAttributes flash) {
		if (this.runs.find(id).isEmpty() || !this.closures.exists(id, closure)) {
			throw new NotFoundException("closure " + closure);
		}
		if (this.closures.decide(id, closure, decision, me.id())) {
			flash.addFlashAttribute("done", "establishment.closure.done." + decision);
		}
		else {
			flash.addFlashAttribute("failed", "establishment.closure.decided");
		}
		return "redirect:/imports/" + id;
	}

	/** Asks once more before closing many schools. */
	@GetMapping("/imports/{id}/fermetures")
	ModelAndView ask(@PathVariable UUID id) {
		ImportRun run = this.runs.find(id).orElseThrow(() -> new NotFoundException("import " + id));
		return new ModelAndView("establishment/closures", "view", new ClosuresPage(run, this.closures.pending(id)));
	}

	@PostMapping("/imports/{id}/fermetures")
	String confirmAll(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		if (this.runs.find(id).isEmpty()) {
			throw new NotFoundException("import " + id);
		}
		int confirmed = this.closures.confirmAll(id, me.id());
		flash.addFlashAttribute("done", "establishment.closure.done.all");
		flash.addFlashAttribute("doneArgs", new Object[] { confirmed });
		return "redirect:/imports/" + id;
	}

	/** How many schools are about to be closed. */
	record ClosuresPage(ImportRun run, int pending) {
	}

}
