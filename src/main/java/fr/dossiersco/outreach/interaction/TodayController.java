package fr.dossiersco.outreach.interaction;

import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.HomePanel;
import fr.dossiersco.outreach.appointment.AppointmentsAhead;
import fr.dossiersco.outreach.scheduling.FollowUpList;
import fr.dossiersco.outreach.scheduling.FollowUpRow;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

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

	private final List<HomePanel> panels;

	TodayController(FollowUpList followUps, Drafts drafts, Timeline timeline, AppointmentsAhead appointments,
			List<HomePanel> panels) {
		this.followUps = followUps;
		this.drafts = drafts;
		this.timeline = timeline;
		this.appointments = appointments;
		this.panels = panels;
	}

	@GetMapping("/")
	ModelAndView page(CurrentAccount me) {
		return new ModelAndView("interaction/today", "view",
				new TodayPage(me.name(), this.followUps.dueFor(me.id(), MOST), this.drafts.of(me),
						this.appointments.of(me), this.timeline.by(me.id(), new PageRequest(1, 5)), panels(true, me),
						panels(false, me)));
	}

	private List<Panel> panels(boolean wide, CurrentAccount me) {
		return this.panels.stream()
			.filter((panel) -> panel.isWide() == wide)
			.map((panel) -> new Panel(panel.template(), panel.content(me)))
			.filter((panel) -> panel.content() != null)
			.toList();
	}

	/**
	 * @param wide what comes before the day's work
	 * @param beside what comes beside it
	 */
	record TodayPage(String name, List<FollowUpRow> due, List<Drafts.DraftRow> drafts,
			List<AppointmentsAhead.Ahead> appointments, List<Timeline.Entry> last, List<Panel> wide,
			List<Panel> beside) {
	}

	/** What a higher floor adds to the page. */
	record Panel(String template, @Nullable Object content) {
	}

}
