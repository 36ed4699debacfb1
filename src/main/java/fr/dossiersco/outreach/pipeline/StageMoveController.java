package fr.dossiersco.outreach.pipeline;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.establishment.Establishment;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.pipeline.OfferedCampaigns.Offer;
import fr.dossiersco.outreach.pipeline.StageMoves.DayMissingException;
import fr.dossiersco.outreach.pipeline.StageMoves.Decision;
import fr.dossiersco.outreach.pipeline.StageMoves.MovedMeanwhileException;
import fr.dossiersco.outreach.pipeline.StageMoves.ReasonMissingException;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is decided by hand of one school: its stage and its lead. A decision that lacks
 * something is asked for it on a page of its own, wherever it was made.
 */
@Controller
class StageMoveController {

	private final StageMoves moves;

	private final Stages stages;

	private final OwnerChanges owners;

	private final OfferedCampaigns campaigns;

	private final EstablishmentRepository establishments;

	StageMoveController(StageMoves moves, Stages stages, OwnerChanges owners, OfferedCampaigns campaigns,
			EstablishmentRepository establishments) {
		this.moves = moves;
		this.stages = stages;
		this.owners = owners;
		this.campaigns = campaigns;
		this.establishments = establishments;
	}

	@GetMapping("/etablissements/{uai}/etape")
	ModelAndView form(@PathVariable Uai uai, @RequestParam @Nullable String vers, @RequestParam @Nullable String retour,
			@RequestParam @Nullable UUID campagne, CurrentAccount me) {
		requireWithin(uai, me);
		String now = this.moves.stageOf(uai.value());
		return page(uai, new MoveForm((vers != null) ? vers : now, Objects.requireNonNullElse(now, ""), null, null,
				retour, campagne, campagne), HttpStatus.OK);
	}

	@PostMapping("/etablissements/{uai}/etape")
	ModelAndView move(@PathVariable Uai uai, @Valid @ModelAttribute("form") MoveForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		requireWithin(uai, me);
		if (!errors.hasErrors()) {
			try {
				Optional<UUID> move = this.moves.moveByHand(uai.value(),
						form.decision(this.campaigns.find(form.campagne()).map(Offer::id).orElse(null)), me);
				flash.addFlashAttribute("done", "pipeline.moved");
				move.ifPresent((id) -> flash.addFlashAttribute("undo",
						new Undo("/etablissements/" + uai + "/etape/" + id + "/annulation", "pipeline.undo")));
				return new ModelAndView("redirect:" + back(form.retour(), uai));
			}
			catch (ReasonMissingException ex) {
				errors.rejectValue("motif", "pipeline.reasonMissing");
			}
			catch (DayMissingException ex) {
				errors.rejectValue("reprise", "pipeline.dayMissing");
			}
			catch (MovedMeanwhileException ex) {
				String now = this.moves.stageOf(uai.value());
				errors.rejectValue("etape", "pipeline.movedMeanwhile",
						new Object[] { (now != null) ? this.stages.find(now).map(Stage::label).orElse(now) : "–" },
						null);
				return page(uai, form.seeing(now), HttpStatus.CONFLICT)
					.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			}
		}
		return page(uai, form, HttpStatus.UNPROCESSABLE_CONTENT).addObject(BindingResult.MODEL_KEY_PREFIX + "form",
				errors);
	}

	@PostMapping("/etablissements/{uai}/etape/{move}/annulation")
	String takeBack(@PathVariable Uai uai, @PathVariable UUID move, CurrentAccount me, RedirectAttributes flash) {
		boolean done = this.moves.takeBackByHand(move, me);
		flash.addFlashAttribute(done ? "done" : "failed", done ? "pipeline.undone" : "pipeline.movedSince");
		return "redirect:/etablissements/" + uai;
	}

	@TeamOnly
	@PostMapping("/etablissements/{uai}/responsable")
	String handOver(@PathVariable Uai uai, @RequestParam @Nullable UUID responsable,
			@RequestParam(defaultValue = "false") boolean relances, CurrentAccount me, RedirectAttributes flash) {
		requireSchool(uai);
		OwnerChanges.Change change = this.owners.handOver(List.of(uai.value()), responsable, relances, me);
		flash.addFlashAttribute("done", "pipeline.handedOver");
		flash.addFlashAttribute("doneArgs", change.told());
		if (change.schools() > 0) {
			flash.addFlashAttribute("undo", PipelineController.undo(change, PipelineController.SCHOOL, uai));
		}
		return "redirect:/etablissements/" + uai;
	}

	private ModelAndView page(Uai uai, MoveForm form, HttpStatus status) {
		Establishment school = requireSchool(uai);
		String now = this.moves.stageOf(uai.value());
		ModelAndView page = new ModelAndView("pipeline/move", "form", form);
		page.setStatus(status);
		return page.addObject("view",
				new MovePage(uai.value(), school.getName(), school.getTown(),
						(now != null) ? this.stages.find(now).map(Stage::label).orElse(now) : null, this.stages.all(),
						back(form.retour(), uai), this.campaigns.find(form.offerte()).orElse(null)));
	}

	/**
	 * The directory is everybody's, the stages of a school are not: outside the territory
	 * it seems to have none, and a form left open would be told that it moved meanwhile.
	 */
	private void requireWithin(Uai uai, CurrentAccount me) {
		String academie = requireSchool(uai).getAcademie();
		if (!me.isTeam() && (academie == null || !me.academies().contains(academie))) {
			throw new NotFoundException("establishment " + uai);
		}
	}

	private Establishment requireSchool(Uai uai) {
		return this.establishments.findByUai(uai.value())
			.orElseThrow(() -> new NotFoundException("establishment " + uai));
	}

	/** To the pipeline as it was, else to the school. */
	private static String back(@Nullable String retour, Uai uai) {
		return QueryLink.read(retour, PipelineController.PATH)
			.map(QueryLink::toString)
			.orElse("/etablissements/" + uai);
	}

	/**
	 * @param etape the stage that the school comes to
	 * @param de the stage where it was seen, empty for none
	 * @param motif why
	 * @param reprise the day when it is taken up again
	 * @param retour the page to come back to
	 * @param offerte the campaign that the form offers to count the move for
	 * @param campagne that campaign, unless it was taken off
	 */
	record MoveForm(@NotBlank @Nullable String etape, @Nullable String de, @Size(max = 500) @Nullable String motif,
			@Nullable LocalDate reprise, @Nullable String retour, @Nullable UUID offerte, @Nullable UUID campagne) {

		Decision decision(@Nullable UUID campaign) {
			return new Decision(Objects.requireNonNull(this.etape), this.de, this.motif, this.reprise, campaign);
		}

		MoveForm seeing(@Nullable String stage) {
			return new MoveForm(this.etape, Objects.requireNonNullElse(stage, ""), this.motif, this.reprise,
					this.retour, this.offerte, this.campagne);
		}

	}

	/**
	 * @param now the label of its stage, null when nobody has spotted it
	 * @param back the page to come back to
	 * @param offer the campaign that the move may count for
	 */
	record MovePage(String uai, String name, @Nullable String town, @Nullable String now, List<Stage> stages,
			String back, @Nullable Offer offer) {
	}

}
