package fr.dossiersco.outreach.confirmation;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.confirmation.AnsweredMeanwhileException.Told;
import fr.dossiersco.outreach.contact.ContactCorrection;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import static java.util.Locale.FRENCH;

/**
 * Writes down answers, and takes them back. An answer counts for the post as it was seen:
 * of two at once, the second one is told what the first said and nothing is written.
 */
@Component
class Confirmations {

	private final JdbcClient jdbc;

	private final ContactCorrection correction;

	private final ContactRegistration registration;

	private final MessageSource messages;

	private final Clock clock;

	Confirmations(JdbcClient jdbc, ContactCorrection correction, ContactRegistration registration,
			MessageSource messages, Clock clock) {
		this.jdbc = jdbc;
		this.correction = correction;
		this.registration = registration;
		this.messages = messages;
		this.clock = clock;
	}

	/**
	 * The person is still there, or nobody can tell.
	 * @param revision what the post was at when its card was shown
	 * @return the id of the answer
	 * @throws AnsweredMeanwhileException when it is not at that any more
	 */
	@Transactional
	public UUID answer(UUID post, int revision, Answer answer, CurrentAccount me) {
		if (answer == Answer.PARTI) {
			throw new IllegalArgumentException("A departure has a last day");
		}
		Held held = take(post, revision, answer != Answer.INCONNU, me);
		return write(post, held, answer, null, null, me);
	}

	/**
	 * The person left.
	 * @param lastDay the last day there
	 * @param successor who came, null when nobody knows: then somebody has to ask
	 * @return the id of the answer
	 * @throws AnsweredMeanwhileException when the post is not at that revision any more
	 */
	@Transactional
	public UUID leave(UUID post, int revision, LocalDate lastDay, @Nullable NewContact successor, CurrentAccount me) {
		Held held = take(post, revision, true, me);
		UUID came = (successor != null && held.uai() != null) ? this.registration.register(successor, held.uai(),
				this.messages.getMessage("confirmation.source", new Object[] { me.name() }, FRENCH), me) : null;
		this.correction.leave(held.contact(), post, lastDay, came != null, me);
		return write(post, held, Answer.PARTI, lastDay, came, me);
	}

	/**
	 * Makes sure that the post is as it was seen, and that it stays so until the end of
	 * the transaction.
	 * @param counts whether the answer touches the post
	 */
	private Held take(UUID post, int revision, boolean counts, CurrentAccount me) {
		Held held = this.jdbc.sql("""
				select c.id as contact, p.uai from post p join contact c on c.id = p.contact_id
				where p.id = :post and (:team or c.academies <@ outreach_academies())""")
			.param("post", post)
			.param("team", me.isTeam())
			.query(Held.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("post " + post));
		int taken = this.jdbc.sql(
				"update post set revision = revision + :step where id = :post and revision = :seen and ended_on is null")
			.param("step", counts ? 1 : 0)
			.param("post", post)
			.param("seen", revision)
			.update();
		if (taken == 0) {
			throw new AnsweredMeanwhileException(lastTold(post).orElse(null));
		}
		return held;
	}

	/** What the post was touched by last, if that was an answer. */
	private Optional<Told> lastTold(UUID post) {
		return this.jdbc.sql("""
				select k.answered_by as by, a.name, k.answer, k.answered_at as at
				from post_confirmation k join post p on p.id = k.post_id join account a on a.id = k.answered_by
				where k.post_id = ? and k.undone_at is null and k.answer <> 'INCONNU' and k.revision = p.revision
				order by k.answered_at desc limit 1""")
			.param(post)
			.query((row, number) -> new Told(row.getObject("by", UUID.class), row.getString("name"),
					Answer.valueOf(row.getString("answer")), row.getObject("at", OffsetDateTime.class).toInstant()))
			.optional();
	}

	private UUID write(UUID post, Held held, Answer answer, @Nullable LocalDate lastDay, @Nullable UUID successor,
			CurrentAccount me) {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into post_confirmation (id, post_id, contact_id, answer, revision, answered_at, answered_by, last_day, replacement_id)
					select :id, p.id, :contact, :answer, p.revision, :now, :me, :lastDay, :successor from post p where p.id = :post""")
			.param("id", id)
			.param("contact", held.contact())
			.param("answer", answer.name())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", me.id())
			.param("lastDay", lastDay, Types.DATE)
			.param("successor", successor, Types.OTHER)
			.param("post", post)
			.update();
		return id;
	}

	/** The name of the person whom an answer is about. */
	@Transactional(readOnly = true)
	public String nameOf(UUID answer) {
		return this.jdbc.sql("""
				select concat_ws(' ', c.given_name, c.family_name)
				from post_confirmation k join contact c on c.id = k.contact_id where k.id = ?""")
			.param(answer)
			.query(String.class)
			.single();
	}

	/**
	 * Takes an answer back: one's own, or anybody's for a coordinator.
	 * @throws NotFoundException when there is none, or it was taken back
	 * @throws TouchedSinceException when the post was touched since
	 */
	@Transactional
	public Undone undo(UUID id, CurrentAccount me) {
		Given given = this.jdbc
			.sql("""
					select k.post_id as post, k.contact_id as contact, k.answer, k.replacement_id as successor,
						concat_ws(' ', c.given_name, c.family_name) as name,
						(select concat_ws(' ', s.given_name, s.family_name) from contact s where s.id = k.replacement_id) as successor_name
					from post_confirmation k join contact c on c.id = k.contact_id
					where k.id = :id and k.undone_at is null and (:anyones or k.answered_by = :me)""")
			.param("id", id)
			.param("anyones", me.isCoordinator())
			.param("me", me.id())
			.query(Given.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("answer " + id));
		int taken = this.jdbc
			.sql("""
					update post p set revision = p.revision + case when k.answer = 'INCONNU' then 0 else 1 end
					from post_confirmation k where k.id = ? and p.id = k.post_id and p.revision = k.revision and k.undone_at is null""")
			.param(id)
			.update();
		if (taken == 0) {
			throw new TouchedSinceException();
		}
		UUID post = Objects.requireNonNull(given.post());
		boolean stays = false;
		if (given.answer() == Answer.PARTI) {
			this.correction.resume(given.contact(), post, me);
			stays = given.successor() != null && !this.registration.takeBack(given.successor());
		}
		this.jdbc.sql("update post_confirmation set undone_at = ?, undone_by = ? where id = ? and undone_at is null")
			.params(this.clock.instant().atOffset(ZoneOffset.UTC), me.id(), id)
			.update();
		return new Undone(given.name(), stays ? given.successorName() : null);
	}

	private record Held(UUID contact, @Nullable String uai) {
	}

	private record Given(@Nullable UUID post, UUID contact, Answer answer, @Nullable UUID successor, String name,
			@Nullable String successorName) {
	}

	/**
	 * @param name whose post it is
	 * @param successor who stays although the departure was taken back, since somebody
	 * noted more about them
	 */
	record Undone(String name, @Nullable String successor) {
	}

}
