package fr.dossiersco.outreach.account;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import static java.util.Locale.FRENCH;

/**
 * Tells ambassadors on every page whose people they see, so that an empty list is not
 * taken for an empty country.
 */
@ControllerAdvice
class TerritoryNotice {

	/** Asked for once: académies change with the program. */
	private final SingletonSupplier<Map<String, String>> names;

	private final MessageSource messages;

	TerritoryNotice(JdbcClient jdbc, MessageSource messages) {
		this.names = SingletonSupplier.of(() -> Acting.asSystem(() -> names(jdbc)));
		this.messages = messages;
	}

	@ModelAttribute("territoryNotice")
	@Nullable String notice() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !(authentication.getPrincipal() instanceof CurrentAccount account)
				|| account.isTeam() || account.academies().isEmpty()) {
			return null;
		}
		List<String> academies = account.academies()
			.stream()
			.map((code) -> of(this.names.obtain().getOrDefault(code, code)))
			.toList();
		int last = academies.size() - 1;
		return (last == 0)
				? this.messages.getMessage("account.territory.notice", new Object[] { academies.getFirst() }, FRENCH)
				: this.messages.getMessage("account.territory.noticeMany",
						new Object[] { String.join(", ", academies.subList(0, last)), academies.get(last) }, FRENCH);
	}

	private static Map<String, String> names(JdbcClient jdbc) {
		return jdbc.sql("select code, name from academie")
			.query((row, number) -> Map.entry(row.getString("code"), row.getString("name")))
			.list()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** As one says it: de Lille, d’Amiens. */
	private static String of(String name) {
		return ("AEIOUÉÎ".indexOf(name.charAt(0)) >= 0) ? "d’" + name : "de " + name;
	}

}
