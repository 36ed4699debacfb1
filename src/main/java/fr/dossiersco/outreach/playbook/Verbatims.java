package fr.dossiersco.outreach.playbook;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What people really said when they objected: a bean of the feature that logs exchanges,
 * which tells each reader only what they may see.
 */
public interface Verbatims {

	/** The last words heard for an objection and those merged into it. */
	List<Verbatim> lastHeard(UUID objection, int most);

	/**
	 * Words heard.
	 *
	 * @param interaction in which exchange
	 * @param lifted whether the objection was lifted
	 */
	record Verbatim(String words, UUID interaction, LocalDate heardOn, boolean lifted) {
	}

}
