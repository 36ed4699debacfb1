package fr.dossiersco.outreach.interaction;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** How people spoke. */
enum Channel {

	TELEPHONE, MEL, VISITE, VISIO, EVENEMENT, FORUM, COURRIER;

	/** Null when there is none of that name. */
	static @Nullable Channel named(@Nullable String name) {
		return Arrays.stream(values()).filter((channel) -> channel.name().equals(name)).findFirst().orElse(null);
	}

}
