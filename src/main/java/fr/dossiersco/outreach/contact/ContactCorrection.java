package fr.dossiersco.outreach.contact;

import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes people, one transaction each. Someone out of sight is not found; someone seen
 * who also has a post elsewhere is not theirs to change.
 */
@Component
class ContactCorrection {

	private final ContactRepository contacts;

	ContactCorrection(ContactRepository contacts) {
		this.contacts = contacts;
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

	@Transactional
	void takeUp(UUID id, Post post, CurrentAccount me) {
		require(id, me).takeUp(post);
	}

	@Transactional
	void leave(UUID id, UUID post, java.time.LocalDate lastDay, CurrentAccount me) {
		require(id, me).posts()
			.stream()
			.filter((held) -> held.id().equals(post))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("post " + post))
			.leave(lastDay);
	}

	private Contact require(UUID id, CurrentAccount me) {
		Contact contact = this.contacts.findById(id).orElseThrow(() -> new NotFoundException("contact " + id));
		if (!contact.isWithin(me)) {
			throw new AccessDeniedException("This person also has a post outside the territory");
		}
		return contact;
	}

}
