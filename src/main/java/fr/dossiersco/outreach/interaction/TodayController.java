package fr.dossiersco.outreach.interaction;

import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.ServedDepartements;
import fr.dossiersco.outreach.appointment.AppointmentsAhead;
import fr.dossiersco.outreach.scheduling.FollowUpList;
import fr.dossiersco.outreach.scheduling.FollowUpRow;
import fr.dossiersco.outreach.territory.Departement;
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

	private final ServedDepartements departements;

	TodayController(FollowUpList followUps, Drafts drafts, Timeline timeline, AppointmentsAhead appointments,
			ServedDepartements departements) {
		this.followUps = followUps;
		this.drafts = drafts;
		this.timeline = timeline;
		this.appointments = appointments;
		this.departements = departements;
	}

	@GetMapping("/")
	ModelAndView page(CurrentAccount me) {
		return new ModelAndView("interaction/today", "view",
				new TodayPage(me.name(), me.isTeam() ? List.of() : this.departements.of(me.id()),
						this.followUps.dueFor(me.id(), MOST), this.drafts.of(me), this.appointments.of(me),
						this.timeline.by(me.id(), new PageRequest(1, 5))));
	}

	/**
	 * @param departements those that an ambassador looks at first, empty for all of them
	 */
	record TodayPage(String name, List<Departement> departements, List<FollowUpRow> due, List<Drafts.DraftRow> drafts,
			List<AppointmentsAhead.Ahead> appointments, List<Timeline.Entry> last) {
	}

}
