package fr.dossiersco.outreach.contact;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** All that is known of one person, in two statements. */
@Component
class ContactRecords {

	/** The law leaves a month to tell people that we keep data on them. */
	private static final int MONTHS_TO_INFORM = 1;

	private static final RowMapper<HeldPost> heldPosts = new SimplePropertyRowMapper<>(HeldPost.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	ContactRecords(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	Person require(UUID id, CurrentAccount reader) {
		return find(id, reader).orElseThrow(() -> new NotFoundException("contact " + id));
	}

	/** Someone whom the reader may also change. */
	Person requireEditable(UUID id, CurrentAccount reader) {
		Person person = require(id, reader);
		if (!person.editable()) {
			throw new AccessDeniedException("This person also has a post outside the territory");
		}
		return person;
	}

	Optional<Person> find(UUID id, CurrentAccount reader) {
		List<HeldPost> posts = this.jdbc.sql("""
				select p.id, p.uai, p.organisation_id as organisation, coalesce(e.name, g.name) as place, e.town,
					a.name as academie, p.profile, p.title, p.started_on, p.ended_on,
					p.ended_on is null or p.ended_on >= :today as held, p.main
				from post p
				left join establishment e on e.uai = p.uai
				left join organisation g on g.id = p.organisation_id
				left join academie a on a.code = p.academie
				where p.contact_id = :id
				order by p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id""")
			.param("id", id)
			.param("today", LocalDate.now(this.clock.withZone(ContactBook.PARIS)))
			.query(heldPosts)
			.list();
		return this.jdbc
			.sql("""
					select c.*, creator.name as creator, o.declared_at, o.reason, declarer.name as declarer,
						array(select number from contact_phone n where n.contact_id = c.id order by position) as numbers,
						array(select coalesce(label, '') from contact_phone n where n.contact_id = c.id order by position) as labels,
						array(select address from contact_email m where m.contact_id = c.id order by position) as addresses
					from contact c
					join account creator on creator.id = c.created_by
					left join opposition o on o.contact_id = c.id and o.lifted_at is null
					left join account declarer on declarer.id = o.declared_by
					where c.id = ?""")
			.param(id)
			.query((row, number) -> person(row, posts, reader))
			.optional();
	}

	private Person person(ResultSet row, List<HeldPost> posts, CurrentAccount reader) throws SQLException {
		List<String> numbers = strings(row.getArray("numbers"));
		List<String> labels = strings(row.getArray("labels"));
		List<NumberShown> phones = new ArrayList<>();
		for (int i = 0; i < numbers.size(); i++) {
			String label = labels.get(i);
			phones.add(new NumberShown(new PhoneNumber(numbers.get(i)), label.isEmpty() ? null : label));
		}
		OffsetDateTime declaredAt = row.getObject("declared_at", OffsetDateTime.class);
		OppositionShown opposition = (declaredAt != null)
				? new OppositionShown(day(declaredAt), row.getString("reason"), row.getString("declarer")) : null;
		LocalDate createdOn = day(row.getObject("created_at", OffsetDateTime.class));
		LocalDate informedOn = row.getObject("informed_on", LocalDate.class);
		LocalDate informBefore = createdOn.plusMonths(MONTHS_TO_INFORM);
		List<String> academies = strings(row.getArray("academies"));
		boolean editable = reader.isTeam() || (!academies.isEmpty() && reader.academies().containsAll(academies));
		return new Person(row.getObject("id", UUID.class), row.getString("given_name"), row.getString("family_name"),
				posts, phones, strings(row.getArray("addresses")), row.getString("notes"), row.getString("source"),
				informedOn, (informedOn == null) ? informBefore : null,
				informedOn == null && informBefore.isBefore(LocalDate.now(this.clock.withZone(ContactBook.PARIS))),
				createdOn, row.getString("creator"), opposition, editable, reader.isTeam(),
				attitude(row.getString("attitude")), row.getInt("version"));
	}

	private static @Nullable Attitude attitude(@Nullable String name) {
		return (name != null) ? Attitude.valueOf(name) : null;
	}

	private static LocalDate day(OffsetDateTime instant) {
		return instant.atZoneSameInstant(ContactBook.PARIS).toLocalDate();
	}

	private static List<String> strings(Array array) throws SQLException {
		return Arrays.asList((String[]) Objects.requireNonNull(array.getArray()));
	}

	/**
	 * The person as their page shows them.
	 *
	 * @param informBefore the day by which the person must be told, null once told
	 * @param editable whether the reader may change it: an ambassador may not when some
	 * post lies outside their académies
	 * @param removable whether the reader may ask for its deletion
	 * @param attitude as it was noted last
	 */
	record Person(UUID id, @Nullable String givenName, String familyName, List<HeldPost> posts,
			List<NumberShown> phones, List<String> emails, @Nullable String notes, String source,
			@Nullable LocalDate informedOn, @Nullable LocalDate informBefore, boolean informLate, LocalDate createdOn,
			String createdBy, @Nullable OppositionShown opposition, boolean editable, boolean removable,
			@Nullable Attitude attitude, int version) {

		public String name() {
			return (this.givenName != null) ? this.givenName + " " + this.familyName : this.familyName;
		}

		/** Whether we know a number or an address. */
		public boolean isReachable() {
			return !this.phones.isEmpty() || !this.emails.isEmpty();
		}

		public List<HeldPost> heldPosts() {
			return this.posts.stream().filter(HeldPost::held).toList();
		}

		/** Whether there is one to choose that the person is known by. */
		public boolean isHoldingSeveral() {
			return heldPosts().size() > 1;
		}

		public List<HeldPost> pastPosts() {
			return this.posts.stream().filter((post) -> !post.held()).toList();
		}

	}

	/**
	 * A post as shown.
	 *
	 * @param academie the name of its académie
	 * @param held whether it still is
	 * @param main whether the person is known by it rather than by the others
	 */
	record HeldPost(UUID id, @Nullable String uai, @Nullable UUID organisation, String place, @Nullable String town,
			@Nullable String academie, @Nullable ContactProfile profile, @Nullable String title,
			@Nullable LocalDate startedOn, @Nullable LocalDate endedOn, boolean held, boolean main) {
	}

	/** A number as shown. */
	record NumberShown(PhoneNumber number, @Nullable String label) {
	}

	/** Who noted that the person is not to be contacted, when and why. */
	record OppositionShown(LocalDate since, String reason, String by) {
	}

}
