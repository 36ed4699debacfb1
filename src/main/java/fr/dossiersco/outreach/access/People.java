package fr.dossiersco.outreach.access;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody who signs in, did, or is invited to. */
@Component
class People {

	/** What the list can be ordered by, and how. */
	static final Map<String, String> ORDERS = Map.of("nom", "name collate french", "role", "role", "etat", "state",
			"connexion", "last_sign_in", "ecoles", "schools", "relances", "steps");

	private static final String EVERYBODY = """
			select a.id, false as invited, a.name, a.email, a.role,
				array(select academie from account_academie s where s.account_id = a.id order by academie) as academies,
				case when a.deactivated_at is null then 'ACTIF' else 'DESACTIVE' end as state,
				c.last_at at time zone 'Europe/Paris' as last_sign_in,
				(select count(*) from pursuit p where p.owner = a.id) as schools,
				(select count(*) from follow_up f where f.owner = a.id and f.closed_at is null) as steps
			from account a left join sign_in c on c.account_id = a.id
			union all
			select i.id, true, i.name, i.email, i.role, i.academies,
				case when i.expires_at > :now then 'INVITE' else 'EXPIRE' end, null, 0, 0
			from account_invitation i
			where i.accepted_at is null and i.withdrawn_at is null
				and not exists (select from account a where a.email = i.email)
			""";

	private static final String WANTED = """
			where (:q::text is null or fold(name) like '%' || fold(:q) || '%' or email like '%' || lower(:q) || '%')
				and (:role::text is null or role = :role) and (:state::text is null or state = :state)
				and (:academie::text is null or :academie = any (academies))
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	People(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	long count(PeopleFilter filter) {
		return wanted("select count(*) from (" + EVERYBODY + ") p " + WANTED, filter).query(Long.class).single();
	}

	List<Person> list(PeopleFilter filter, Sorting sorting, PageRequest page) {
		String order = ORDERS.get(sorting.column()) + (sorting.descending() ? " desc nulls last" : " nulls first");
		return wanted("select p.*, array_to_string(p.academies, ',') as served from (" + EVERYBODY + ") p " + WANTED
				+ " order by " + order + ", name collate french, id limit :size offset :offset", filter)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Person.class)
			.list();
	}

	/**
	 * One account, as it is.
	 * @throws NotFoundException for an unknown id
	 */
	Kept require(UUID id) {
		return this.jdbc
			.sql("""
					select a.id, a.name, a.email, a.role, a.version,
						(select string_agg(departement, ',') from account_departement d where d.account_id = a.id) as departements,
						(select string_agg(academie, ',') from account_academie s where s.account_id = a.id) as served,
						a.created_at at time zone 'Europe/Paris' as since,
						a.deactivated_at at time zone 'Europe/Paris' as deactivated_at,
						c.last_at at time zone 'Europe/Paris' as last_sign_in,
						(select count(*) from pursuit p where p.owner = a.id) as schools,
						(select count(*) from follow_up f where f.owner = a.id and f.closed_at is null) as steps
					from account a left join sign_in c on c.account_id = a.id where a.id = ?""")
			.param(id)
			.query(Kept.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("account " + id));
	}

	/** What was decided of an account, the last first. */
	List<Decision> decisions(UUID account) {
		return this.jdbc.sql("""
				select c.kind, c.from_role, array_to_string(c.from_academies, ',') as from_served, c.to_role,
					array_to_string(c.to_academies, ',') as to_served, c.reason,
					c.changed_at at time zone 'Europe/Paris' as at, a.name as by
				from account_change c join account a on a.id = c.changed_by
				where c.account_id = ? order by c.changed_at desc, c.id limit 200""")
			.param(account)
			.query(Decision.class)
			.list();
	}

	/** Whom schools and next steps can be handed to. */
	List<Successor> successors(UUID of) {
		return this.jdbc.sql("""
				select id, name from account where role <> 'AMBASSADOR' and deactivated_at is null and id <> ?
				order by name collate french, id""").param(of).query(Successor.class).list();
	}

	private JdbcClient.StatementSpec wanted(String sql, PeopleFilter filter) {
		return this.jdbc.sql(sql)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("q", filter.escaped(), Types.VARCHAR)
			.param("role", filter.role(), Types.VARCHAR)
			.param("state", filter.etat(), Types.VARCHAR)
			.param("academie", filter.academie(), Types.VARCHAR);
	}

	/** Where someone stands. */
	enum State {

		INVITE, EXPIRE, ACTIF, DESACTIVE;

		/** The class of its badge. */
		String badge() {
			return switch (this) {
				case INVITE -> "fr-badge--info";
				case EXPIRE -> "fr-badge--warning";
				case ACTIF -> "fr-badge--success";
				case DESACTIVE -> "";
			};
		}

	}

	/**
	 * @param served the codes of académies, as {@link AcademieNames} reads them
	 * @param invited whether there is but an invitation, which the id is then of
	 * @param lastSignIn in Paris
	 * @param schools how many they lead
	 * @param steps how many next steps they have to do
	 */
	record Person(UUID id, boolean invited, String name, String email, Role role, String served, State state,
			@Nullable LocalDateTime lastSignIn, long schools, long steps) {

		public String link() {
			return (this.invited ? "/comptes/invitations/" : "/comptes/") + this.id;
		}

		public String badge() {
			return this.state.badge();
		}

	}

	/**
	 * @param since in Paris, as all of them
	 */
	record Kept(UUID id, String name, String email, Role role, int version, @Nullable String departements,
			@Nullable String served, LocalDateTime since, @Nullable LocalDateTime deactivatedAt,
			@Nullable LocalDateTime lastSignIn, long schools, long steps) {

		public boolean isActive() {
			return this.deactivatedAt == null;
		}

		public boolean isOwner() {
			return this.schools + this.steps > 0;
		}

	}

	record Decision(String kind, @Nullable Role fromRole, String fromServed, @Nullable Role toRole, String toServed,
			@Nullable String reason, LocalDateTime at, String by) {
	}

	record Successor(UUID id, String name) {
	}

}
