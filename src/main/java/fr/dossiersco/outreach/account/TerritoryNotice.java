package fr.dossiersco.outreach.account;

import java.util.List;

import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import static java.util.Locale.FRENCH;

/**
 * Tells ambassadors on every page whose people they see, so that an empty list is not
 * taken for an empty country.
 */
@ControllerAdvice
class TerritoryNotice {

	private final Territory territory;

	private final MessageSource messages;

	TerritoryNotice(Territory territory, MessageSource messages) {
		this.territory = territory;
		this.messages = messages;
	}

	@ModelAttribute("territoryNotice")
	@Nullable String notice() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !(authentication.getPrincipal() instanceof CurrentAccount account)
				|| account.isTeam() || account.academies().isEmpty()) {
			return null;
		}
		List<String> academies = account.academies().stream().map((code) -> of(name(code))).toList();
		int last = academies.size() - 1;
		return (last == 0)
				? this.messages.getMessage("account.territory.notice", new Object[] { academies.getFirst() }, FRENCH)
				: this.messages.getMessage("account.territory.noticeMany",
						new Object[] { String.join(", ", academies.subList(0, last)), academies.get(last) }, FRENCH);
	}

	private String name(String code) {
		Academie academie = this.territory.academie(code);
		return (academie != null) ? academie.name() : code;
	}

	/** As one says it: de Lille, d’Amiens. */
	private static String of(String name) {
		return ("AEIOUÉÎ".indexOf(name.charAt(0)) >= 0) ? "d’" + name : "de " + name;
	}

}
