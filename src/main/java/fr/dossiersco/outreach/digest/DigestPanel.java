package fr.dossiersco.outreach.digest;

import fr.dossiersco.outreach.account.AccountPanel;
import fr.dossiersco.outreach.account.CurrentAccount;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where one asks for the digest, or for no more of it. */
@Component
@Order(10)
class DigestPanel implements AccountPanel {

	private final Subscriptions subscriptions;

	DigestPanel(Subscriptions subscriptions) {
		this.subscriptions = subscriptions;
	}

	@Override
	public String template() {
		return "digest/panel";
	}

	@Override
	public Object content(CurrentAccount me) {
		return new Standing(this.subscriptions.isOn(me));
	}

	record Standing(boolean subscribed) {
	}

}
