package fr.dossiersco.outreach.contact;

import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes people, one transaction each. Someone out of sight is not found; someone seen
 * who also has a post elsewhere is not theirs to change.
 */
@Component
public class ContactCorrection {

	private final ContactRepository contacts;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	ContactCorrection(ContactRepository contacts, JdbcClient jdbc, ApplicationEventPublisher events) {
		this.contacts = contacts;
		this.jdbc = jdbc;
		this.events = events;
	}

	/** What the form starts from, all read. */
	@Transactional(readOnly = true)
	ContactForm read(UUID id, @Nullable String departement, CurrentAccount me) {
		return ContactForm.of(require(id, me), departement);
	}

	/**
	 * Writes what was typed over the version that was shown.
	 * @throws ObjectOptimisticLockingFailureException if someone wrote meanwhile
	 */
	@Transactional
	void correct(UUID id, int version, ContactDetails details, CurrentAccount me) {
		Contact contact = require(id, me);
		if (contact.version() != version) {
			throw new ObjectOptimisticLockingFailureException(Contact.class, id);
		}
		contact.correct(details);
	}

	/**
	 * @throws PostRepeatedException when the person holds that post on some of these days
	 */
	@Transactional
	void takeUp(UUID id, Post post, CurrentAccount me) {
		require(id, me).takeUp(post);
	}

	/**
	 * @throws PostRepeatedException when the person holds that post on some of these days
	 */
	@Transactional
	void correct(UUID id, UUID post, PostForm form, CurrentAccount me) {
		require(id, me).correct(post, form.profile(), form.title(), form.startedOn(), form.endedOn());
	}

	/**
	 * Notes that someone left a post, and writes it at once.
	 * @param lastDay the last day there
	 * @param succeeded whether it is known who came: else somebody has to ask
	 * @throws DatesReversedException when the person came later
	 */
	@Transactional
	public void leave(UUID id, UUID post, LocalDate lastDay, boolean succeeded, CurrentAccount me) {
		Contact contact = require(id, me);
		Post left = contact.leave(post, lastDay);
		this.contacts.saveAndFlush(contact);
		this.events.publishEvent(new PostLeft(id, post, contact.name(), left.place().uai(), left.place().academie(),
				left.profile(), left.title(), lastDay, succeeded, me));
	}

	/**
	 * Notes that someone has not left a post after all, and writes it at once.
	 * @throws PostRepeatedException when they took it up again meanwhile
	 */
	@Transactional
	public void resume(UUID id, UUID post, CurrentAccount me) {
		Contact contact = require(id, me);
		contact.resume(post);
		this.contacts.saveAndFlush(contact);
		this.events.publishEvent(new PostResumed(post));
	}

	/** Of several posts held, the one that the person is known by. */
	@Transactional
	void putFirst(UUID id, UUID post, CurrentAccount me) {
		require(id, me).posts()
			.stream()
			.filter((held) -> held.id().equals(post))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("post " + post));
		this.jdbc.sql("update post set main = false where contact_id = ? and main").param(id).update();
		this.jdbc.sql("update post set main = true where id = ?").param(post).update();
	}

	private Contact require(UUID id, CurrentAccount me) {
		Contact contact = this.contacts.findById(id).orElseThrow(() -> new NotFoundException("contact " + id));
		if (!contact.isWithin(me)) {
			throw new AccessDeniedException("This person also has a post outside the territory");
		}
		return contact;
	}

}
