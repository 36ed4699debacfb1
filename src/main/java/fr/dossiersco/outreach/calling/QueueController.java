package fr.dossiersco.outreach.calling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The call queue, and what is done to its entries without calling. */
@Controller
class QueueController {

	private static final int SHOWN = 20;

	private final CallQueue queue;

	private final Reservations reservations;

	private final PhoneCampaigns campaigns;

	private final MyDay day;

	QueueController(CallQueue queue, Reservations reservations, PhoneCampaigns campaigns, MyDay day) {
		this.queue = queue;
		this.reservations = reservations;
		this.campaigns = campaigns;
		this.day = day;
	}

	@GetMapping("/appels")
	ModelAndView show(@RequestParam(required = false) @Nullable UUID campagne,
			@RequestParam(required = false) @Nullable Held retenus, CurrentAccount me) {
		CallQueue.Queue all = this.queue.of(me, campagne);
		List<Entry> held = all.heldBack()
			.stream()
			.filter((entry) -> retenus == null || entry.held() == retenus)
			.limit(SHOWN)
			.toList();
		return new ModelAndView("calling/queue", "view", new QueuePage(all.ready().stream().limit(SHOWN).toList(),
				all.ready().size(), held, all.held(), retenus, this.campaigns.openOf(me), campagne, this.day.of(me)));
	}

	@GetMapping("/appels/suivant")
	String next(@RequestParam(required = false) @Nullable UUID campagne, CurrentAccount me, HttpServletRequest request,
			RedirectAttributes flash) {
		// What was done, and the way to take it back, is read on the next page.
		Map<String, ?> said = RequestContextUtils.getInputFlashMap(request);
		if (said != null) {
			said.forEach(flash::addFlashAttribute);
		}
		Optional<Entry> next = this.queue.next(me, campagne);
		if (campagne != null) {
			flash.addAttribute("campagne", campagne);
		}
		if (next.isEmpty()) {
			return "redirect:/appels";
		}
		return "redirect:/appels/" + next.get().followUp();
	}

	@PostMapping("/appels/{followUp}/report")
	String skip(@PathVariable UUID followUp, @RequestParam(required = false) @Nullable UUID campagne, CurrentAccount me,
			RedirectAttributes flash) {
		Entry entry = this.queue.find(followUp, me).orElseThrow(() -> new NotFoundException("call " + followUp));
		this.queue.skip(followUp, me);
		this.reservations.release(Reservations.target(entry.uai(), entry.contact()), me);
		if (campagne != null) {
			flash.addAttribute("campagne", campagne);
		}
		flash.addFlashAttribute("done", "calling.skipped");
		return "redirect:/appels/suivant";
	}

	/** Sent when the page is left, so that nobody waits for someone who is gone. */
	@PostMapping("/appels/{followUp}/liberation")
	String release(@PathVariable UUID followUp, CurrentAccount me) {
		this.queue.find(followUp, me)
			.ifPresentOrElse(
					(entry) -> this.reservations.release(Reservations.target(entry.uai(), entry.contact()), me),
					() -> this.queue.requireKnown(followUp));
		return "redirect:/appels";
	}

	@PostMapping("/appels/{followUp}/derogation")
	String override(@PathVariable UUID followUp, @RequestParam(required = false) @Nullable String motif,
			CurrentAccount me, RedirectAttributes flash) {
		Entry entry = this.queue.find(followUp, me).orElseThrow(() -> new NotFoundException("call " + followUp));
		if (entry.held() == Held.OPPOSITION || motif == null || motif.isBlank()) {
			flash.addFlashAttribute("failed",
					(entry.held() == Held.OPPOSITION) ? "calling.override.never" : "calling.override.missing");
			return "redirect:/appels";
		}
		this.queue.override(followUp, motif.strip().substring(0, Math.min(200, motif.strip().length())), me);
		return "redirect:/appels/" + followUp;
	}

	/**
	 * @param ready the first to call
	 * @param total how many there are to call
	 * @param heldBack some of those that wait
	 * @param reason the only one of which they are shown, null for all
	 */
	record QueuePage(List<Entry> ready, int total, List<Entry> heldBack, Map<Held, Long> held, @Nullable Held reason,
			List<PhoneCampaigns.Row> campaigns, @Nullable UUID campaign, MyDay.Figures day) {

		public long waiting() {
			return this.held.values().stream().mapToLong(Long::longValue).sum();
		}

	}

}
