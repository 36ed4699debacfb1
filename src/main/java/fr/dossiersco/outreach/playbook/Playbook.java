package fr.dossiersco.outreach.playbook;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The arguments and the objections, those of a profile first. */
@Component
public class Playbook {

	private final JdbcClient jdbc;

	private final Clock clock;

	Playbook(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * @param profile null for the usual order
	 */
	public List<Argument> arguments(@Nullable ContactProfile profile) {
		return this.jdbc.sql("""
				select id, title, pitch, caution, coalesce(:profile = any (profiles), false) as fitting
				from argument order by fitting desc, position""")
			.param("profile", name(profile), Types.VARCHAR)
			.query(Argument.class)
			.list();
	}

	/**
	 * @param profile null for the usual order
	 */
	public List<Objection> objections(@Nullable ContactProfile profile) {
		return this.jdbc
			.sql("""
					select o.id, o.label, o.verbatim, a.text as answer, a.proof, coalesce(:profile = any (o.profiles), false) as fitting
					from objection o left join lateral (select text, proof from objection_answer
						where objection_id = o.id and retired_at is null order by position, id limit 1) a on true
					where o.merged_into is null
					order by fitting desc, o.position, o.created_at, o.id""")
			.param("profile", name(profile), Types.VARCHAR)
			.query(Objection.class)
			.list();
	}

	/**
	 * Writes down an objection heard for the first time, without an answer yet.
	 * @return its id, or that of the same words written before
	 */
	public UUID heard(String label, CurrentAccount by) {
		this.jdbc.sql("""
				insert into objection (id, label, created_at, created_by) values (:id, :label, :now, :me)
				on conflict do nothing""")
			.param("id", UUID.randomUUID())
			.param("label", label)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.update();
		return this.jdbc.sql("select id from objection where fold(label) = fold(:label)")
			.param("label", label)
			.query(UUID.class)
			.single();
	}

	private static @Nullable String name(@Nullable ContactProfile profile) {
		return (profile != null) ? profile.name() : null;
	}

}
