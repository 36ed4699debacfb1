package fr.dossiersco.outreach.ambassador;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.ambassador.PathRecords.Colleague;
import fr.dossiersco.outreach.ambassador.PathRecords.Decided;
import fr.dossiersco.outreach.ambassador.PathRecords.Path;
import fr.dossiersco.outreach.ambassador.PathRecords.Talk;
import fr.dossiersco.outreach.ambassador.PathRecords.Thanks;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One person's way. The team sees all of it and goes along; the person sees their own
 * steps and thanks; other ambassadors of the académie, where it stands.
 */
@Controller
@RequestMapping("/ambassadeurs/{id}")
class PathController {

	private final PathRecords records;

	private final Paths paths;

	private final MessageSource messages;

	PathController(PathRecords records, Paths paths, MessageSource messages) {
		this.records = records;
		this.paths = paths;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		Path path = this.records.require(id);
		if (path.beside() != null) {
			return new ModelAndView("redirect:/ambassadeurs/" + path.beside());
		}
		boolean own = me.id().equals(path.account());
		return new ModelAndView("ambassador/path", "view",
				new PathPage(path, me.isTeam(), me.isCoordinator(), own,
						path.isMistakable() && (me.isTeam() || me.id().equals(path.notedBy())),
						me.isTeam() ? this.records.checklist(path)
								: own ? this.records.checklist(path).ownSteps() : null,
						(me.isTeam() || own) ? this.records.thanks(id) : List.of(),
						me.isTeam() ? this.records.decisions(id) : List.of(),
						me.isTeam() ? this.records.colleagues(path) : List.of(),
						me.isTeam() ? this.records.nextTalk(path.contact()).orElse(null) : null,
						this.paths.hasExpired(path.expiresAt()), this.paths.today().plusMonths(1)));
	}

	@TeamOnly
	@PostMapping("/decisions")
	String decide(@PathVariable UUID id, @RequestParam @Nullable String decision, @RequestParam @Nullable String etape,
			@RequestParam @Nullable String raison, CurrentAccount me, RedirectAttributes flash) {
		Decision chosen = QueryValue.constant(Decision.class, decision);
		PathState seen = QueryValue.constant(PathState.class, etape);
		if (chosen == null || seen == null) {
			Words.refused("ambassador.meanwhile", flash);
		}
		else if (Words.fit(raison, flash)) {
			this.paths.decide(id, chosen, QueryValue.text(raison, Words.LONGEST), seen, me).ifPresentOrElse((made) -> {
				Words.told("ambassador.decided." + chosen, flash, this.records.require(id).name());
				flash.addFlashAttribute("undo",
						new Undo("/ambassadeurs/" + id + "/decisions/" + made + "/annulation", "ambassador.undo"));
			}, () -> Words.refused("ambassador.meanwhile", flash));
		}
		return back(id);
	}

	@TeamOnly
	@PostMapping("/decisions/{decision}/annulation")
	String takeDecisionBack(@PathVariable UUID id, @PathVariable UUID decision, CurrentAccount me,
			RedirectAttributes flash) {
		return told(id, this.paths.takeDecisionBack(id, decision, me), "ambassador.undone", flash);
	}

	@TeamOnly
	@PostMapping("/accompagnement")
	String accompany(@PathVariable UUID id, @RequestParam @Nullable UUID compte, RedirectAttributes flash) {
		this.records.require(id);
		return told(id, this.paths.accompany(id, compte),
				(compte != null) ? "ambassador.companion.done" : "ambassador.companion.none", flash);
	}

	@TeamOnly
	@PostMapping("/point")
	String plan(@PathVariable UUID id, @RequestParam @Nullable String jour, CurrentAccount me,
			RedirectAttributes flash) {
		LocalDate day = QueryValue.day(jour);
		if (day == null || day.isBefore(this.paths.today()) || day.isAfter(this.paths.today().plusYears(2))) {
			Words.refused("ambassador.talk.day", flash);
		}
		else if (this.records.require(id).opposed()) {
			Words.refused("ambassador.opposed", flash);
		}
		else {
			this.paths.plan(id, day, this.messages.getMessage("ambassador.talk.note", null, java.util.Locale.FRENCH),
					me);
			flash.addFlashAttribute("done", "ambassador.talk.done");
		}
		return back(id);
	}

