package fr.dossiersco.outreach.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Schools and people of one word, campaigns for them, and what came of these. */
@Component
class GivenCampaign {

	private final Given given;

	private final JdbcClient jdbc;

	private final Campaigns campaigns;

	private final ContactRegistration registration;

	GivenCampaign(Given given, JdbcClient jdbc, Campaigns campaigns, ContactRegistration registration) {
		this.given = given;
		this.jdbc = jdbc;
		this.campaigns = campaigns;
		this.registration = registration;
	}

	/** A word that nobody else uses, in letters only. */
	static String word() {
		StringBuilder word = new StringBuilder("Zq");
		UUID.randomUUID()
			.toString()
			.chars()
			.filter((sign) -> sign != '-')
			.limit(16)
			.forEach((sign) -> word.append((char) ('b' + Character.digit(sign, 16))));
		return word.toString();
	}

	/** A school of the word that can be called and written to. */
	String school(String departement, String word) {
		String uai = this.given.school(departement, "Collège " + word);
		Acting.asSystem(() -> this.jdbc
			.sql("update establishment set phone = '03 20 00 00 00', email = 'ce@essais.example' where uai = ?")
			.param(uai)
			.update());
		return uai;
	}

	UUID person(String uai, String word, ContactProfile profile, @Nullable String phone, @Nullable String email,
			CurrentAccount by) {
		return Acting.as(by, () -> this.registration
			.register(new NewContact(profile, null, word, "Camille", phone, email), uai, "Essai", by));
	}

	UUID prepared(Channel channel, String source, CurrentAccount by) {
		return Acting.as(by, () -> this.campaigns.prepare(new CampaignForm("Campagne " + word(), "Essayer", channel,
				source, LocalDate.of(2020, 1, 6), null, by.id(), 2, TargetUnit.JOINTS, null), by));
	}

	UUID launched(Channel channel, String source, CurrentAccount by) {
		UUID id = prepared(channel, source, by);
		Acting.as(by, () -> this.campaigns.launch(id, by));
		return id;
	}

	UUID exchange(@Nullable UUID campaign, @Nullable String uai, @Nullable UUID contact, String direction,
			String outcome, Instant at, CurrentAccount by) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome,
						approach, version, campaign_id)
					values (:id, :uai, :contact, coalesce((select academie from establishment where uai = :uai),
							(select academies[1] from contact where id = :contact)), :me, :at, :at, 'TELEPHONE', :direction, :outcome,
						'FROID', 0, :campaign)""")
			.param("id", id)
			.param("uai", uai, java.sql.Types.VARCHAR)
			.param("contact", contact, java.sql.Types.OTHER)
			.param("me", by.id())
			.param("at", at.atOffset(ZoneOffset.UTC))
			.param("direction", direction)
			.param("outcome", outcome)
			.param("campaign", campaign, java.sql.Types.OTHER)
			.update());
		return id;
	}

	/** A move that an exchange made, else one by hand for a campaign. */
	void move(String uai, @Nullable String from, String to, @Nullable UUID exchange, @Nullable UUID campaign,
			Instant at, CurrentAccount by) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause, interaction_id, campaign_id)
					select gen_random_uuid(), uai, academie, :from, :to, :at, :me,
						case when :exchange::uuid is not null then 'ECHANGE' when :campaign::uuid is not null then 'CAMPAGNE' else 'MAIN' end,
						:exchange, :campaign from establishment where uai = :uai""")
			.param("from", from, java.sql.Types.VARCHAR)
			.param("to", to)
			.param("at", at.atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.param("exchange", exchange, java.sql.Types.OTHER)
			.param("campaign", campaign, java.sql.Types.OTHER)
			.param("uai", uai)
			.update());
	}

	void heard(UUID exchange, UUID objection, boolean lifted) {
		Acting.asSystem(() -> this.jdbc
			.sql("insert into interaction_objection (interaction_id, objection_id, lifted) values (?, ?, ?)")
			.params(exchange, objection, lifted)
			.update());
	}

}
