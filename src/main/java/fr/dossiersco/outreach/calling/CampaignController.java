package fr.dossiersco.outreach.calling;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.calling.PhoneCampaigns.Targets;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
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

	private static final String PATH = "/appels/campagnes";

	private static final List<Column<PhoneCampaigns.Row>> columns = List.of(
			new Column<>("calling.campaign.name", PhoneCampaigns.Row::name),
			new Column<>("calling.campaign.purpose", PhoneCampaigns.Row::purpose),
			new Column<>("calling.campaign.doneWhen", PhoneCampaigns.Row::doneWhen),
			new Column<>("calling.campaign.startsOn", PhoneCampaigns.Row::startsOn),
			new Column<>("calling.campaign.endsOn", PhoneCampaigns.Row::endsOn),
			Column.flag("calling.export.closed", "calling.export.closed", PhoneCampaigns.Row::closed),
			new Column<>("calling.campaign.callers", PhoneCampaigns.Row::callers),
			new Column<>("calling.export.targets", PhoneCampaigns.Row::targets),
			new Column<>("calling.export.open", PhoneCampaigns.Row::open));

	private static final List<Column<PhoneCampaigns.Call>> callColumns = List.of(
			new Column<>("export.column.uai", PhoneCampaigns.Call::uai),
			new Column<>("export.column.school", PhoneCampaigns.Call::school),
			new Column<>("export.column.town", PhoneCampaigns.Call::town),
			new Column<>("export.column.contact", PhoneCampaigns.Call::person),
			new Column<>("calling.campaign.callers", PhoneCampaigns.Call::caller),
			new Column<>("export.column.due", PhoneCampaigns.Call::dueOn),
			Column.coded("calling.export.closure", "calling.export.closure.", PhoneCampaigns.Call::closure),
			new Column<>("calling.export.closedOn", PhoneCampaigns.Call::closedOn),
			Column.coded("export.column.outcome", "interaction.outcome.", PhoneCampaigns.Call::outcome));

	private final PhoneCampaigns campaigns;

	private final ListExports exports;

	private final Clock clock;

	CampaignController(PhoneCampaigns campaigns, ListExports exports, Clock clock) {
		this.campaigns = campaigns;
		this.exports = exports;
		this.clock = clock;
	}

	@GetMapping("/appels/campagnes")
	ModelAndView list() {
		return new ModelAndView("calling/campaigns", "view",
				new CampaignList(this.campaigns.all(), QueryLink.to(PATH)));
	}

	@GetMapping({ PATH + "/export.csv", PATH + "/export.xlsx" })
	void export(FileFormat format, CurrentAccount me, HttpServletResponse response) throws IOException {
		this.exports.send(new ListExport<>("calling.campaigns", QueryLink.to(PATH), false, List.of(), columns,
				this.campaigns::whole), format, me, response);
	}

	@GetMapping("/appels/campagnes/nouvelle")
	ModelAndView form(@RequestParam(required = false) @Nullable String source,
			@RequestParam(required = false) @Nullable UUID campagne, CurrentAccount me) {
		CampaignForm form = this.campaigns.outreach(campagne)
			.map((whole) -> new CampaignForm(whole.source(), whole.name(), whole.shortPurpose(), null, null, today(),
					whole.endsOn(), List.of(me.id()), whole.id()))
			.orElseGet(() -> new CampaignForm(source, null, null, null, null, today(), null, List.of(me.id()), null));
		return page(form, HttpStatus.OK);
	}

	@PostMapping("/appels/campagnes")
	ModelAndView create(@Valid @ModelAttribute("form") CampaignForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		Targets targets = this.campaigns.targets(form);
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
		return new ModelAndView("calling/campaign", "view",
				new CampaignPage(require(id), this.campaigns.results(id), QueryLink.to(PATH + "/" + id)));
	}

	@GetMapping({ PATH + "/{id}/export.csv", PATH + "/{id}/export.xlsx" })
	void calls(@PathVariable UUID id, FileFormat format, CurrentAccount me, HttpServletResponse response)
			throws IOException {
		PhoneCampaigns.Row campaign = require(id);
		this.exports.send(new ListExport<>("calling.campaign.calls", QueryLink.to(PATH + "/" + id), true,
				new Filters().with("calling.campaign.export", campaign.name()).toList(), callColumns,
				() -> this.campaigns.calls(id)), format, me, response);
	}

	private PhoneCampaigns.Row require(UUID id) {
		return this.campaigns.find(id).orElseThrow(() -> new NotFoundException("campaign " + id));
	}

	@PostMapping("/appels/campagnes/{id}/cloture")
	String close(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.campaigns.close(id, me);
		flash.addFlashAttribute("done", "calling.campaign.closed");
		return "redirect:/appels/campagnes/" + id;
	}

	private ModelAndView page(CampaignForm form, HttpStatus status) {
		return new ModelAndView("calling/campaign-form",
				Map.of("form", form, "view", new CampaignFormPage(this.campaigns.callers(),
						this.campaigns.targets(form).size(), this.campaigns.outreach(form.outreach()).orElse(null))),
				status);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneId.of("Europe/Paris"));
	}

	record CampaignList(List<PhoneCampaigns.Row> campaigns, QueryLink link) {
	}

	/**
	 * @param targets how many schools or people the list holds
	 * @param outreach the campaign that it is a part of
	 */
	record CampaignFormPage(Map<String, String> callers, int targets, PhoneCampaigns.@Nullable Outreach outreach) {
	}

	record CampaignPage(PhoneCampaigns.Row campaign, PhoneCampaigns.Results results, QueryLink link) {
	}

}
