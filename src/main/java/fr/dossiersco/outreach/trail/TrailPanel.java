package fr.dossiersco.outreach.trail;

import fr.dossiersco.outreach.account.AccountPanel;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Leads coordinators from their account to the trail. */
@Component
@Order(95)
class TrailPanel implements AccountPanel {

	@Override
	public String template() {
		return "trail/panel";
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		return me.isCoordinator() ? TrailFilter.PATH : null;
	}

}
