package fr.dossiersco.outreach.establishment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One import of the directory: what was read, by whom, how far it is and what came of it.
 *
 * @param lines how many lines of data the file has, null until it was read through
 * @param sites among these lines, those of a second site of a school
 * @param older among these lines, those that say less than a newer extract did
 * @param message why it failed, a message key
 */
record ImportRun(UUID id, Status status, Origin origin, String fileName, @Nullable Long size, @Nullable String sha256,
		@Nullable Dataset dataset, @Nullable String headerForm, @Nullable String encoding,
		@Nullable LocalDate extractDate, String accountName, Instant createdAt, @Nullable Instant startedAt,
		@Nullable Instant finishedAt, @Nullable Integer lines, int linesRead, int linesMerged, int created, int updated,
		int unchanged, int rejected, int sites, int older, int proposed, int reopened, @Nullable String message,
		@Nullable String messageDetail) {

	public boolean isUnfinished() {
		return this.status == Status.EN_ATTENTE || this.status == Status.EN_COURS;
	}

	/** Reading is one half of the way, merging the other. */
	public int percent() {
		if (this.lines == null || this.lines == 0) {
			return 0;
		}
		return (int) Math.min(100, 50L * (this.linesRead + this.linesMerged) / this.lines);
	}

	public int linesDone() {
		return (this.linesRead + this.linesMerged) / 2;
	}

	/** How long it has taken so far, or took. */
	public Duration elapsed(Instant now) {
		if (this.startedAt == null) {
			return Duration.ZERO;
		}
		return Duration.between(this.startedAt, (this.finishedAt != null) ? this.finishedAt : now);
	}

	/** Lines per second. */
	public long rate(Instant now) {
		long millis = Math.max(1, elapsed(now).toMillis());
		return linesDone() * 1000L / millis;
	}

	/** At the pace so far; null while there is none. */
	public @Nullable Duration remaining(Instant now) {
		long rate = rate(now);
		if (this.lines == null || rate == 0) {
			return null;
		}
		return Duration.ofSeconds(Math.ceilDiv(this.lines - linesDone(), rate));
	}

	/** How far a run is. */
	enum Status {

		EN_ATTENTE, EN_COURS, REUSSI, REFUSE, ECHOUE, INTERROMPU

	}

	/** Where the file came from. */
	enum Origin {

		FICHIER, PORTAIL

	}

}
