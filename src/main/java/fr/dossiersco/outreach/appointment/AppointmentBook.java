package fr.dossiersco.outreach.appointment;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Offers as they stand, and calls with an hour. */
@Component
class AppointmentBook {

	/**
	 * The next step is what counts: whoever moves or closes it need not know of offers.
	 */
	private static final String STANDING = """
			case when a.status = 'RETIRE' then 'RETIRE'
				when f.closure = 'FAIT' then 'FAIT'
				when a.status = 'AUTRE' and f.closed_at is null then 'AUTRE'
				when a.status = 'ACCEPTE' and (f.closed_at is not null or f.starts_at is null) then 'ANNULE'
				when a.status = 'ACCEPTE' and f.starts_at <> a.starts_at then 'DEPLACE'
				when a.status = 'ACCEPTE' then 'CONVENU'
				when f.closed_at is not null then 'RETIRE'
				when a.expires_at <= :now then 'SANS_REPONSE'
				else 'ATTENTE' end""";

	private static final String CALL = """
			f.id as follow_up, f.version, f.uai, f.academie, f.contact_id, f.starts_at, f.closed_at is not null as closed, f.agreed, f.note,
				f.owner, o.name as owner_name, o.email as owner_email, e.name as school, e.town, e.departement, c.profile,
				nullif(concat_ws(' ', c.given_name, c.family_name), '') as person, coalesce(c.opposed, false) as opposed,
				(select address from contact_email m where m.contact_id = c.id order by position limit 1) as email""";

	private static final String WITH = """
			 join account o on o.id = f.owner
				left join establishment e on e.uai = f.uai
				left join contact c on c.id = f.contact_id
			""";

	private static final String CALLS = "select " + CALL + " from follow_up f" + WITH;

	private static final String OFFERS = "select * from (select a.id, a.offered, a.offered_at, a.offered_by, a.starts_at as agreed_at, a.wish, "
			+ STANDING + " as standing, " + CALL + " from appointment a join follow_up f on f.id = a.follow_up_id"
			+ WITH + ") s";

	/** Those that one has to know of, the ones to be dealt with first. */
	private static final String MINE = " where (s.offered_by = :me or s.owner = :me)";

	private static final String FIRST_TO_DO = " order by s.standing in ('AUTRE', 'DEPLACE', 'ANNULE') desc, s.offered_at desc, s.id";

	private static final Duration AHEAD = Duration.ofDays(7);

	private final JdbcClient jdbc;

	private final Clock clock;

