package fr.dossiersco.outreach.interaction;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.appointment.AppointmentsAhead.Ahead;
import fr.dossiersco.outreach.calling.Entry;
import fr.dossiersco.outreach.calling.Reservations.Holder;
import fr.dossiersco.outreach.scheduling.Proposal;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.interaction.SchoolHistory.OpenObjection;
import org.jspecify.annotations.Nullable;

/**
 * What a caller needs beside the exchange form: why this call, when next, who else.
 *
 * @param entry as the queue has it, null when the call is not due
 * @param holder who else has the school on the line
 * @param proposals moments for the next step
 * @param retry where a failed try lands
 * @param overrideReason why the call is made although the queue holds it back
 * @param someoneElse whether it was tried often enough to look for someone else
 * @param ambassadors who may take over
 * @param focus what the phone campaign puts forward
 * @param appointment the moments offered to the contact, null when none are
 * @param objections what was objected there and not lifted since
 * @param messages what may be sent after the call
 * @param local the time there
 * @param elsewhere whether it differs from that of Paris
 */
record Cockpit(@Nullable Entry entry, @Nullable Holder holder, List<Proposal> proposals, @Nullable When retry,
		@Nullable String overrideReason, boolean someoneElse, List<Ambassador> ambassadors, @Nullable String focus,
		@Nullable Ahead appointment, List<OpenObjection> objections, List<Message> messages, LocalDateTime local,
		boolean elsewhere) {

	/** Someone of the académie who may take over. */
	record Ambassador(UUID id, String name) {
	}

	/**
	 * A message with the school's data in it.
	 *
	 * @param code the end of its message key
	 * @param link opens the mail program, null without an address
	 */
	record Message(String code, String subject, String body, @Nullable String link) {
	}

}
