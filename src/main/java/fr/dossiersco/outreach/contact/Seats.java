package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.contact.PlaceSearch.PlaceFound;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where people sit on the boards of schools: a federation's representative often does in
 * several, without working in any.
 */
@Component
class Seats {

	private static final RowMapper<SeatShown> shown = new SimplePropertyRowMapper<>(SeatShown.class);

	private static final String SEAT = """
			select s.id, s.contact_id as contact, concat_ws(' ', c.given_name, c.family_name) as person, s.uai, e.name as school,
				e.town, s.board, s.started_on, g.name as organisation, c.opposed, c.attitude
			from seat s
			join contact c on c.id = s.contact_id
			join establishment e on e.uai = s.uai
			left join lateral (select organisation_id from post p
				where p.contact_id = c.id and p.organisation_id is not null and (p.ended_on is null or p.ended_on >= :today)
				order by p.main desc, p.id limit 1) p on true
			left join organisation g on g.id = p.organisation_id
			""";

	private static final String ORDER = """
			 and (s.ended_on is null or s.ended_on >= :today)
			order by c.family_name collate french, c.id, e.name collate french, s.board, s.id limit 200""";

	private final JdbcClient jdbc;

	private final Clock clock;

	Seats(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	List<SeatShown> of(UUID contact) {
		return seats("where s.contact_id = :of", contact);
	}

	List<SeatShown> at(String uai) {
		return seats("where s.uai = :of", uai);
	}

	List<SeatShown> ofOrganisation(UUID organisation) {
		return seats("""
				where s.contact_id in (select contact_id from post
					where organisation_id = :of and (ended_on is null or ended_on >= :today))""", organisation);
	}

	private List<SeatShown> seats(String of, Object value) {
		return this.jdbc.sql(SEAT + of + ORDER).param("of", value).param("today", today()).query(shown).list();
	}

	/** Whether the person sits there already. */
	boolean isTaken(UUID contact, String uai, Board board) {
		return of(contact).stream().anyMatch((seat) -> seat.uai().equals(uai) && seat.board() == board);
	}

	void take(UUID contact, PlaceFound school, Board board, @Nullable LocalDate startedOn) {
		this.jdbc.sql("insert into seat (id, contact_id, uai, academie, board, started_on) values (?, ?, ?, ?, ?, ?)")
			.params(UUID.randomUUID(), contact)
			.param(school.uai())
			.param(school.academieCode())
			.param(board.name())
			.param(startedOn)
			.update();
	}

	/** The person sits there no more since today; one that never began goes away. */
	void leave(UUID contact, UUID seat) {
		if (!this.jdbc.sql("select exists (select from seat where id = ? and contact_id = ?)")
			.params(seat, contact)
			.query(Boolean.class)
			.single()) {
			throw new NotFoundException("seat " + seat);
		}
		this.jdbc.sql("delete from seat where id = :id and contact_id = :contact and started_on >= :today")
			.param("id", seat)
			.param("contact", contact)
			.param("today", today())
			.update();
		this.jdbc
			.sql("update seat set ended_on = :today - 1 where id = :id and contact_id = :contact and ended_on is null")
			.param("id", seat)
			.param("contact", contact)
			.param("today", today())
			.update();
	}

	private LocalDate today() {
		return LocalDate.now(this.clock.withZone(ContactBook.PARIS));
	}

	/**
	 * A seat held today.
	 *
	 * @param organisation the name of what the person represents
	 */
	record SeatShown(UUID id, UUID contact, String person, String uai, String school, @Nullable String town,
			Board board, @Nullable LocalDate startedOn, @Nullable String organisation, boolean opposed,
			@Nullable Attitude attitude) {
	}

}
