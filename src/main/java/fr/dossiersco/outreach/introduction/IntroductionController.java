package fr.dossiersco.outreach.introduction;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Label;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.introduction.Doors.OpenDoor;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * « Qui peut nous introduire ? »: shows who can, asks them, and notes what came of it.
 */
@Controller
class IntroductionController {

	private static final int DAYS_TO_ANSWER = 7;

	private static final List<Column<Requests.Asked>> columns = List.of(
			new Column<>("introduction.list.whom", Requests.Asked::introducerName),
			new Column<>("export.column.uai", Requests.Asked::uai),
			new Column<>("export.column.school", Requests.Asked::school),
			new Column<>("export.column.town", Requests.Asked::town),
			new Column<>("export.column.contact", Requests.Asked::person),
			new Column<>("introduction.export.reason", Requests.Asked::reason),
			new Column<>("introduction.list.asked", (asked) -> asked.askedAt().toLocalDate()),
			new Column<>("introduction.export.by", Requests.Asked::askedBy),
			new Column<>("introduction.export.due", Requests.Asked::dueOn),
			new Column<>("introduction.list.outcome",
					(asked) -> new Label(
							"introduction.outcome." + ((asked.outcome() != null) ? asked.outcome() : "pending"))),
			new Column<>("introduction.export.ended",
					(asked) -> (asked.outcomeAt() != null) ? asked.outcomeAt().toLocalDate() : null),
			new Column<>("introduction.export.note", Requests.Asked::outcomeNote));

	private final Doors doors;

	private final Introductions introductions;

	private final Requests requests;

	private final Wording wording;

	private final Readings readings;

	private final ListExports exports;

	private final Clock clock;

	IntroductionController(Doors doors, Introductions introductions, Requests requests, Wording wording,
			Readings readings, ListExports exports, Clock clock) {
		this.doors = doors;
		this.introductions = introductions;
		this.requests = requests;
		this.wording = wording;
		this.readings = readings;
		this.exports = exports;
		this.clock = clock;
	}

	@GetMapping("/introductions")
	ModelAndView list(PageRequest asked) {
		Requests.Figures figures = this.requests.figures();
		PageRequest page = asked.within(figures.asked());
		return new ModelAndView("introduction/list", "view", new ListPage(figures, this.requests.page(page),
				Pagination.of(page, figures.asked(), QueryLink.to("/introductions"))));
	}

	@GetMapping({ "/introductions/export.csv", "/introductions/export.xlsx" })
	void export(FileFormat format, CurrentAccount me, HttpServletResponse response) throws IOException {
		this.exports.send(new ListExport<>("introduction.list.title", QueryLink.to("/introductions"), true, List.of(),
				columns, this.requests::all), format, me, response);
	}

	@GetMapping("/etablissements/{uai}/introductions")
	ModelAndView toSchool(@PathVariable Uai uai) {
		OpenDoor door = this.doors.require(uai, null);
		return new ModelAndView("introduction/who", "view",
				new WhoPage(door, this.doors.candidates(door), this.requests.forSchool(uai.value())));
	}

	@GetMapping("/contacts/{id}/introductions")
	ModelAndView toPerson(@PathVariable UUID id) {
		OpenDoor door = this.doors.require(null, id);
		return new ModelAndView("introduction/who", "view",
				new WhoPage(door, this.doors.candidates(door), this.requests.forPerson(id)));
	}

	@GetMapping("/introductions/nouvelle")
	ModelAndView form(@RequestParam @Nullable Uai etablissement, @RequestParam @Nullable UUID contact,
			@RequestParam String par, CurrentAccount me) {
		OpenDoor door = this.doors.require(etablissement, contact);
		Candidate candidate = this.doors.candidate(door, par);
		String message = this.wording.request(candidate.introducer().name(), door.described(), door.isSchool(),
				me.name());
		return page(door, candidate,
				new IntroductionForm(etablissement, contact, par, message, today().plusDays(DAYS_TO_ANSWER)));
	}

