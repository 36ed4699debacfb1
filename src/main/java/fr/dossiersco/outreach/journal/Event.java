package fr.dossiersco.outreach.journal;

import java.time.LocalDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it is told.
 *
 * @param place where it stands in the journal
 * @param at in Paris
 * @param author who did it, null when nobody of ours did
 * @param sentence what happened: what the author did, if there is one
 * @param uai the school that it is about, if any
 * @param personId the contact that it is about, if any and if the reader may see them
 * @param detail what someone wrote about it, cut short
 * @param link where it can be read in full
 */
record Event(Cursor place, LocalDateTime at, @Nullable String author, String sentence, @Nullable String uai,
		@Nullable String school, @Nullable String town, @Nullable UUID personId, @Nullable String person,
		@Nullable String detail, @Nullable String link) {

	/** The family whose name stands before the sentence. */
	public String family() {
		return this.place.kind().family().code();
	}

	/** Whether the hour is known. */
	public boolean timed() {
		return !this.place.kind().source().daily;
	}

}
