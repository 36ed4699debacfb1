package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.contact.ContactMerges.MergeShown;
import fr.dossiersco.outreach.contact.ContactMerges.Merged;
import fr.dossiersco.outreach.contact.ContactMerges.Seen;
import fr.dossiersco.outreach.contact.ContactMerges.UndoOutOfOrderException;
import fr.dossiersco.outreach.contact.ContactMerges.UndoTooLateException;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import fr.dossiersco.outreach.contact.Duplicates.Pair;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pairs of records that may be one person: told apart, or made one. */
@Controller
@TeamOnly
@RequestMapping("/contacts/doublons")
class DuplicateController {

	private static final String PATH = "/contacts/doublons";

	private final Duplicates duplicates;

	private final ContactMerges merges;

	private final ContactRecords records;

	private final Readings readings;

	DuplicateController(Duplicates duplicates, ContactMerges merges, ContactRecords records, Readings readings) {
		this.duplicates = duplicates;
		this.merges = merges;
		this.records = records;
		this.readings = readings;
	}

	@GetMapping
	ModelAndView list(PageRequest asked) {
		List<Pair> all = this.duplicates.suspected();
		PageRequest page = asked.within(all.size());
		return new ModelAndView("contact/duplicates", "view",
				new PairsPage(all.stream().skip(page.offset()).limit(page.size()).toList(),
						Pagination.of(asked, all.size(), QueryLink.to(PATH)), all.size() == Duplicates.MOST));
	}

	@PostMapping("/{one}/{other}/distinction")
	String tellApart(@PathVariable UUID one, @PathVariable UUID other, CurrentAccount me, RedirectAttributes flash) {
		this.records.require(one, me);
		this.records.require(other, me);
		this.duplicates.tellApart(one, other, me);
		flash.addFlashAttribute("done", "contact.duplicates.apart");
		flash.addFlashAttribute("undo",
				new Undo(PATH + "/" + one + "/" + other + "/soupcon", "contact.duplicates.suspectAgain"));
		return "redirect:" + PATH;
	}

	@PostMapping("/{one}/{other}/soupcon")
	String suspectAgain(@PathVariable UUID one, @PathVariable UUID other) {
		this.duplicates.suspectAgain(one, other);
		return "redirect:" + PATH;
	}

	@GetMapping("/{kept}/{dropped}")
	ModelAndView compare(@PathVariable UUID kept, @PathVariable UUID dropped, CurrentAccount me) {
		return page(kept, dropped, false, me);
	}

	@PostMapping("/{kept}/{dropped}")
	ModelAndView merge(@PathVariable UUID kept, @PathVariable UUID dropped,
			@RequestParam(defaultValue = "0") int keptVersion, @RequestParam(defaultValue = "0") int droppedVersion,
			@RequestParam(defaultValue = "false") boolean secondName, CurrentAccount me, RedirectAttributes flash) {
		this.records.require(kept, me);
		this.records.require(dropped, me);
		if (kept.equals(dropped)) {
			flash.addFlashAttribute("failed", "contact.merge.itself");
			return new ModelAndView("redirect:/contacts/" + kept);
		}
		try {
			UUID merge = this.merges.merge(new Seen(kept, keptVersion), new Seen(dropped, droppedVersion), secondName,
					me);
			this.duplicates.lookAgain();
			flash.addFlashAttribute("done", "contact.merge.done");
			flash.addFlashAttribute("undo", new Undo(PATH + "/fusions/" + merge + "/annulation", "contact.merge.undo"));
			return new ModelAndView("redirect:/contacts/" + kept);
		}
		catch (OptimisticLockingFailureException ex) {
			ModelAndView answer = page(kept, dropped, true, me);
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
	}

	@GetMapping("/fusions")
	ModelAndView merges(PageRequest asked) {
		long total = this.merges.count();
		return new ModelAndView("contact/merges", "view", new MergesPage(this.merges.page(asked.within(total)),
				Pagination.of(asked, total, QueryLink.to(PATH + "/fusions"))));
	}

	@PostMapping("/fusions/{id}/annulation")
	String undo(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		try {
			Merged merged = this.merges.undo(id, me);
			this.duplicates.lookAgain();
			flash.addFlashAttribute("done", "contact.merge.undone");
			return "redirect:" + PATH + "/" + merged.kept() + "/" + merged.dropped();
		}
		catch (UndoTooLateException ex) {
			flash.addFlashAttribute("failed", "contact.merge.tooLate");
			return "redirect:" + PATH + "/fusions";
		}
		catch (UndoOutOfOrderException ex) {
			flash.addFlashAttribute("failed", "contact.merge.outOfOrder");
			return "redirect:" + PATH + "/fusions";
		}
	}

	private ModelAndView page(UUID kept, UUID dropped, boolean changed, CurrentAccount me) {
		MergePage page = new MergePage(this.records.require(kept, me), this.records.require(dropped, me),
				kept.equals(dropped), changed);
		this.readings.note(ReadingPlace.DOUBLON,
				Stream.of(page.kept(), page.dropped()).filter(Person::isReachable).map(Person::id).toList());
		return new ModelAndView("contact/merge", "view", page);
	}

	/**
	 * The pairs.
	 *
	 * @param more whether there are more than are shown
	 */
	record PairsPage(List<Pair> rows, Pagination pagination, boolean more) {
	}

	/**
	 * Both records side by side.
	 *
	 * @param same whether they are one record, which nobody can merge
	 * @param changed whether someone changed one of them meanwhile
	 */
	record MergePage(Person kept, Person dropped, boolean same, boolean changed) {
	}

	/** What was merged. */
	record MergesPage(List<MergeShown> rows, Pagination pagination) {
	}

}
