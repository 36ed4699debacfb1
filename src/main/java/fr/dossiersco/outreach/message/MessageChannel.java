package fr.dossiersco.outreach.message;

import org.jspecify.annotations.Nullable;

/** Where a message goes: to one person by e-mail, or to a community that gathers them. */
public enum MessageChannel {

	MEL, FORUM, ZONE_INTENDANCE, REVUE_AJI, REUNION;

	/** Whether it is sent to one person's address, under a subject. */
	public boolean isMail() {
		return this == MEL;
	}

	/** How the exchange form calls it, null where it has no word. */
	@Nullable String exchangeChannel() {
		return switch (this) {
			case MEL -> "MEL";
			case FORUM, ZONE_INTENDANCE -> "FORUM";
			case REUNION -> "EVENEMENT";
			case REVUE_AJI -> null;
		};
	}

}
