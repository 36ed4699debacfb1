package fr.dossiersco.outreach.calling;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.calling.PhoneCampaigns.Targets;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.validation.Valid;
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

/** Phone campaigns: made from a list, followed, closed. */
@Controller
@TeamOnly
class CampaignController {

	private final PhoneCampaigns campaigns;

	private final Clock clock;

	CampaignController(PhoneCampaigns campaigns, Clock clock) {
		this.campaigns = campaigns;
		this.clock = clock;
	}

	@GetMapping("/appels/campagnes")
	ModelAndView list() {
		return new ModelAndView("calling/campaigns", "view", new CampaignList(this.campaigns.all()));
	}

	@GetMapping("/appels/campagnes/nouvelle")
	ModelAndView form(@RequestParam(required = false) @Nullable String source, CurrentAccount me) {
		return page(new CampaignForm(source, null, null, null, null, today(), null, List.of(me.id())), HttpStatus.OK);
	}

	@PostMapping("/appels/campagnes")
	ModelAndView create(@Valid @ModelAttribute("form") CampaignForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		Targets targets = this.campaigns.targets(form.source());
		if (targets.size() == 0) {
			errors.rejectValue("source", "calling.campaign.nobody");
		}
		if (targets.size() > PhoneCampaigns.MOST) {
			errors.rejectValue("source", "calling.campaign.tooMany", new Object[] { PhoneCampaigns.MOST }, null);
		}
		if (form.callers() == null || form.callers().isEmpty()) {
			errors.rejectValue("callers", "calling.campaign.noCaller");
		}
		if (form.startsOn() != null && form.endsOn() != null && form.endsOn().isBefore(form.startsOn())) {
			errors.rejectValue("endsOn", "calling.campaign.reversed");
		}
		if (errors.hasErrors()) {
			return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		UUID id = this.campaigns.create(form, targets, me);
		flash.addFlashAttribute("done", "calling.campaign.created");
		flash.addFlashAttribute("doneArgs", new Object[] { targets.size() });
		return new ModelAndView("redirect:/appels/campagnes/" + id);
	}

	@GetMapping("/appels/campagnes/{id}")
	ModelAndView show(@PathVariable UUID id) {
		PhoneCampaigns.Row campaign = this.campaigns.find(id)
			.orElseThrow(() -> new NotFoundException("campaign " + id));
		return new ModelAndView("calling/campaign", "view", new CampaignPage(campaign, this.campaigns.results(id)));
	}

	@PostMapping("/appels/campagnes/{id}/cloture")
	String close(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.campaigns.close(id, me);
		flash.addFlashAttribute("done", "calling.campaign.closed");
		return "redirect:/appels/campagnes/" + id;
	}

	private ModelAndView page(CampaignForm form, HttpStatus status) {
		return new ModelAndView("calling/campaign-form",
				Map.of("form", form, "view",
						new CampaignFormPage(this.campaigns.callers(), this.campaigns.targets(form.source()).size())),
				status);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneId.of("Europe/Paris"));
	}

	record CampaignList(List<PhoneCampaigns.Row> campaigns) {
	}

	/**
	 * @param targets how many schools or people the list holds
	 */
	record CampaignFormPage(Map<String, String> callers, int targets) {
	}

	record CampaignPage(PhoneCampaigns.Row campaign, PhoneCampaigns.Results results) {
	}

}
