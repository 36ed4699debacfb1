package fr.dossiersco.outreach.establishment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import fr.dossiersco.outreach.establishment.Closures.Proposal;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection;
import fr.dossiersco.outreach.establishment.ImportRun.Status;
import fr.dossiersco.outreach.establishment.ImportRuns.Counted;
import fr.dossiersco.outreach.establishment.ImportRuns.ThinScope;
import fr.dossiersco.outreach.web.Pagination;
import org.jspecify.annotations.Nullable;

/**
 * One import: how far it is, then what it did.
 *
 * @param rejections the first lines rejected; all of them are in the file to download
 * @param pending how many proposals wait for a decision
 */
record ImportPage(ImportRun run, Instant now, List<Counted> warnings, List<ThinScope> thinScopes, List<Counted> reasons,
		List<Rejection> rejections, List<Proposal> proposals, int pending, Pagination pagination) {

	public boolean unfinished() {
		return this.run.isUnfinished();
	}

	public boolean succeeded() {
		return this.run.status() == Status.REUSSI;
	}

	public boolean failed() {
		return !unfinished() && !succeeded();
	}

	/** Whether more lines were rejected than are shown. */
	public boolean moreRejections() {
		return this.run.rejected() > this.rejections.size();
	}

	public int percent() {
		return this.run.percent();
	}

	public String elapsed() {
		return spoken(this.run.elapsed(this.now));
	}

	public @Nullable String remaining() {
		Duration remaining = this.run.remaining(this.now);
		return (remaining != null) ? spoken(remaining) : null;
	}

	public long rate() {
		return this.run.rate(this.now);
	}

	public int linesDone() {
		return this.run.linesDone();
	}

	private static String spoken(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds < 1) {
			return "moins d’une seconde";
		}
		return (seconds < 60) ? seconds + "\u00a0s" : seconds / 60 + "\u00a0min\u00a0" + seconds % 60 + "\u00a0s";
	}

}
