package fr.dossiersco.outreach.playbook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.playbook.Objection.Answer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The arguments and the objections, those of a profile first. */
@Component
public class Playbook {

	private final JdbcClient jdbc;

	private final Markdown markdown;

	private final Clock clock;

	Playbook(JdbcClient jdbc, Markdown markdown, Clock clock) {
		this.jdbc = jdbc;
		this.markdown = markdown;
		this.clock = clock;
	}

	/**
	 * @param profile null for the usual order
	 */
	public List<Argument> arguments(@Nullable ContactProfile profile) {
		return this.jdbc
			.sql("""
					select id, title, pitch, caution, proof, proof_link, coalesce(:profile = any (profiles), false) as fitting
					from argument where retired_at is null order by fitting desc, position""")
			.param("profile", name(profile), Types.VARCHAR)
			.query(Argument.class)
			.list();
	}

	/**
	 * The objections, each with its few best answers.
	 * @param profile null for the usual order
	 */
	public List<Objection> objections(@Nullable ContactProfile profile) {
		Map<UUID, Objection> objections = new LinkedHashMap<>();
		this.jdbc.sql("""
				select o.id, o.label, o.verbatim, coalesce(:profile = any (o.profiles), false) as fitting,
					a.id as answer, a.text, a.proof, a.proof_link
				from objection o
					left join lateral (select * from objection_answer where objection_id = o.id and retired_at is null
						order by position, id limit 3) a on true
				where o.merged_into is null
				order by fitting desc, o.position, o.created_at, o.id, a.position, a.id""")
			.param("profile", name(profile), Types.VARCHAR)
			.query((RowCallbackHandler) (row) -> {
				Objection objection = objections.computeIfAbsent(row.getObject("id", UUID.class), objection(row));
				UUID answer = row.getObject("answer", UUID.class);
				if (answer != null) {
					objection.answers()
						.add(new Answer(answer, row.getString("text"), row.getString("proof"),
								row.getString("proof_link")));
				}
			});
		return List.copyOf(objections.values());
	}

	private static Function<UUID, Objection> objection(ResultSet row) throws SQLException {
		String label = row.getString("label");
		String verbatim = row.getString("verbatim");
		boolean fitting = row.getBoolean("fitting");
		return (id) -> new Objection(id, label, verbatim, new ArrayList<>(), fitting);
	}

	/** What to remember of a profile during a call, empty as long as it has no guide. */
	public Optional<GuideEssentials> essentials(ContactProfile profile) {
		return this.jdbc.sql("""
				select sensitivities, dos, donts, best_moments, usual_channel from profile_guide
				where profile = :profile order by number desc limit 1""")
			.param("profile", profile.name())
			.query((row, number) -> new GuideEssentials(this.markdown.html(row.getString("sensitivities")),
					this.markdown.html(row.getString("dos")), this.markdown.html(row.getString("donts")),
					this.markdown.html(row.getString("best_moments")),
					this.markdown.html(row.getString("usual_channel"))))
			.optional();
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
