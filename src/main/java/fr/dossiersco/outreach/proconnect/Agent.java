package fr.dossiersco.outreach.proconnect;

import fr.dossiersco.outreach.account.CurrentAccount;

import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Someone who has signed in at ProConnect and has an account here. */
class Agent extends DefaultOidcUser {

	private static final long serialVersionUID = 1L;

	private final CurrentAccount account;

	Agent(CurrentAccount account, OidcIdToken token) {
		super(account.authorities(), token);
		this.account = account;
	}

	CurrentAccount account() {
		return this.account;
	}

}
