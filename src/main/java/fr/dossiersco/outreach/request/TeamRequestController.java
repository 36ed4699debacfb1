package fr.dossiersco.outreach.request;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.request.TeamRequestList.Entry;
import fr.dossiersco.outreach.request.TeamRequestList.Row;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.Undo;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One request: read, seen to, answered, closed, opened again. */
@Controller
@RequestMapping("/demandes/{id}")
class TeamRequestController {

	private final TeamRequestList list;

	private final TeamRequests requests;

	TeamRequestController(TeamRequestList list, TeamRequests requests) {
		this.list = list;
		this.requests = requests;
	}

	@GetMapping
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		Row row = require(id, me);
		ModelAndView page = page(row, new AnswerForm(null, row.version(), null), me);
		if (row.isNews()) {
			this.requests.read(id, row.until(), me);
		}
		return page;
	}

	@TeamOnly
	@PostMapping("/prise")
	String take(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		UUID decision = this.requests.take(id, me);
		if (decision != null) {
			done(flash, "request.taken", id, decision);
		}
		else {
			refuse(flash, id, me);
		}
		return "redirect:/demandes/" + id;
	}

	/**
	 * @param responsable a colleague's id, empty for nobody
	 * @param seen the version that one saw
	 */
	@TeamOnly
	@PostMapping("/responsable")
	String entrust(@PathVariable UUID id, @RequestParam(required = false) @Nullable String responsable,
			@RequestParam(defaultValue = "-1") int seen, CurrentAccount me, RedirectAttributes flash) {
		Row row = require(id, me);
		boolean somebody = responsable != null && !responsable.isBlank();
		Map<String, String> owners = this.list.owners();
		if (somebody ? !owners.containsKey(responsable) : row.owner() == null) {
			flash.addFlashAttribute("failed", somebody ? "request.owner.unknown" : "request.owner.choose");
			return "redirect:/demandes/" + id;
		}
		UUID decision = this.requests.entrust(id, somebody ? UUID.fromString(responsable) : null, seen, me);
		if (decision != null) {
			done(flash, somebody ? "request.entrusted" : "request.released", id, decision);
			flash.addFlashAttribute("doneArgs", new Object[] { String.valueOf(owners.get(responsable)) });
		}
		else {
			refuse(flash, id, me);
		}
		return "redirect:/demandes/" + id;
	}

	@PostMapping("/messages")
	ModelAndView write(@PathVariable UUID id, @Valid @ModelAttribute("form") AnswerForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Row row = require(id, me);
		if (errors.hasErrors()) {
			return refused(row, form, errors, HttpStatus.UNPROCESSABLE_CONTENT, me);
		}
		int seen = (form.seen() != null) ? form.seen() : -1;
		if (!this.requests.write(id, Objects.requireNonNull(form.words()), form.closes(), seen, me)) {
			Row now = require(id, me);
			ModelAndView page = refused(now, new AnswerForm(form.words(), now.version(), null), errors,
					HttpStatus.CONFLICT, me);
			return page.addObject("meanwhile", true);
		}
		boolean author = row.askedBy().equals(me.id());
		flash.addFlashAttribute("done",
				author ? (row.isClosed() ? "request.sent.reopened" : "request.sent") : "request.answered");
		flash.addFlashAttribute("doneArgs", new Object[] { row.author() });
		return new ModelAndView("redirect:/demandes/" + id);
	}

	@PostMapping("/cloture")
	String close(@PathVariable UUID id, @RequestParam(defaultValue = "-1") int seen, CurrentAccount me,
			RedirectAttributes flash) {
		require(id, me);
		UUID decision = this.requests.close(id, seen, me);
		if (decision != null) {
			done(flash, "request.closed", id, decision);
		}
		else {
			flash.addFlashAttribute("failed", "request.meanwhile");
		}
		return "redirect:/demandes/" + id;
	}

	@PostMapping("/reouverture")
	String reopen(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		require(id, me);
		boolean opened = this.requests.reopen(id, me);
		flash.addFlashAttribute(opened ? "done" : "failed", opened ? "request.reopened" : "request.openAlready");
		return "redirect:/demandes/" + id;
	}

	@PostMapping("/decisions/{decision}/annulation")
	String undo(@PathVariable UUID id, @PathVariable UUID decision, CurrentAccount me, RedirectAttributes flash) {
		require(id, me);
		boolean undone = this.requests.undo(id, decision, me);
		flash.addFlashAttribute(undone ? "done" : "failed", undone ? "request.undone" : "request.notUndone");
		return "redirect:/demandes/" + id;
	}

	private Row require(UUID id, CurrentAccount me) {
		return this.list.find(id, me).orElseThrow(() -> new NotFoundException("request " + id));
	}

	private static void done(RedirectAttributes flash, String key, UUID id, UUID decision) {
		flash.addFlashAttribute("done", key);
		flash.addFlashAttribute("undo",
				new Undo("/demandes/" + id + "/decisions/" + decision + "/annulation", "request.undo"));
	}

	/** Says who has it, or what else stands in the way. */
	private void refuse(RedirectAttributes flash, UUID id, CurrentAccount me) {
		Row row = require(id, me);
		boolean had = !row.isClosed() && row.ownerName() != null;
		flash.addFlashAttribute("failed", had ? "request.takenMeanwhile" : "request.meanwhile");
		flash.addFlashAttribute("failedArgs", new Object[] { String.valueOf(row.ownerName()) });
	}

	private ModelAndView refused(Row row, AnswerForm form, BindingResult errors, HttpStatus status, CurrentAccount me) {
		ModelAndView refused = page(row, form, me).addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		refused.setStatus(status);
		return refused;
	}

	private ModelAndView page(Row row, AnswerForm form, CurrentAccount me) {
		return new ModelAndView("request/page", "form", form).addObject("view",
				new RequestPage(row, this.list.thread(row.id()),
						me.isTeam() ? this.list.owners() : Collections.emptyMap(), me.isTeam(),
						row.askedBy().equals(me.id()), me.id().equals(row.owner())));
	}

	/**
	 * @param owners the team, by id
	 * @param author whether one asked it oneself
	 * @param mine whether one sees to it
	 */
	record RequestPage(Row row, List<Entry> thread, Map<String, String> owners, boolean team, boolean author,
			boolean mine) {

		/** Whether one answers for the team, else writes on as its author. */
		public boolean isAnswering() {
			return this.team && !this.author;
		}

	}

}
