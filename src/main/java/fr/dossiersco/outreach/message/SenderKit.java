package fr.dossiersco.outreach.message;

import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

/**
 * What a sender has of their own for a message: their words, and the link by which its
 * visits are counted. A bean of a higher floor keeps both.
 */
public interface SenderKit {

	/** The sender's own words, fields and all, where they have some. */
	Optional<Wording> wording(UUID template, CurrentAccount me);

	/** The address that is put in the place of {@code {{lien.suivi}}}. */
	String link(UUID template, MessageChannel channel, CurrentAccount me);

	/**
	 * A message in somebody's words.
	 *
	 * @param subject null where there is none
	 */
	record Wording(@Nullable String subject, String body) {
	}

}
