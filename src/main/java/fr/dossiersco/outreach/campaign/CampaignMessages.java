package fr.dossiersco.outreach.campaign;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.message.MessageTemplates;
import fr.dossiersco.outreach.web.QueryLink;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The messages that are written for campaigns. */
@Component
class CampaignMessages {

	private final MessageTemplates templates;

	private final CampaignRepository campaigns;

	private final JdbcClient jdbc;

	private final Clock clock;

	CampaignMessages(MessageTemplates templates, CampaignRepository campaigns, JdbcClient jdbc, Clock clock) {
		this.templates = templates;
		this.campaigns = campaigns;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Those of a campaign and those that it may have besides, by their titles. */
	List<Row> of(UUID campaign) {
		return this.jdbc
			.sql("""
					select t.id, t.title, t.channel, t.profiles, t.retired_at is not null as retired, m.campaign_id is not null as chosen
					from message_template t left join campaign_message m on m.template_id = t.id and m.campaign_id = ?
					where m.campaign_id is not null or t.retired_at is null order by t.title collate french, t.id""")
			.param(campaign)
			.query((row, number) -> new Row(row.getObject("id", UUID.class), row.getString("title"),
					MessageChannel.valueOf(row.getString("channel")),
					Set.of((String[]) row.getArray("profiles").getArray()), row.getBoolean("retired"),
					row.getBoolean("chosen")))
			.list();
	}

	/**
	 * Adds one, unless it is there already.
	 * @return whether there is such a message
	 */
	@Transactional
	public boolean add(UUID campaign, UUID template, CurrentAccount by) {
		UUID id = this.campaigns.require(campaign).id();
		if (this.templates.find(template).isEmpty()) {
			return false;
		}
		this.jdbc.sql("""
				insert into campaign_message (campaign_id, template_id, added_at, added_by)
				values (:campaign, :template, :now, :by) on conflict do nothing""")
			.param("campaign", id)
			.param("template", template)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("by", by.id())
			.update();
		return true;
	}

	void remove(UUID campaign, UUID template) {
		this.jdbc.sql("delete from campaign_message where campaign_id = ? and template_id = ?")
			.param(campaign)
			.param(template)
			.update();
	}

	/**
	 * A message, as a campaign sees it.
	 *
	 * @param profiles whom it is for, none for everyone
	 * @param chosen whether it is one of the campaign's
	 */
	record Row(UUID id, String title, MessageChannel channel, Set<String> profiles, boolean retired, boolean chosen) {

		/** Whether it may be written to a recipient. */
		boolean suits(CampaignRecipients.Row recipient) {
			return this.chosen && !this.retired && recipient.isOpen() && (recipient.profile() == null
					|| this.profiles.isEmpty() || this.profiles.contains(recipient.profile()));
		}

		/**
		 * Where it is made ready.
		 * @param back the page to come back to
		 */
		QueryLink preview(UUID campaign, String back) {
			return QueryLink.to("/messages/" + this.id + "/apercu").with("campagne", campaign).with("retour", back);
		}

	}

}
