package fr.dossiersco.outreach.access;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

import fr.dossiersco.outreach.access.MailedLinks.Owner;
import fr.dossiersco.outreach.access.MailedLinks.Purpose;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.LinkThrottle;
import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.SecretLink;
import fr.dossiersco.outreach.web.SiteAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing in by a link in a mail. Whoever asks is told the same whether the address is
 * known, unknown, of someone who has left, or was written to too often. The few
 * milliseconds that writing the mail takes do not tell either: nobody may ask often
 * enough for them to show.
 */
@Component
class SignInLinks implements OneTimeTokenService, OneTimeTokenGenerationSuccessHandler {

	static final String PAGE = "/connexion/lien";

	private final MailedLinks links;

	private final LinkThrottle throttle;

	private final Outbox outbox;

	private final SiteAddress site;

	private final MessageSource messages;

	private final TransactionTemplate transactions;

	private final Clock clock;

	SignInLinks(MailedLinks links, LinkThrottle throttle, Outbox outbox, SiteAddress site, MessageSource messages,
			TransactionTemplate transactions, Clock clock) {
		this.links = links;
		this.throttle = throttle;
		this.outbox = outbox;
		this.site = site;
		this.messages = messages;
		this.transactions = transactions;
		this.clock = clock;
	}

	/** What it gives back opens nothing: the link is in the mail alone. */
	@Override
	public OneTimeToken generate(GenerateOneTimeTokenRequest asked) {
		Instant expiry = this.clock.instant().plus(asked.getExpiresIn());
		Acting.asSystem(() -> this.transactions.executeWithoutResult((status) -> this.links.owner(asked.getUsername())
			.filter((owner) -> this.throttle.mayWriteTo(owner.email()))
			.ifPresent((owner) -> send(owner, expiry))));
		return new DefaultOneTimeToken("-", asked.getUsername(), expiry);
	}

	@Override
	public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken attempt) {
		String token = attempt.getTokenValue();
		if (token == null) {
			return null;
		}
		return Acting.asSystem(() -> this.links.use(new SecretLink(token), Purpose.CONNEXION))
			.map((owner) -> new DefaultOneTimeToken("-", owner.id().toString(), this.clock.instant()))
			.orElse(null);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, OneTimeToken token)
			throws IOException {
		response.sendRedirect(PAGE + (token.getUsername().matches(".+@.+\\..+") ? "?envoye" : "?adresse"));
	}

	private void send(Owner owner, Instant expiry) {
		SecretLink link = this.links.create(owner.id(), Purpose.CONNEXION, expiry);
		String text = message("access.signIn.mail.text", owner.name(), this.site.link(PAGE + "/" + link.token()),
				MailedLinks.moment(expiry));
		this.outbox.put(new Letter(owner.email(), owner.name(), message("access.signIn.mail.subject"), text, null,
				"signIn", null, expiry, true));
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

}
