package fr.dossiersco.outreach.message;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The messages that other features may propose. One opens at
 * {@code /messages/{id}/apercu?contact=…}.
 */
@Component
public class MessageTemplates {

	private static final RowMapper<Choice> choices = new SimplePropertyRowMapper<>(Choice.class);

	private final JdbcClient jdbc;

	MessageTemplates(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Those that may be sent, in the order of their titles.
	 * @param channel null for all channels
	 * @param profile null for all; those for everyone fit any
	 */
	public List<Choice> usable(@Nullable MessageChannel channel, @Nullable ContactProfile profile) {
		return this.jdbc.sql("""
				select id, title, channel, false as retired from message_template
				where retired_at is null and (:channel::text is null or channel = :channel)
					and (:profile::text is null or profiles = '{}' or :profile = any (profiles))
				order by title collate french, id""")
			.param("channel", (channel != null) ? channel.name() : null, Types.VARCHAR)
			.param("profile", (profile != null) ? profile.name() : null, Types.VARCHAR)
			.query(choices)
			.list();
	}

	/** One of them, even if it is retired; empty when there is none. */
	public Optional<Choice> find(UUID id) {
		return this.jdbc
			.sql("select id, title, channel, retired_at is not null as retired from message_template where id = ?")
			.param(id)
			.query(choices)
			.optional();
	}

	/**
	 * A message to choose.
	 *
	 * @param retired whether it is sent no more
	 */
	public record Choice(UUID id, String title, MessageChannel channel, boolean retired) {
	}

}
