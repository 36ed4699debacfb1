package fr.dossiersco.outreach.campaign;

import java.time.Clock;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prepares campaigns, launches them, closes them and opens them again. */
@Component
class Campaigns {

	private final CampaignRepository campaigns;

	private final Segments segments;

	private final JdbcClient jdbc;

	private final Clock clock;

	Campaigns(CampaignRepository campaigns, Segments segments, JdbcClient jdbc, Clock clock) {
		this.campaigns = campaigns;
		this.segments = segments;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Transactional
	public UUID prepare(CampaignForm form, CurrentAccount by) {
		return this.campaigns.save(new Campaign(form, segment(form.source()), by.id(), this.clock.instant())).id();
	}

	/**
	 * @throws ObjectOptimisticLockingFailureException when it no longer is as it was seen
	 */
	@Transactional
	public void revise(UUID id, CampaignForm form) {
		Campaign campaign = this.campaigns.require(id);
		if (form.version() == null || campaign.version() != form.version()) {
			throw new ObjectOptimisticLockingFailureException(Campaign.class, id);
		}
		campaign.revise(form, segment(form.source()));
	}

	/**
	 * Writes down whom the campaign is for, once and for all.
	 * @throws Segments.TooLongException when its list holds too many
	 * @throws NobodyException when it would be for nobody
	 */
	@Transactional
	public Launched launch(UUID id, CurrentAccount by) {
		Campaign campaign = this.campaigns.require(id);
		if (campaign.isLaunched() || campaign.isClosed()) {
			return new Launched(false, 0);
		}
		campaign.launch(by.id(), this.clock.instant());
		// Of two who launch it at once, the second one is told here that it is.
		this.campaigns.flush();
		this.segments.write(campaign, segment(campaign.source()));
		long kept = this.jdbc.sql("select count(*) from campaign_recipient where campaign_id = ? and held is null")
			.param(id)
			.query(Long.class)
			.single();
		if (kept == 0) {
			throw new NobodyException();
		}
		return new Launched(true, kept);
	}

	/**
	 * @throws AccessDeniedException when it is neither one's own nor in a coordinator's
	 * hands
	 */
	@Transactional
	public void close(UUID id, CurrentAccount by) {
		own(id, by).close(by.id(), this.clock.instant());
	}

	/**
	 * @throws AccessDeniedException when it is neither one's own nor in a coordinator's
	 * hands
	 */
	@Transactional
	public void reopen(UUID id, CurrentAccount by) {
		own(id, by).reopen();
	}

	private Campaign own(UUID id, CurrentAccount by) {
		Campaign campaign = this.campaigns.require(id);
		if (!campaign.isInTheHandsOf(by)) {
			throw new AccessDeniedException("A campaign is closed by its owner or a coordinator");
		}
		return campaign;
	}

	private static Segment segment(@Nullable String source) {
		return Segment.read(source).orElseThrow();
	}

	/**
	 * @param now whether it was launched just now
	 * @param recipients how many it is for
	 */
	record Launched(boolean now, long recipients) {
	}

	/** Nobody is left to whom the campaign could go. */
	static class NobodyException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
