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
					left join lateral (select n.* from objection_answer n join objection m on m.id = n.objection_id
						where (m.id = o.id or m.merged_into = o.id) and n.retired_at is null
						order by m.id <> o.id, n.position, n.id limit 3) a on true
				where o.merged_into is null
				order by fitting desc, o.position, o.created_at, o.id, a.objection_id <> o.id, a.position, a.id""")
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

	/** Every answer ever written to an objection, those still given first. */
	List<AnswerWritten> answersTo(UUID objection) {
		return this.jdbc
			.sql("""
					select a.id, a.objection_id as objection, a.text, a.proof, a.proof_link, a.retired_at is not null as retired
					from objection_answer a join objection o on o.id = a.objection_id
					where o.id = :id or o.merged_into = :id
					order by retired, o.id <> :id, a.position, a.id""")
			.param("id", objection)
			.query(AnswerWritten.class)
			.list();
	}

	/** Of what an objection is the same in other words. */
	Optional<UUID> mergedInto(UUID objection) {
		return this.jdbc.sql("select merged_into from objection where id = ? and merged_into is not null")
			.param(objection)
			.query(UUID.class)
			.optional();
	}

	/** Those that were merged into an objection, without their answers. */
	List<Objection> mergedWith(UUID objection) {
		return this.jdbc
			.sql("select id, label, verbatim, false as fitting from objection where merged_into = ? order by label")
			.param(objection)
			.query((row, number) -> objection(row).apply(row.getObject("id", UUID.class)))
			.list();
	}

	/** What was tried, by aim, what worked first. */
	List<Experience> experiences() {
		return this.jdbc.sql("""
				select aim, verdict, label from experience
				order by array_position(array['ACQUISITION', 'ACTIVATION', 'RETENTION', 'RECOMMANDATION'], aim),
					array_position(array['A_MARCHE', 'A_ECHOUE', 'A_TESTER'], verdict), position""")
			.query(Experience.class)
			.list();
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
	 * @return its id, or that of the same words written before, or of what they were
	 * merged into
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
		return this.jdbc.sql("select coalesce(merged_into, id) from objection where fold(label) = fold(:label)")
			.param("label", label)
			.query(UUID.class)
			.single();
	}

	private static @Nullable String name(@Nullable ContactProfile profile) {
		return (profile != null) ? profile.name() : null;
	}

	/**
	 * An answer as the coordinator sees it.
	 *
	 * @param objection the one it was written for, which may be merged since
	 * @param retired whether it is given no more
	 */
	record AnswerWritten(UUID id, UUID objection, String text, @Nullable String proof, @Nullable String proofLink,
			boolean retired) {
	}

	/**
	 * Something that the team tried, or means to.
	 *
	 * @param aim what for
	 * @param verdict whether it worked
	 */
	record Experience(String aim, String verdict, String label) {
	}

}
