package fr.dossiersco.outreach.interaction;

import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentsAhead;
import fr.dossiersco.outreach.scheduling.FollowUpList;
import fr.dossiersco.outreach.scheduling.FollowUpRow;
import fr.dossiersco.outreach.web.PageRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Today's work of whoever signs in: what is due, what was left half-typed, what was said
 * last.
 */
@Controller
class TodayController {

	private static final int MOST = 50;

	private final FollowUpList followUps;

	private final Drafts drafts;

	private final Timeline timeline;

	private final AppointmentsAhead appointments;

	TodayController(FollowUpList followUps, Drafts drafts, Timeline timeline, AppointmentsAhead appointments) {
		this.followUps = followUps;
		this.drafts = drafts;
		this.timeline = timeline;
		this.appointments = appointments;
	}

	@GetMapping("/")
	ModelAndView page(CurrentAccount me) {
		return new ModelAndView("interaction/today", "view",
				new TodayPage(me.name(), this.followUps.dueFor(me.id(), MOST), this.drafts.of(me),
						this.appointments.of(me), this.timeline.by(me.id(), new PageRequest(1, 5))));
	}

	record TodayPage(String name, List<FollowUpRow> due, List<Drafts.DraftRow> drafts,
			List<AppointmentsAhead.Ahead> appointments, List<Timeline.Entry> last) {
	}

}
