package fr.dossiersco.outreach.interaction;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Exchanges as they are read again, the last first. */
@Component
class Timeline {

	/** One row an exchange, {@code i}. */
	static final String ENTRY = """
			select i.id, (i.occurred_at at time zone 'Europe/Paris') as at, i.channel, i.direction, i.outcome, i.approach,
				coalesce(i.introduced_by_name, (select concat_ws(' ', k.given_name, k.family_name) from contact k
					where k.id = i.introduced_by)) as introduced_by, i.notes, i.override_reason, a.name as author, i.uai, e.name as school, e.town,
				i.contact_id, nullif(concat_ws(' ', c.given_name, c.family_name), '') as contact,
				(select string_agg(distinct concat_ws(' ', k.given_name, k.family_name), ', ')
					from interaction_participant ip join contact k on k.id = ip.contact_id
					where ip.interaction_id = i.id and k.id is distinct from i.contact_id) as others,
				(select string_agg(d.document, ',' order by d.document) from interaction_document d where d.interaction_id = i.id) as documents,
				(select string_agg(g.title || ' (' || case ia.reaction when 'FAVORABLE' then 'bien reçu'
						when 'DEFAVORABLE' then 'mal reçu' else 'sans effet' end || ')', ' ; ' order by g.position)
					from interaction_argument ia join argument g on g.id = ia.argument_id
					where ia.interaction_id = i.id) as arguments,
				(select string_agg(b.label || case when io.lifted then ' (levée)' else ' (non levée)' end
						|| coalesce(' « ' || io.verbatim || ' »', ''), ' ; ' order by b.position)
					from interaction_objection io join objection h on h.id = io.objection_id join objection b on b.id = coalesce(h.merged_into, h.id)
					where io.interaction_id = i.id) as objections,
				(select s.label from stage_move m join stage s on s.code = m.to_stage
					where m.uai = i.uai and m.interaction_id = i.id limit 1) as moved_to,
				i.campaign_id, (select k.name from campaign k where k.id = i.campaign_id) as campaign
			from interaction i
				join account a on a.id = i.author
				left join establishment e on e.uai = i.uai
				left join contact c on c.id = i.contact_id
			""";

	private static final String LAST_FIRST = " order by i.occurred_at desc, i.id limit :size offset :offset";

	private final JdbcClient jdbc;

	Timeline(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Entry> ofSchool(String uai, PageRequest page) {
		return list(" where i.uai = :key", uai, page);
	}

	List<Entry> ofContact(UUID contact, PageRequest page) {
		return list("""
				where i.id in (select id from interaction where contact_id = :key
				union select interaction_id from interaction_participant where contact_id = :key)""", contact, page);
	}

	List<Entry> by(UUID author, PageRequest page) {
		return list(" where i.author = :key", author, page);
	}

	Optional<Entry> find(UUID id) {
		return this.jdbc.sql(ENTRY + " where i.id = :id").param("id", id).query(Entry.class).optional();
	}

	private List<Entry> list(String condition, Object key, PageRequest page) {
		return this.jdbc.sql(ENTRY + condition + LAST_FIRST)
			.param("key", key)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Entry.class)
			.list();
	}

	/**
	 * An exchange in a few lines.
	 *
	 * @param at in Paris
	 * @param overrideReason why the call was made although the queue held it back
	 * @param others the names of who else took part
	 * @param documents the codes of what was promised, with commas between them
	 * @param campaign the name of the campaign that it counts for
	 * @param movedTo the label of the stage that it took the school to
	 */
	record Entry(UUID id, LocalDateTime at, Channel channel, Direction direction, Outcome outcome, Approach approach,
			@Nullable String introducedBy, @Nullable String notes, @Nullable String overrideReason, String author,
			@Nullable String uai, @Nullable String school, @Nullable String town, @Nullable UUID contactId,
			@Nullable String contact, @Nullable String others, @Nullable String documents, @Nullable String arguments,
			@Nullable String objections, @Nullable String movedTo, @Nullable UUID campaignId,
			@Nullable String campaign) {

		/** What was promised, the ends of the messages {@code interaction.document.…}. */
		public List<String> handouts() {
			return (this.documents != null) ? List.of(this.documents.split(",")) : List.of();
		}

	}

}
