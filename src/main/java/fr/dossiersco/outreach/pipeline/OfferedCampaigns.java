package fr.dossiersco.outreach.pipeline;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The launched campaigns that an exchange or a move may count for, as far as one sees
 * them. Campaigns live on a higher floor, which reads what is written here.
 */
@Component
public class OfferedCampaigns {

	private final JdbcClient jdbc;

	OfferedCampaigns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One of them, empty when it is none of them. */
	public Optional<Offer> find(@Nullable UUID campaign) {
		return (campaign == null) ? Optional.empty()
				: this.jdbc.sql("select id, name from campaign where id = ? and launched_at is not null")
					.param(campaign)
					.query(Offer.class)
					.optional();
	}

	/** The campaign whose phone campaign asks for a call. */
	public Optional<Offer> ofCall(@Nullable UUID followUp) {
		return (followUp == null) ? Optional.empty() : this.jdbc.sql("""
				select c.id, c.name from follow_up f join phone_campaign k on k.id = f.campaign_id
					join campaign c on c.id = k.outreach_id
				where f.id = ? and c.launched_at is not null""").param(followUp).query(Offer.class).optional();
	}

	/** A campaign by name. */
	public record Offer(UUID id, String name) {
	}

}
