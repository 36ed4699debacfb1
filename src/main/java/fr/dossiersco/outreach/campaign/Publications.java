package fr.dossiersco.outreach.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was published for campaigns. */
@Component
class Publications {

	private final PublicationRepository publications;

	private final CampaignRepository campaigns;

	private final JdbcClient jdbc;

	private final Clock clock;

	Publications(PublicationRepository publications, CampaignRepository campaigns, JdbcClient jdbc, Clock clock) {
		this.publications = publications;
		this.campaigns = campaigns;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Those of a campaign, the last first. */
	List<Row> of(UUID campaign) {
		return this.jdbc
			.sql("""
					select p.id, p.place, p.published_on, p.address, a.name as published_by, p.readers
					from campaign_post p join account a on a.id = p.published_by
					where p.campaign_id = ? and p.withdrawn_at is null order by p.published_on desc, p.recorded_at desc, p.id""")
			.param(campaign)
			.query(Row.class)
			.list();
	}

	@Transactional
	public void add(UUID campaign, PublicationForm form, CurrentAccount by) {
		this.publications
			.save(new Publication(this.campaigns.require(campaign).id(), form, by.id(), this.clock.instant()));
	}

	/**
	 * @throws ObjectOptimisticLockingFailureException when it no longer is as it was seen
	 */
	@Transactional
	public void correct(UUID campaign, UUID id, PublicationForm form) {
		Publication publication = require(campaign, id);
		if (form.version() == null || publication.version() != form.version()) {
			throw new ObjectOptimisticLockingFailureException(Publication.class, id);
		}
		publication.correct(form);
	}

	@Transactional
	public void withdraw(UUID campaign, UUID id, CurrentAccount by) {
		require(campaign, id).withdraw(by.id(), this.clock.instant());
	}

	@Transactional
	public void bringBack(UUID campaign, UUID id) {
		find(campaign, id).bringBack();
	}

	/** One that was not withdrawn. */
	Publication require(UUID campaign, UUID id) {
		Publication found = find(campaign, id);
		if (found.isWithdrawn()) {
			throw new NotFoundException("publication " + id);
		}
		return found;
	}

	private Publication find(UUID campaign, UUID id) {
		return this.publications.findById(id)
			.filter((publication) -> publication.campaignId().equals(campaign))
			.orElseThrow(() -> new NotFoundException("publication " + id));
	}

	/** Who may have published: everyone who signs in. */
	Map<String, String> authors() {
		Map<String, String> authors = new LinkedHashMap<>();
		this.jdbc.sql("select id::text, name from account order by name collate french, id").query((row) -> {
			authors.put(row.getString("id"), row.getString("name"));
		});
		return authors;
	}

	/**
	 * @param readers null when nobody knows
	 */
	record Row(UUID id, String place, LocalDate publishedOn, @Nullable String address, String publishedBy,
			@Nullable Integer readers) {
	}

}
