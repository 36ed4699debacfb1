package fr.dossiersco.outreach.pipeline;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.pipeline.StageMoves.ReasonMissingException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The stages with how many schools stand at each, and what is decided by hand on a
 * school's page.
 */
@Controller
class PipelineController {

	private final StageMoves moves;

	private final JdbcClient jdbc;

	PipelineController(StageMoves moves, JdbcClient jdbc) {
		this.moves = moves;
		this.jdbc = jdbc;
	}

	@GetMapping("/pipeline")
	ModelAndView page() {
		List<StageCount> counts = this.jdbc.sql("""
				select s.code, s.label, s.category, count(p.uai) schools
				from stage s left join pursuit p on p.stage = s.code
				group by s.code order by s.position""").query(StageCount.class).list();
		return new ModelAndView("pipeline/page", "view", counts);
	}

	@PostMapping("/etablissements/{uai}/etape")
	String move(@PathVariable Uai uai, @RequestParam String etape, @RequestParam @Nullable String motif,
			CurrentAccount me, RedirectAttributes flash) {
		try {
			this.moves.move(uai.value(), etape, me, motif, null);
			flash.addFlashAttribute("done", "pipeline.moved");
		}
		catch (ReasonMissingException ex) {
			flash.addFlashAttribute("failed", "pipeline.reasonMissing");
			flash.addFlashAttribute("askedStage", etape);
		}
		return "redirect:/etablissements/" + uai;
	}

	@TeamOnly
	@PostMapping("/etablissements/{uai}/responsable")
	String handOver(@PathVariable Uai uai, @RequestParam @Nullable UUID responsable, RedirectAttributes flash) {
		this.moves.handOver(uai.value(), responsable);
		flash.addFlashAttribute("done", "pipeline.handedOver");
		return "redirect:/etablissements/" + uai;
	}

	record StageCount(String code, String label, String category, long schools) {
	}

}
