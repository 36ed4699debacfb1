package fr.dossiersco.outreach.campaign;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.web.Undo;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notes what was published for a campaign, corrects it, takes it back. */
@Controller
@TeamOnly
@RequestMapping("/campagnes/{id}/publications")
class PublicationController {

	private final Publications publications;

	private final CampaignRepository campaigns;

	private final CampaignList list;

	PublicationController(Publications publications, CampaignRepository campaigns, CampaignList list) {
		this.publications = publications;
		this.campaigns = campaigns;
		this.list = list;
	}

	@GetMapping("/nouvelle")
	ModelAndView start(@PathVariable UUID id, CurrentAccount me) {
		return page(id, null, PublicationForm.blank(this.list.today(), me.id()), null);
	}

	@PostMapping
	ModelAndView add(@PathVariable UUID id, @Valid @ModelAttribute("form") PublicationForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		check(form, errors);
		if (errors.hasErrors()) {
			return refused(page(id, null, form, null), errors);
		}
		this.publications.add(id, form, me);
		flash.addFlashAttribute("done", "campaign.publication.added");
		return back(id);
	}

	@GetMapping("/{publication}/modifier")
	ModelAndView edit(@PathVariable UUID id, @PathVariable UUID publication) {
		return page(id, publication, PublicationForm.of(this.publications.require(id, publication)), null);
	}

	@PostMapping("/{publication}/modifier")
	ModelAndView correct(@PathVariable UUID id, @PathVariable UUID publication,
			@Valid @ModelAttribute("form") PublicationForm form, BindingResult errors, RedirectAttributes flash) {
		this.publications.require(id, publication);
		check(form, errors);
		if (errors.hasErrors()) {
			return refused(page(id, publication, form, null), errors);
		}
		try {
			this.publications.correct(id, publication, form);
		}
		catch (OptimisticLockingFailureException ex) {
			Publication written = this.publications.require(id, publication);
			ModelAndView answer = page(id, publication, form.over(written.version()), PublicationForm.of(written));
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
		flash.addFlashAttribute("done", "campaign.publication.corrected");
		return back(id);
	}

	@PostMapping("/{publication}/retrait")
	ModelAndView withdraw(@PathVariable UUID id, @PathVariable UUID publication, CurrentAccount me,
			RedirectAttributes flash) {
		this.publications.withdraw(id, publication, me);
		flash.addFlashAttribute("done", "campaign.publication.withdrawn");
		flash.addFlashAttribute("undo", new Undo(
				"/campagnes/" + id + "/publications/" + publication + "/retablissement", "campaign.publication.undo"));
		return back(id);
	}

	@PostMapping("/{publication}/retablissement")
	ModelAndView bringBack(@PathVariable UUID id, @PathVariable UUID publication, RedirectAttributes flash) {
		this.publications.bringBack(id, publication);
		flash.addFlashAttribute("done", "campaign.publication.back");
		return back(id);
	}

	private void check(PublicationForm form, BindingResult errors) {
		LocalDate day = form.publishedOn();
		if (day != null && day.isAfter(this.list.today())) {
			errors.rejectValue("publishedOn", "campaign.publication.future");
		}
		if (day != null && day.getYear() < 2000) {
			errors.rejectValue("publishedOn", "campaign.form.tooFar");
		}
		if (form.publishedBy() != null && !this.publications.authors().containsKey(form.publishedBy().toString())) {
			errors.rejectValue("publishedBy", "campaign.form.owner.unknown");
		}
	}

	private static ModelAndView back(UUID id) {
		return new ModelAndView("redirect:/campagnes/" + id + "#publications");
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private ModelAndView page(UUID id, @Nullable UUID publication, PublicationForm form,
			@Nullable PublicationForm written) {
		return new ModelAndView("campaign/publication-form", Map.of("form", form, "view", new PublicationFormPage(id,
				this.campaigns.require(id).name(), publication, written, this.publications.authors())));
	}

	/**
	 * @param publication null for a new one
	 * @param written what someone else wrote meanwhile
	 */
	record PublicationFormPage(UUID campaign, String name, @Nullable UUID publication,
			@Nullable PublicationForm written, Map<String, String> authors) {

		public String action() {
			return "/campagnes/" + this.campaign + "/publications"
					+ ((this.publication != null) ? "/" + this.publication + "/modifier" : "");
		}

		public String back() {
			return "/campagnes/" + this.campaign + "#publications";
		}

	}

}
