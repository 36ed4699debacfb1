package fr.dossiersco.outreach.message;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.message.LocalFigures.Figures;
import fr.dossiersco.outreach.message.MergeValues.Gap;
import fr.dossiersco.outreach.message.MergeValues.Values;
import fr.dossiersco.outreach.message.MessageText.Merged;
import fr.dossiersco.outreach.message.MessageText.Piece;
import fr.dossiersco.outreach.message.SenderKit.Wording;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.web.MailLink;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/**
 * Messages as they read somewhere, to nobody in particular: what a forum, a review or a
 * meeting is told, or a mail before one knows to whom.
 */
@Component
public class LocalMessages {

	private static final String TEXT = """
			select id, title, channel, profiles, subject, body, version, retired_at is not null as retired
			from message_template
			""";

	private final JdbcClient jdbc;

	private final LocalFigures figures;

	private final MergeValues values;

	LocalMessages(JdbcClient jdbc, LocalFigures figures, MergeValues values) {
		this.jdbc = jdbc;
		this.figures = figures;
		this.values = values;
	}

	/**
	 * Those that may be sent, by channel, then in the order of their titles.
	 * @param channel null for all channels
	 * @param profile null for all; those for everyone fit any
	 */
	public List<Text> usable(@Nullable MessageChannel channel, @Nullable ContactProfile profile) {
		return this.jdbc.sql(TEXT + """
				where retired_at is null and (:channel::text is null or channel = :channel)
					and (:profile::text is null or profiles = '{}' or :profile = any (profiles))
				order by array_position(:channels::text[], channel), title collate french, id""")
			.param("channel", (channel != null) ? channel.name() : null, Types.VARCHAR)
			.param("profile", (profile != null) ? profile.name() : null, Types.VARCHAR)
			.param("channels", Arrays.stream(MessageChannel.values()).map(Enum::name).toArray(String[]::new))
			.query((row, number) -> text(row))
			.list();
	}

	/** One of them, even if it is retired; empty when there is none. */
	public Optional<Text> find(UUID id) {
		return this.jdbc.sql(TEXT + "where id = ?").param(id).query((row, number) -> text(row)).optional();
	}

	/**
	 * A place and its figures, read once for all messages.
	 * @param departement null for nowhere yet
	 */
	public Place at(@Nullable Departement departement) {
		return new Place(departement, (departement != null)
				? this.figures.of(departement.academie(), departement.code()).orElse(Figures.NONE) : Figures.NONE);
	}

	/**
	 * The first of some départements where a collège signed up, in the order of their
	 * numbers; empty where none did.
	 */
	public Optional<String> firstWithFigures(Collection<String> departements) {
		return this.jdbc.sql("""
				select e.departement from establishment e
					join pursuit p on p.uai = e.uai
					join stage s on s.code = p.stage
				where e.departement = any (:codes::text[]) and e.kind = 'COLLEGE' and e.state <> 'FERME'
					and s.category <> 'A_PART' and s.position >= (select position from stage where code = 'INSCRIT')
				order by e.departement limit 1""")
			.param("codes", departements.toArray(String[]::new))
			.query(String.class)
			.optional();
	}

	/**
	 * Words with their fields filled in, as far as the place and the sender can.
	 * @param link the sender's own for that message, null when it is not made yet
	 */
	public LocalMessage merge(Wording words, Place place, @Nullable String link, CurrentAccount me) {
		Values known = this.values.at(place.departement(), place.figures(), me, link);
		MessageText subject = MessageText.parse(words.subject());
		MessageText body = MessageText.parse(words.body());
		Merged mergedSubject = subject.merge(known.known());
		Merged mergedBody = body.merge(known.known());
		Set<MergeField> missing = EnumSet.noneOf(MergeField.class);
		missing.addAll(mergedSubject.missing());
		missing.addAll(mergedBody.missing());
		Set<MergeField> fields = EnumSet.noneOf(MergeField.class);
		fields.addAll(subject.fields());
		fields.addAll(body.fields());
		return new LocalMessage((words.subject() != null) ? mergedSubject.text() : null, mergedBody.text(),
				mergedSubject.pieces(), mergedBody.pieces(), fields,
				missing.stream()
					.map((field) -> new Missing(field,
							known.gaps().getOrDefault(field, new Gap("message.gap.unseen", null)).reason()))
					.toList());
	}

	/** Names each fault of a text, and the word that hurts, under its field. */
	public void check(String field, @Nullable String text, Errors errors) {
		MessageForm.checkText(field, text, errors);
	}

	/** What a text is written with, in one way: see {@link MessageForm}. */
	public static @Nullable String storable(@Nullable String text) {
		return MessageForm.storable(text);
	}

	private static Text text(ResultSet row) throws SQLException {
		Array names = row.getArray("profiles");
		return new Text(row.getObject("id", UUID.class), row.getString("title"),
				MessageChannel.valueOf(row.getString("channel")),
				Arrays.stream((String[]) Objects.requireNonNull(names.getArray()))
					.map(ContactProfile::valueOf)
					.toList(),
				new Wording(row.getString("subject"), row.getString("body")), row.getInt("version"),
				row.getBoolean("retired"));
	}

	/**
	 * A message as the team wrote it.
	 *
	 * @param profiles whom it is for, none for everyone
	 * @param version grows with each change
	 * @param retired whether it is sent no more
	 */
	public record Text(UUID id, String title, MessageChannel channel, List<ContactProfile> profiles, Wording words,
			int version, boolean retired) {
	}

	/**
	 * Where a message is read.
	 *
	 * @param departement null for nowhere yet
	 */
	public record Place(@Nullable Departement departement, Figures figures) {
	}

	/**
	 * A message as it reads somewhere.
	 *
	 * @param subject null where there is none
	 * @param fields all that it has
	 * @param missing those that nothing fills in
	 */
	public record LocalMessage(@Nullable String subject, String body, List<Piece> subjectPieces, List<Piece> bodyPieces,
			Set<MergeField> fields, List<Missing> missing) {

		/** The longest address that every mail program opens. */
		public static final int LONGEST_LINK = PreviewController.PreviewPage.LONGEST_LINK;

		public boolean isComplete() {
			return this.missing.isEmpty();
		}

		/** Whether only a person, or their school, can fill it in. */
		public boolean isPersonal() {
			return this.missing.stream()
				.map(Missing::field)
				.anyMatch((field) -> field.group() == MergeField.Group.PERSONNE
						|| field.group() == MergeField.Group.LIEU);
		}

		/** Whether it tells figures that the place does not have. */
		public boolean isElsewhere() {
			return this.missing.stream().anyMatch((missing) -> missing.field().group() == MergeField.Group.CHIFFRES);
		}

		/** Whether it carries the sender's link. */
		public boolean isLinked() {
			return this.fields.contains(MergeField.LIEN_SUIVI);
		}

		/** Opens the mail program. */
		public String mail() {
			return MailLink.to("", Objects.requireNonNullElse(this.subject, ""), this.body);
		}

		/** The same for a text that is pasted. */
		public String mailWithoutBody() {
			return MailLink.to("", Objects.requireNonNullElse(this.subject, ""));
		}

		public boolean isTooLong() {
			return mail().length() > LONGEST_LINK;
		}

		public int longestLink() {
			return LONGEST_LINK;
		}

	}

	/**
	 * A field that nothing fills in.
	 *
	 * @param reason a message key
	 */
	public record Missing(MergeField field, String reason) {
	}

}
