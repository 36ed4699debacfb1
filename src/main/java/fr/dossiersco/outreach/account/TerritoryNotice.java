package fr.dossiersco.outreach.account;

import java.util.List;
import java.util.Locale;

import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

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
				|| account.isTeam()) {
			return null;
		}
		List<String> served = this.territory.academies()
			.stream()
			.filter((academie) -> account.academies().contains(academie.code()))
			.map(Academie::ofName)
			.toList();
		return switch (served.size()) {
			case 0 -> message("account.territory.none");
			case 1 -> message("account.territory.notice", served.getFirst());
			default -> message("account.territory.noticeMany", String.join(", ", served.subList(0, served.size() - 1)),
					served.getLast());
		};
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

}
