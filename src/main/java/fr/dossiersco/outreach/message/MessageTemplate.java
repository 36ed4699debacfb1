package fr.dossiersco.outreach.message;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands, or as it stood.
 *
 * @param profiles whom it is for, none for everyone
 * @param subject null where there is none
 * @param retired whether it is sent no more
 * @param version grows with each change
 * @param changedBy who changed it last
 */
record MessageTemplate(UUID id, String title, MessageChannel channel, List<ContactProfile> profiles,
		@Nullable String subject, String body, boolean retired, int version, MessageChange change, Instant changedAt,
		String changedBy) {

	/** Where the team's days begin and end. */
	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** How much of a text a list shows. */
	private static final int LINE = 140;

	/** In Paris. */
	public LocalDateTime changedOn() {
		return LocalDateTime.ofInstant(this.changedAt, PARIS);
	}

	/** The first words. */
	public String beginning() {
		String line = this.body.replaceAll("\\s*\\R\\s*", " ");
		int end = (line.length() <= LINE) ? line.length() : Math.max(line.lastIndexOf(' ', LINE), 1);
		return (end == line.length()) ? line : line.substring(0, end) + "…";
	}

}
