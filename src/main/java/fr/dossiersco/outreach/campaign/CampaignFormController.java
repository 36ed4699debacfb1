package fr.dossiersco.outreach.campaign;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
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

/** Prepares a campaign from a list, and changes what is said of it. */
@Controller
@TeamOnly
class CampaignFormController {

	private final Campaigns campaigns;

	private final CampaignRepository repository;

	private final CampaignList list;

	private final Segments segments;

	CampaignFormController(Campaigns campaigns, CampaignRepository repository, CampaignList list, Segments segments) {
		this.campaigns = campaigns;
		this.repository = repository;
		this.list = list;
		this.segments = segments;
	}

	@GetMapping("/campagnes/nouvelle")
	ModelAndView start(@RequestParam(required = false) @Nullable String source, CurrentAccount me) {
		return page(null, CampaignForm.blank(source, this.list.today(), me.id()), null, false);
	}

	@PostMapping("/campagnes")
	ModelAndView prepare(@Valid @ModelAttribute("form") CampaignForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		check(form, errors, null);
		if (errors.hasErrors()) {
			return refused(page(null, form, null, false), errors);
		}
		UUID id = this.campaigns.prepare(form, me);
		flash.addFlashAttribute("done", "campaign.prepared");
		return new ModelAndView("redirect:/campagnes/" + id);
	}

	@GetMapping("/campagnes/{id}/modifier")
	ModelAndView edit(@PathVariable UUID id) {
		Campaign campaign = this.repository.require(id);
		return page(id, CampaignForm.of(campaign), null, campaign.isLaunched());
	}

	@PostMapping("/campagnes/{id}/modifier")
	ModelAndView revise(@PathVariable UUID id, @Valid @ModelAttribute("form") CampaignForm form, BindingResult errors,
			RedirectAttributes flash) {
		Campaign campaign = this.repository.require(id);
		CampaignForm typed = campaign.isLaunched() ? form.aimedAs(campaign) : form;
		check(typed, errors, campaign);
		if (errors.hasErrors()) {
			return refused(page(id, form, null, campaign.isLaunched()), errors);
		}
		try {
			this.campaigns.revise(id, typed);
		}
		catch (OptimisticLockingFailureException ex) {
			Campaign written = this.repository.require(id);
			ModelAndView answer = page(id, form.over(written.version()), CampaignForm.of(written),
					written.isLaunched());
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
		flash.addFlashAttribute("done", "campaign.revised");
		return new ModelAndView("redirect:/campagnes/" + id);
	}

	private void check(CampaignForm form, BindingResult errors, @Nullable Campaign campaign) {
		form.check(errors);
		if (form.owner() != null && !this.list.owners().containsKey(form.owner().toString())) {
			errors.rejectValue("owner", "campaign.form.owner.unknown");
		}
		Optional<Segment> segment = Segment.read(form.source());
		if (segment.isEmpty() || form.channel() == null || (campaign != null && campaign.isLaunched())) {
			return;
		}
		Segments.Preview preview = this.segments.preview(segment.get(), form.channel(),
				(campaign != null) ? campaign.id() : null);
		if (preview.isTooLong()) {
			errors.rejectValue("source", "campaign.form.tooMany." + form.channel(), new Object[] { preview.most() },
					null);
		}
		if (preview.total() == 0) {
			errors.rejectValue("source", "campaign.form.nobody");
		}
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private ModelAndView page(@Nullable UUID id, CampaignForm form, @Nullable CampaignForm written, boolean launched) {
		Optional<Segment> segment = Segment.read(form.source());
		Map<String, String> owners = this.list.owners();
		// Without a way yet, all that the list holds.
		Long size = segment.filter((list) -> !launched).map((list) -> this.segments.size(list)).orElse(null);
		return new ModelAndView("campaign/form",
				Map.of("form", form, "view",
						new CampaignFormPage(id, written, launched, segment.orElse(null),
								segment.map(this.segments::words).orElse(List.of()), size, owners,
								(written != null) ? owners.getOrDefault(String.valueOf(written.owner()), "?") : null)));
	}

	/**
	 * @param id null for a new one
	 * @param written what someone else wrote meanwhile
	 * @param launched whether whom it is for can no longer be changed
	 * @param segment null while no list is known
	 * @param words what the list is narrowed by
	 * @param size how many the list holds, null when it is not counted
	 * @param writtenOwner the name of the owner that someone else wrote
	 */
	record CampaignFormPage(@Nullable UUID id, @Nullable CampaignForm written, boolean launched,
			@Nullable Segment segment, List<String> words, @Nullable Long size, Map<String, String> owners,
			@Nullable String writtenOwner) {

		public Channel[] channels() {
			return Channel.values();
		}

		public TargetUnit[] units() {
			return TargetUnit.values();
		}

		public String action() {
			return (this.id != null) ? "/campagnes/" + this.id + "/modifier" : "/campagnes";
		}

		public String back() {
			return (this.id != null) ? "/campagnes/" + this.id : "/campagnes";
		}

		public String list() {
			return Objects.requireNonNull(this.segment).address();
		}

	}

}
