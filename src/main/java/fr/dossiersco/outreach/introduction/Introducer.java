package fr.dossiersco.outreach.introduction;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Someone who could introduce us, by the best of the ways that lead from them.
 *
 * @param contact who, null for an ambassador who is no contact
 * @param ambassador the ambassador's account, null for a contact
 * @param tie what ties them to the school or the person, or to the one in between
 * @param noted whether someone noted that tie; the program inferred it otherwise
 * @param place where they were together, for a tie inferred from posts; the code of the
 * académie, for an ambassador
 * @param profile the code of what they do
 * @param title as they want to be addressed
 * @param via the one in between, null when the tie is direct
 * @param viaTie what ties the one in between to the school or the person
 * @param attitude the code of how they stand towards Dossiersco, null when nobody noted
 * it
 * @param reachedOn the day of the last exchange in which someone reached them, in Paris
 * @param asked what became of the last time that we asked them for this door
 */
public record Introducer(@Nullable UUID contact, @Nullable UUID ambassador, String name, Tie tie, boolean noted,
		@Nullable String place, @Nullable String profile, @Nullable String title, @Nullable String via,
		@Nullable Tie viaTie, @Nullable String attitude, @Nullable LocalDate reachedOn, @Nullable String asked) {

	/** What is asked for an introduction that nobody has answered yet. */
	static final String PENDING = "EN_COURS";

	private static final int RECENTLY = 90;

	private static final int WITHIN_A_YEAR = 365;

	/**
	 * How promising it is to ask: what the tie is worth, half as much through someone
	 * else, then how willing they are, how recent our last real exchange is, and whether
	 * they have refused already.
	 */
	int promise(LocalDate today) {
		int way = (this.viaTie != null) ? Math.min(this.tie.worth(), this.viaTie.worth()) / 2 : this.tie.worth();
		return way + willingness() + recency(today) - ("REFUSEE".equals(this.asked) ? 20 : 0);
	}

	private int willingness() {
		if (this.ambassador != null) {
			return 15;
		}
		return switch (this.attitude) {
			case "ALLIE" -> 15;
			case "FAVORABLE" -> 8;
			case "RETICENT" -> -10;
			case null, default -> 0;
		};
	}

	private int recency(LocalDate today) {
		if (this.reachedOn == null) {
			return 0;
		}
		long days = ChronoUnit.DAYS.between(this.reachedOn, today);
		if (days <= RECENTLY) {
			return 10;
		}
		return (days <= WITHIN_A_YEAR) ? 5 : 2;
	}

	/** Whether we wait for their answer. */
	public boolean isPending() {
		return PENDING.equals(this.asked);
	}

	/** What names them in a list of choices: a contact or an ambassador. */
	public String key() {
		return (this.contact != null) ? "contact:" + this.contact : "ambassadeur:" + this.ambassador;
	}

}
