package fr.dossiersco.outreach.confirmation;

import java.time.LocalDate;

import fr.dossiersco.outreach.contact.NewContact;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Who left, and who came.
 *
 * @param lastDay the last day there, today when nobody says
 * @param newcomer who came, null when nobody knows
 * @param duplicate {@code accepted} when the newcomer is nobody whom we know already
 * @param revision what the post was at when its card was shown
 * @param retour the page to come back to
 */
record DepartureForm(@Nullable LocalDate lastDay, @Valid @Nullable NewContact newcomer, @Nullable String duplicate,
		@Nullable String revision, @Nullable String retour) {

	boolean isSurely() {
		return "accepted".equals(this.duplicate);
	}

}