	@PostMapping("/introductions")
	ModelAndView ask(@Valid @ModelAttribute("form") IntroductionForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		OpenDoor door = this.doors.require(form.etablissement(), form.contact());
		Candidate candidate = this.doors.candidate(door, Objects.requireNonNullElse(form.par(), ""));
		if (form.lookAgainOn() != null && form.lookAgainOn().isBefore(today())) {
			errors.rejectValue("lookAgainOn", "introduction.form.past");
		}
		if (errors.hasErrors()) {
			ModelAndView refused = page(door, candidate, form).addObject(BindingResult.MODEL_KEY_PREFIX + "form",
					errors);
			refused.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return refused;
		}
		UUID id = this.introductions.ask(door.door(), candidate.introducer(), candidate.reason(),
				Objects.requireNonNull(form.message()), this.wording.toDo(candidate.introducer().name(), door.name()),
				Objects.requireNonNull(form.lookAgainOn()), me);
		flash.addFlashAttribute("done", "introduction.asked");
		flash.addFlashAttribute("undo", new Undo("/introductions/" + id + "/retrait", "introduction.withdraw"));
		return new ModelAndView("redirect:/introductions/" + id);
	}

	@GetMapping("/introductions/{id}")
	ModelAndView show(@PathVariable UUID id) {
		Requests.Asked asked = require(id);
		// An ambassador who is asked is a colleague: their address is no contact's.
		if (asked.introducer() != null && asked.email() != null) {
			this.readings.note(ReadingPlace.INTRODUCTION, List.of(asked.introducer()));
		}
		return new ModelAndView("introduction/page", "view", asked);
	}

	@PostMapping("/introductions/{id}/issue")
	String end(@PathVariable UUID id, @RequestParam @Nullable IntroductionOutcome issue,
			@RequestParam @Nullable String note, CurrentAccount me, RedirectAttributes flash) {
		require(id);
		if (issue == null || (note != null && note.length() > 1_000)) {
			flash.addFlashAttribute("failed",
					(issue == null) ? "introduction.outcome.missing" : "introduction.noteLong");
			return "redirect:/introductions/" + id;
		}
		this.introductions.end(id, issue, (note != null && !note.isBlank()) ? note.strip() : null, me);
		flash.addFlashAttribute("done", "introduction.ended");
		flash.addFlashAttribute("undo", new Undo("/introductions/" + id + "/attente", "introduction.waitAgain"));
		return "redirect:/introductions/" + id;
	}

	@PostMapping("/introductions/{id}/attente")
	String waitAgain(@PathVariable UUID id, RedirectAttributes flash) {
		this.introductions.waitAgain(id);
		flash.addFlashAttribute("done", "introduction.waiting");
		return "redirect:/introductions/" + id;
	}

	@PostMapping("/introductions/{id}/retrait")
	String withdraw(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		String place = require(id).place();
		boolean done = this.introductions.withdraw(id, me);
		flash.addFlashAttribute(done ? "done" : "failed",
				done ? "introduction.withdrawn" : "introduction.notWithdrawn");
		return "redirect:" + (done ? place + "/introductions" : "/introductions/" + id);
	}

	private Requests.Asked require(UUID id) {
		return this.requests.find(id).orElseThrow(() -> new NotFoundException("introduction " + id));
	}

	private LocalDate today() {
		return LocalDate.now(this.clock.withZone(Introducers.PARIS));
	}

	private static ModelAndView page(OpenDoor door, Candidate candidate, IntroductionForm form) {
		return new ModelAndView("introduction/form", "form", form).addObject("view", new FormPage(door, candidate));
	}

	record ListPage(Requests.Figures figures, List<Requests.Asked> rows, Pagination pagination) {
	}

	record WhoPage(OpenDoor door, List<Candidate> candidates, List<Requests.Asked> asked) {
	}

	record FormPage(OpenDoor door, Candidate candidate) {
	}

}
