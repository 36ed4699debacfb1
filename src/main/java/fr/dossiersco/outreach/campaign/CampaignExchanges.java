package fr.dossiersco.outreach.campaign;

import java.sql.Types;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The exchanges and the moves behind the figures of a campaign, the last first. */
@Component
class CampaignExchanges {

	private final JdbcClient jdbc;

	CampaignExchanges(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(UUID campaign, Asked asked) {
		return bound("select count(*) from interaction i left join contact c on c.id = i.contact_id where "
				+ asked.condition(), campaign, asked)
			.query(Long.class)
			.single();
	}

	List<Exchange> page(UUID campaign, Asked asked, PageRequest page) {
		return bound(
				"""
						select i.id, (i.occurred_at at time zone 'Europe/Paris') as at, i.outcome, i.channel, i.direction, a.name as author, e.uai,
							e.name as school, e.town, nullif(concat_ws(' ', c.given_name, c.family_name), '') as contact,
							(select string_agg(b.label || case when o.lifted then ' (levée)' else ' (non levée)' end, ', ' order by b.label)
								from interaction_objection o join kept_objection k on k.id = o.objection_id join objection b on b.id = k.kept
								where o.interaction_id = i.id) as objections
						from interaction i join account a on a.id = i.author left join establishment e on e.uai = i.uai
							left join contact c on c.id = i.contact_id
						where\s"""
						+ asked.condition() + " order by i.occurred_at desc, i.id limit :size offset :offset",
				campaign, asked)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Exchange.class)
			.list();
	}

	private JdbcClient.StatementSpec bound(String sql, UUID campaign, Asked asked) {
		return this.jdbc.sql(sql)
			.param("campaign", campaign)
			.param("profile", asked.profile(), Types.VARCHAR)
			.param("objection", asked.objection(), Types.OTHER);
	}

	/** How the playbook calls an objection; empty when there is no such one. */
	Optional<String> objection(UUID id) {
		return this.jdbc.sql("select label from objection where id = ?").param(id).query(String.class).optional();
	}

	long countMoves(UUID campaign, @Nullable String stage, boolean up) {
		return this.jdbc
			.sql("""
					select count(*) from campaign_move m
					where m.campaign_id = :campaign and (:stage::text is null or m.to_stage = :stage) and (m.up or not :up)""")
			.param("campaign", campaign)
			.param("stage", stage, Types.VARCHAR)
			.param("up", up)
			.query(Long.class)
			.single();
	}

	List<Move> moves(UUID campaign, @Nullable String stage, boolean up, PageRequest page) {
		return this.jdbc
			.sql("""
					select (m.moved_at at time zone 'Europe/Paris') as at, e.uai, e.name as school, e.town, f.label as from_stage,
						t.label as to_stage, m.up, m.interaction_id as interaction, a.name as author
					from campaign_move m join establishment e on e.uai = m.uai join stage t on t.code = m.to_stage
						left join stage f on f.code = m.from_stage join account a on a.id = m.moved_by
					where m.campaign_id = :campaign and (:stage::text is null or m.to_stage = :stage) and (m.up or not :up)
					order by m.moved_at desc, m.id limit :size offset :offset""")
			.param("campaign", campaign)
			.param("stage", stage, Types.VARCHAR)
			.param("up", up)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Move.class)
			.list();
	}

	/** Which of the exchanges, as in an address. */
	enum Only {

		JOINTS("joints", "i.outcome = 'JOINT'"), ENTRANTS("entrants", "i.direction = 'ENTRANT'"),
		AILLEURS("hors-destinataires", """
				i.id not in (select t.interaction_id from campaign_touch t where t.campaign_id = :campaign)"""),
		OBJECTIONS("objections", "exists (select from interaction_objection o where o.interaction_id = i.id)"),
		AVANCEES("avancees", """
				i.id in (select m.interaction_id from campaign_move m where m.campaign_id = :campaign and m.up)""");

		private final String code;

		private final String condition;

		Only(String code, String condition) {
			this.code = code;
			this.condition = condition;
		}

		public String code() {
			return this.code;
		}

		static Optional<Only> of(@Nullable String code) {
			return Arrays.stream(values()).filter((only) -> only.code.equals(code)).findFirst();
		}

	}

	/**
	 * @param profile of whom they were with, {@code INCONNU} when we know none
	 * @param objection heard in them
	 * @param lifted only where that one was lifted
	 */
	record Asked(@Nullable Only only, @Nullable String profile, @Nullable UUID objection, boolean lifted) {

		String condition() {
			StringBuilder where = new StringBuilder("i.campaign_id = :campaign");
			if (this.only != null) {
				where.append(" and ").append(this.only.condition);
			}
			if (this.profile != null) {
				where.append(" and coalesce(c.profile, 'INCONNU') = :profile");
			}
			if (this.objection != null) {
				where.append(
						" and exists (select from interaction_objection o join kept_objection k on k.id = o.objection_id"
								+ " where o.interaction_id = i.id and k.kept = :objection"
								+ (this.lifted ? " and o.lifted)" : ")"));
			}
			return where.toString();
		}

	}

	/**
	 * @param at in Paris
	 */
	record Exchange(UUID id, LocalDateTime at, String outcome, String channel, String direction, String author,
			@Nullable String uai, @Nullable String school, @Nullable String town, @Nullable String contact,
			@Nullable String objections) {
	}

	/**
	 * @param at in Paris
	 * @param interaction the exchange that made it, null when someone did so by hand
	 */
	record Move(LocalDateTime at, String uai, String school, @Nullable String town, @Nullable String fromStage,
			String toStage, boolean up, @Nullable UUID interaction, String author) {
	}

}