	AppointmentBook(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A next step with all that an offer or an invitation says of it. */
	Optional<Call> call(UUID followUp) {
		return this.jdbc.sql(CALLS + " where f.id = :id")
			.param("id", followUp)
			.query((row, number) -> call(row))
			.optional();
	}

	/** The calls of an account that have an hour, from a moment on. */
	List<Call> callsOf(UUID owner, Instant from) {
		return this.jdbc.sql(CALLS
				+ " where f.owner = :owner and f.closed_at is null and f.starts_at > :from order by f.starts_at, f.id limit 1000")
			.param("owner", owner)
			.param("from", Timestamp.from(from))
			.query((row, number) -> call(row))
			.list();
	}

	Optional<Offer> find(UUID id) {
		return offers(" where s.id = :id", Map.of("id", id)).stream().findFirst();
	}

	/** The offer that stands for a next step. */
	Optional<Offer> standing(UUID followUp) {
		return offers(" where s.follow_up = :followUp and s.standing <> 'RETIRE'", Map.of("followUp", followUp))
			.stream()
			.findFirst();
	}

	/** One's own, those to be dealt with first, then the newest. */
	List<Offer> of(CurrentAccount me, @Nullable Part part, PageRequest page) {
		return offers(MINE + condition(part) + FIRST_TO_DO + " limit :size offset :offset",
				Map.of("me", me.id(), "size", page.size(), "offset", page.offset()));
	}

	/** All one's own, one after the other. To be called in a transaction. */
	Stream<Offer> all(CurrentAccount me, @Nullable Part part) {
		return Cursor.over(asked(MINE + condition(part) + FIRST_TO_DO, Map.of("me", me.id())), AppointmentBook::offer);
	}

	/** What somebody has to know of at the start of their day: at most ten. */
	List<Offer> ahead(CurrentAccount me) {
		Instant now = this.clock.instant();
		return offers(MINE
				+ " and (s.standing in ('AUTRE', 'DEPLACE', 'ANNULE') or (s.standing = 'CONVENU' and s.starts_at between :now and :soon))"
				+ " order by s.standing = 'CONVENU', s.starts_at, s.id limit 10",
				Map.of("me", me.id(), "soon", now.plus(AHEAD).atOffset(ZoneOffset.UTC)));
	}

	long count(CurrentAccount me, @Nullable Part part) {
		return this.jdbc.sql("select count(*) from (" + OFFERS + MINE + condition(part) + ") n")
			.param("me", me.id())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.query(Long.class)
			.single();
	}

	private static String condition(@Nullable Part part) {
		return (part != null) ? " and s.standing in " + part.standings : "";
	}

	private List<Offer> offers(String condition, Map<String, Object> values) {
		return asked(condition, values).query(AppointmentBook::offer).list();
	}

	private JdbcClient.StatementSpec asked(String condition, Map<String, Object> values) {
		return this.jdbc.sql(OFFERS + condition)
			.params(values)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC));
	}

	private static Offer offer(ResultSet row, int number) throws SQLException {
		return new Offer(row.getObject("id", UUID.class), offered(row.getArray("offered")),
				row.getTimestamp("offered_at").toInstant(), instant(row, "agreed_at"), row.getString("wish"),
				Standing.valueOf(row.getString("standing")), call(row));
	}

	private static List<Instant> offered(Array array) throws SQLException {
		return Arrays.stream((Timestamp[]) array.getArray()).map(Timestamp::toInstant).toList();
	}

	private static Call call(ResultSet row) throws SQLException {
		String profile = row.getString("profile");
		return new Call(row.getObject("follow_up", UUID.class), row.getInt("version"), row.getString("uai"),
				row.getObject("contact_id", UUID.class), row.getString("academie"), row.getString("departement"),
				instant(row, "starts_at"), row.getBoolean("closed"), row.getBoolean("agreed"), row.getString("note"),
				row.getObject("owner", UUID.class), row.getString("owner_name"), row.getString("owner_email"),
				row.getString("school"), row.getString("town"), row.getString("person"),
				(profile != null) ? ContactProfile.valueOf(profile) : null, row.getBoolean("opposed"),
				row.getString("email"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp at = row.getTimestamp(column);
		return (at != null) ? at.toInstant() : null;
	}

	/** The parts in which one looks through offers. */
	enum Part {

		TRAITER("('AUTRE', 'DEPLACE', 'ANNULE')"), ATTENTE("('ATTENTE')"), VENIR("('CONVENU')");

		private final String standings;

		Part(String standings) {
			this.standings = standings;
		}

	}

	/**
	 * A next step, as an offer or an invitation shows it.
	 *
	 * @param version grows with each change
	 * @param departement that of the school
	 * @param startsAt null without an hour
	 * @param agreed whether the contact agreed to it
	 * @param school its name, null outside schools
	 * @param person their name, null when nobody is known
	 * @param email where the person is written to
	 */
	record Call(UUID followUp, int version, @Nullable String uai, @Nullable UUID contact, @Nullable String academie,
			@Nullable String departement, @Nullable Instant startsAt, boolean closed, boolean agreed,
			@Nullable String note, UUID owner, String ownerName, String ownerEmail, @Nullable String school,
			@Nullable String town, @Nullable String person, @Nullable ContactProfile profile, boolean opposed,
			@Nullable String email) {

		Whom whom() {
			return new Whom(this.uai, this.contact, this.departement, this.academie,
					this.profile == ContactProfile.TEACHER);
		}

		/** The school, else the person. */
		public String title() {
			return (this.school != null) ? this.school : String.valueOf(this.person);
		}

	}

	/**
	 * An offer.
	 *
	 * @param agreedAt what the contact agreed to last, null when they never did
	 * @param wish what they asked for instead
	 */
	record Offer(UUID id, List<Instant> offered, Instant offeredAt, @Nullable Instant agreedAt, @Nullable String wish,
			Standing standing, Call call) {
	}

}