	@TeamOnly
	@PostMapping("/etapes")
	String tick(@PathVariable UUID id, @RequestParam @Nullable String etape, @RequestParam @Nullable String mots,
			CurrentAccount me, RedirectAttributes flash) {
		if (Words.fit(mots, flash)) {
			String step = QueryValue.text(etape, 60);
			this.paths.tick(id, (step != null) ? step : "", QueryValue.text(mots, Words.LONGEST), me)
				.ifPresentOrElse((tick) -> {
					flash.addFlashAttribute("done", "ambassador.step.done");
					flash.addFlashAttribute("undo",
							new Undo("/ambassadeurs/" + id + "/etapes/" + tick + "/annulation", "ambassador.undo"));
				}, () -> Words.refused("ambassador.meanwhile", flash));
		}
		return back(id) + "#etapes";
	}

	@TeamOnly
	@PostMapping("/etapes/{tick}/annulation")
	String takeTickBack(@PathVariable UUID id, @PathVariable UUID tick, CurrentAccount me, RedirectAttributes flash) {
		return told(id, this.paths.takeTickBack(id, tick, me), "ambassador.undone", flash);
	}

	@TeamOnly
	@PostMapping("/mercis")
	String thank(@PathVariable UUID id, @RequestParam @Nullable String mots, CurrentAccount me,
			RedirectAttributes flash) {
		String words = QueryValue.text(mots, Words.LONGEST);
		if (words == null) {
			Words.refused("ambassador.thanks.empty", flash);
		}
		else if (Words.fit(mots, flash)) {
			UUID thanks = this.paths.thank(id, words, me);
			flash.addFlashAttribute("done", "ambassador.thanks.done");
			flash.addFlashAttribute("undo",
					new Undo("/ambassadeurs/" + id + "/mercis/" + thanks + "/annulation", "ambassador.undo"));
		}
		return back(id) + "#mercis";
	}

	@TeamOnly
	@PostMapping("/mercis/{thanks}/annulation")
	String takeThanksBack(@PathVariable UUID id, @PathVariable UUID thanks, CurrentAccount me,
			RedirectAttributes flash) {
		return told(id, this.paths.takeThanksBack(id, thanks, me), "ambassador.undone", flash);
	}

	@CoordinatorOnly
	@PostMapping("/compte")
	String link(@PathVariable UUID id, @RequestParam @Nullable UUID compte, CurrentAccount me,
			RedirectAttributes flash) {
		this.records.require(id);
		if (compte == null) {
			Words.refused("ambassador.account.choose", flash);
			return back(id);
		}
		return told(id, this.paths.link(id, compte, me), "ambassador.account.linked", flash);
	}

	@CoordinatorOnly
	@PostMapping("/compte/retrait")
	String unlink(@PathVariable UUID id, RedirectAttributes flash) {
		this.records.require(id);
		return told(id, this.paths.unlink(id), "ambassador.account.unlinked", flash);
	}

	private static String told(UUID id, boolean written, String message, RedirectAttributes flash) {
		flash.addFlashAttribute(written ? "done" : "failed", written ? message : "ambassador.meanwhile");
		return back(id);
	}

	private static String back(UUID id) {
		return "redirect:/ambassadeurs/" + id;
	}

	/**
	 * One path.
	 *
	 * @param own whether it is one's own
	 * @param mistakable whether whoever looks may take the note back
	 * @param checklist null for whom it is not
	 * @param decisions what the team decided
	 * @param colleagues who may go along, and accounts that may be the person's
	 * @param talk the next step that is open with the person
	 * @param expired whether the link of the invitation has had its time
	 * @param inAMonth when one would talk next
	 */
	record PathPage(Path path, boolean team, boolean coordinator, boolean own, boolean mistakable,
			@Nullable Checklist checklist, List<Thanks> thanks, List<Decided> decisions, List<Colleague> colleagues,
			@Nullable Talk talk, boolean expired, LocalDate inAMonth) {

		public List<PathState> way() {
			return PathState.WAY;
		}

		public List<Decision> possible() {
			return this.path.state()
				.decisions()
				.stream()
				.filter((decision) -> decision != Decision.REPRISE || !this.path.accountClosed())
				.toList();
		}

		/** Those of the team. */
		public List<Colleague> companions() {
			return this.colleagues.stream().filter(Colleague::team).toList();
		}

		/** Those of ambassadors. */
		public List<Colleague> accounts() {
			return this.colleagues.stream().filter((colleague) -> !colleague.team()).toList();
		}

		/** Whether it is time to ask whether they are active. */
		public boolean isRipe() {
			return this.path.state() == PathState.ACCOMPAGNE && this.checklist != null && this.checklist.isDone();
		}

	}

}
