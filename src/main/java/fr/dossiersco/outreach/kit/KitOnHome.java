package fr.dossiersco.outreach.kit;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.HomePanel;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way to the kit, where an ambassador starts from. */
@Component
@Order(30)
class KitOnHome implements HomePanel {

	@Override
	public String template() {
		return "kit/home";
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		return me.isTeam() ? null : me.name();
	}

}
