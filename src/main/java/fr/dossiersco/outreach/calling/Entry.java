package fr.dossiersco.outreach.calling;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.function.Supplier;

import fr.dossiersco.outreach.availability.Closed;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the queue: a call due, where it stands, and why.
 *
 * @param followUp the next step that it answers
 * @param campaign the name of its phone campaign
 * @param held why it is not served now, null when it is
 * @param closed what closes the place, when that holds it back
 * @param local the time there
 * @param misses failed tries within thirty days since someone was reached
 * @param wording explains its rank, which only a few of many entries are asked for
 */
public record Entry(UUID followUp, @Nullable String uai, @Nullable UUID contact, @Nullable String academie,
		@Nullable String name, @Nullable String town, @Nullable String person, @Nullable ContactProfile profile,
		LocalDate dueOn, @Nullable String note, @Nullable UUID campaignId, @Nullable String campaign,
		@Nullable Held held, @Nullable Closed closed, LocalDateTime local, boolean elsewhere, long misses, double rank,
		Supplier<String> wording) {

	/** Its rank, in one French sentence. */
	public String why() {
		return this.wording.get();
	}

	/** Who is called: the school, else the person. */
	public String title() {
		return (this.name != null) ? this.name : String.valueOf(this.person);
	}

}
