package fr.dossiersco.outreach.contact;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the pages say of organisations; each reader finds those in sight. */
@Component
class Organisations {

	private static final RowMapper<OrganisationShown> shown = new SimplePropertyRowMapper<>(OrganisationShown.class);

	private static final String ORGANISATION = """
			select g.id, g.name, g.kind, a.name as academie, p.id as parent, p.name as parent_name,
				(select count(*) from post where post.organisation_id = g.id and (ended_on is null or ended_on >= current_date))
					as people
			from organisation g
			left join academie a on a.code = g.academie
			left join organisation p on p.id = g.parent_id
			""";

	private static final String FILTER = """
			where (:words::text is null or fold(g.name) like '%' || fold(:words) || '%')
				and (:kind::text is null or g.kind = :kind) and (:academie::text is null or g.academie = :academie)
			""";

	private final JdbcClient jdbc;

	Organisations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(OrganisationFilter filter) {
		return asked("select count(*) from organisation g " + FILTER, filter).query(Long.class).single();
	}

	List<OrganisationShown> page(OrganisationFilter filter, PageRequest page) {
		return asked(ORGANISATION + FILTER + "order by g.name collate french, g.id limit :size offset :offset", filter)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(shown)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<OrganisationShown> all(OrganisationFilter filter) {
		return Cursor.over(asked(ORGANISATION + FILTER + "order by g.name collate french, g.id", filter), shown);
	}

	private JdbcClient.StatementSpec asked(String sql, OrganisationFilter filter) {
		String words = filter.q();
		OrganisationKind kind = filter.kind();
		return this.jdbc.sql(sql)
			.param("words", (words != null) ? words.replaceAll("([\\\\%_])", "\\\\$1") : null)
			.param("kind", (kind != null) ? kind.name() : null)
			.param("academie", filter.academie());
	}

	Optional<OrganisationShown> find(UUID id) {
		return this.jdbc.sql(ORGANISATION + "where g.id = ?").param(id).query(shown).optional();
	}

	List<OrganisationShown> partsOf(UUID id) {
		return this.jdbc.sql(ORGANISATION + "where g.parent_id = ? order by g.name collate french, g.id limit 200")
			.param(id)
			.query(shown)
			.list();
	}

	/**
	 * What an organisation may be a part of, names by id: those that are not a part of it
	 * themselves, however far.
	 * @param id null for one that does not exist yet
	 */
	Map<UUID, String> wholesFor(@Nullable UUID id) {
		return this.jdbc.sql("""
				with recursive part as (
					select id from organisation where id = :id
					union select o.id from organisation o join part on part.id = o.parent_id)
				select g.id, concat_ws(', ', g.name, a.name) as name
				from organisation g left join academie a on a.code = g.academie
				where g.id not in (select id from part)
				order by g.name collate french, g.id limit 500""")
			.param("id", id, java.sql.Types.OTHER)
			.query(Whole.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Whole::id, Whole::name, (one, other) -> one, java.util.LinkedHashMap::new));
	}

	/**
	 * What is asked of the list.
	 *
	 * @param q a part of the name
	 * @param academie the code of an académie
	 */
	record OrganisationFilter(@Nullable String q, @Nullable OrganisationKind kind, @Nullable String academie) {

		static OrganisationFilter of(@Nullable String q, @Nullable String type, @Nullable String academie) {
			return new OrganisationFilter(text(q), QueryValue.constant(OrganisationKind.class, type), text(academie));
		}

		private static @Nullable String text(@Nullable String typed) {
			return (typed == null || typed.isBlank()) ? null : typed.replace("\0", "").strip();
		}

		QueryLink link() {
			return QueryLink.to("/organisations")
				.with("q", this.q)
				.with("type", this.kind)
				.with("academie", this.academie);
		}

		boolean isAsking() {
			return this.q != null || this.kind != null || this.academie != null;
		}

	}

	/**
	 * An organisation.
	 *
	 * @param academie the name of its académie, null when it is national
	 * @param parent what it is a part of
	 * @param people how many hold a post there today
	 */
	record OrganisationShown(UUID id, String name, OrganisationKind kind, @Nullable String academie,
			@Nullable UUID parent, @Nullable String parentName, long people) {
	}

	private record Whole(UUID id, String name) {
	}

}
