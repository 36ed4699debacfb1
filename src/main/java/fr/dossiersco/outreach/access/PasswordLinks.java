package fr.dossiersco.outreach.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.access.MailedLinks.Owner;
import fr.dossiersco.outreach.access.MailedLinks.Purpose;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.LinkThrottle;
import fr.dossiersco.outreach.account.PasswordChoice;
import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.SecretLink;
import fr.dossiersco.outreach.web.SiteAddress;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links by which to choose a new password, for whoever forgot theirs and asks, or has a
 * coordinator ask. Once it is chosen, a mail tells the owner, who may not have been the
 * one.
 */
@Component
class PasswordLinks {

	static final String PAGE = "/connexion/mot-de-passe";

	/** For whoever waits in front of their letter box. */
	private static final Duration LIFE = Duration.ofHours(1);

	/** For whoever does not know yet that a coordinator has it sent. */
	private static final Duration LIFE_OF_OFFER = Duration.ofHours(24);

	private final MailedLinks links;

	private final PasswordChoice passwords;

	private final LinkThrottle throttle;

	private final Outbox outbox;

	private final SiteAddress site;

	private final MessageSource messages;

	private final TransactionTemplate transactions;

	private final Clock clock;

	PasswordLinks(MailedLinks links, PasswordChoice passwords, LinkThrottle throttle, Outbox outbox, SiteAddress site,
			MessageSource messages, TransactionTemplate transactions, Clock clock) {
		this.links = links;
		this.passwords = passwords;
		this.throttle = throttle;
		this.outbox = outbox;
		this.site = site;
		this.messages = messages;
		this.transactions = transactions;
		this.clock = clock;
	}

	/** Sends a link if the address has an account, and tells nobody whether it has. */
	void ask(String email) {
		Acting.asSystem(() -> this.transactions.executeWithoutResult((status) -> this.links.owner(email)
			.filter((owner) -> this.throttle.mayWriteTo(owner.email()))
			.ifPresent((owner) -> {
				Instant expiry = this.clock.instant().plus(LIFE);
				send(owner, this.links.create(owner.id(), Purpose.MOT_DE_PASSE, expiry), expiry,
						"access.password.mail.asked", true);
			})));
	}

	/**
	 * Sends a link in the name of a coordinator. Where no mail server takes it away they
	 * can hand it on; that they had it sent, and that a password was chosen, is in the
	 * account's history.
	 * @return false when the account is closed
	 */
	boolean offer(UUID account, CurrentAccount by) {
		Owner owner = Acting.asSystem(() -> this.links.owner(account)).orElse(null);
		if (owner == null) {
			return false;
		}
		// Links are the system's alone, the mail is the coordinator's own. A link without
		// its mail, should the program stop in between, opens nothing: nobody has it.
		Instant expiry = this.clock.instant().plus(LIFE_OF_OFFER);
		SecretLink link = Acting.asSystem(() -> this.links.create(owner.id(), Purpose.MOT_DE_PASSE, expiry));
		this.transactions.executeWithoutResult((status) -> {
			send(owner, link, expiry, "access.password.mail.offered", false);
			this.passwords.offered(account, by);
		});
		return true;
	}

	/** Whom a link is for; empty when it is good for nothing (any more). */
	Optional<Owner> open(SecretLink link) {
		return Acting.asSystem(() -> this.links.find(link, Purpose.MOT_DE_PASSE));
	}

	/**
	 * Chooses the password. The account's other links end with its old password.
	 * @return false when the link is good for nothing (any more)
	 */
	boolean choose(SecretLink link, String password) {
		return Boolean.TRUE.equals(Acting.asSystem(
				() -> this.transactions.execute((status) -> this.links.use(link, Purpose.MOT_DE_PASSE).map((owner) -> {
					this.links.endAll(owner.id());
					tell(owner);
					return this.passwords.choose(owner.id(), password);
				}).orElse(false))));
	}

	private void send(Owner owner, SecretLink link, Instant expiry, String how, boolean confidential) {
		String text = message("access.password.mail.text", owner.name(), message(how),
				this.site.link(PAGE + "/" + link.token()), MailedLinks.moment(expiry));
		this.outbox.put(new Letter(owner.email(), owner.name(), message("access.password.mail.subject"), text, null,
				"password", null, expiry, confidential));
	}

	private void tell(Owner owner) {
		this.outbox.put(Letter.plain(owner.email(), owner.name(), message("access.password.changed.subject"),
				message("access.password.changed.text", owner.name(), this.site.link(PAGE)), "password"));
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

}
