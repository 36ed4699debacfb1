package fr.dossiersco.outreach.campaign;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.campaign.CampaignRecipients.Asked;
import fr.dossiersco.outreach.campaign.CampaignRecipients.Outcome;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Label;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whom a campaign is for and whom it leaves alone, one by one. */
@Controller
class RecipientController {

	private static final List<Column<CampaignRecipients.Row>> columns = List.of(
			new Column<>("campaign.export.person", CampaignRecipients.Row::person),
			Column.coded("campaign.profile", "contact.profile.", CampaignRecipients.Row::profile),
			new Column<>("campaign.export.school", CampaignRecipients.Row::school),
			new Column<>("campaign.export.uai", CampaignRecipients.Row::uai),
			new Column<>("campaign.export.town", CampaignRecipients.Row::town),
			new Column<>("campaign.academie", CampaignRecipients.Row::academie),
			Column.coded("campaign.held.label", "campaign.held.", CampaignRecipients.Row::held),
			Column.flag("contact.opposed", "contact.opposed", CampaignRecipients.Row::opposed),
			new Column<>("campaign.exchanges", CampaignRecipients.Row::touches),
			new Column<>("campaign.export.last", CampaignRecipients.Row::lastOn),
			Column.flag("campaign.recipient.reached", "campaign.recipient.reached", CampaignRecipients.Row::reached),
			Column.flag("campaign.recipient.replied", "campaign.recipient.replied", CampaignRecipients.Row::replied),
			Column.flag("campaign.recipient.advanced", "campaign.recipient.advanced",
					CampaignRecipients.Row::advanced));

	private final CampaignList campaigns;

	private final CampaignRecipients recipients;

	private final CampaignMessages messages;

	private final Territory territory;

	private final ListExports exports;

	RecipientController(CampaignList campaigns, CampaignRecipients recipients, CampaignMessages messages,
			Territory territory, ListExports exports) {
		this.campaigns = campaigns;
		this.recipients = recipients;
		this.messages = messages;
		this.territory = territory;
		this.exports = exports;
	}

	@GetMapping("/campagnes/{id}/destinataires")
	ModelAndView list(@PathVariable UUID id, @RequestParam Map<String, String> query, PageRequest page) {
		RecipientFilter filter = filter(id, query);
		CampaignRecipients.Found found = this.recipients.find(filter.campaign(), filter.asked(), page);
		Pagination pagination = Pagination.of(page, found.total(), filter.link());
		return new ModelAndView("campaign/recipients", "view", new RecipientsPage(filter.campaign(), filter.asked(),
				found.rows(), pagination, this.messages.of(id), this.territory.academies()));
	}

	@GetMapping({ "/campagnes/{id}/destinataires/export.csv", "/campagnes/{id}/destinataires/export.xlsx" })
	void export(@PathVariable UUID id, @RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		RecipientFilter filter = filter(id, query);
		Asked asked = filter.asked();
		List<ListExport.Filter> filters = new Filters().with("campaign.campaign", filter.campaign().name())
			.coded("campaign.recipients.held", "campaign.held.", asked.held())
			.with("campaign.recipients.held",
					(asked.anyHeld() && asked.held() == null) ? new Label("campaign.recipients.anyHeld") : null)
			.coded("campaign.recipients.outcome", "campaign.outcome.",
					(asked.outcome() != null) ? asked.outcome().code() : null)
			.with("campaign.academie",
					(filter.where() != null) ? filter.where().name()
							: (asked.academie() != null) ? new Label("campaign.academie.none") : null)
			.toList();
		this.exports.send(new ListExport<>("campaign.recipients", filter.link(), true, filters, columns,
				() -> this.recipients.all(filter.campaign(), asked)), format, me, response);
	}

	private RecipientFilter filter(UUID id, Map<String, String> query) {
		return RecipientFilter.of(this.campaigns.find(id).orElseThrow(() -> new NotFoundException("campaign " + id)),
				query, this.territory);
	}

	record RecipientsPage(CampaignList.Row campaign, Asked asked, List<CampaignRecipients.Row> rows,
			Pagination pagination, List<CampaignMessages.Row> messages, List<Academie> academies) {

		/** What may be written to one of them. */
		public List<Letter> letters(CampaignRecipients.Row row) {
			String back = this.pagination.thisLink();
			return this.messages.stream()
				.filter((message) -> message.suits(row))
				.map((message) -> new Letter(message.title(),
						message.preview(this.campaign.id(), back)
							.with("contact", row.contact())
							.with("etablissement", row.uai())
							.toString()))
				.toList();
		}

		public HeldBack[] reasons() {
			return HeldBack.values();
		}

		public Outcome[] outcomes() {
			return Outcome.values();
		}

	}

	/**
	 * A message that may be written to a recipient.
	 *
	 * @param link where it is made ready
	 */
	record Letter(String title, String link) {
	}

}
