package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactRecords.HeldPost;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import fr.dossiersco.outreach.contact.PlaceSearch.PlaceFound;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People change posts: one more, one corrected, or the end of one. */
@Controller
@RequestMapping("/contacts/{id}/postes")
class PostController {

	private final ContactCorrection correction;

	private final ContactRecords records;

	private final PlaceSearch places;

	private final Clock clock;

	PostController(ContactCorrection correction, ContactRecords records, PlaceSearch places, Clock clock) {
		this.correction = correction;
		this.records = records;
		this.places = places;
		this.clock = clock;
	}

	@GetMapping("/nouveau")
	ModelAndView start(@PathVariable UUID id, CurrentAccount me) {
		return form(PostForm.EMPTY, this.records.requireEditable(id, me), null, List.of());
	}

	@PostMapping
	ModelAndView add(@PathVariable UUID id, @Valid @ModelAttribute("form") PostForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.requireEditable(id, me);
		List<PlaceFound> meant = (form.place() != null)
				? this.places.meant(form.place()).stream().filter((found) -> found.isWithin(me)).toList() : List.of();
		Optional<PlaceFound> place = meant.stream()
			.filter((found) -> meant.size() == 1 || found.key().equals(form.chosen()))
			.findFirst();
		if (place.isEmpty()) {
			errors.rejectValue("place", meant.isEmpty() ? "contact.post.placeUnknown" : "contact.post.placeToChoose");
		}
		check(form, errors);
		if (!errors.hasErrors()) {
			Post post = new Post(place.orElseThrow().place(), form.profile(), form.title(), form.startedOn(),
					form.endedOn());
			write(() -> this.correction.takeUp(id, post, me), errors);
		}
		if (errors.hasErrors()) {
			return refused(form(form, person, null, (meant.size() > 1) ? meant : List.of()), errors);
		}
		flash.addFlashAttribute("done", "contact.post.done");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	@GetMapping("/{post}/modifier")
	ModelAndView read(@PathVariable UUID id, @PathVariable UUID post, CurrentAccount me) {
		Person person = this.records.requireEditable(id, me);
		HeldPost held = require(person, post);
		return form(new PostForm(null, null, held.profile(), held.title(), held.startedOn(), held.endedOn()), person,
				held, List.of());
	}

	@PostMapping("/{post}/modifier")
	ModelAndView correct(@PathVariable UUID id, @PathVariable UUID post, @Valid @ModelAttribute("form") PostForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.requireEditable(id, me);
		HeldPost held = require(person, post);
		check(form, errors);
		if (!errors.hasErrors()) {
			write(() -> this.correction.correct(id, post, form, me), errors);
		}
		if (errors.hasErrors()) {
			return refused(form(form, person, held, List.of()), errors);
		}
		flash.addFlashAttribute("done", "contact.post.corrected");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	@PostMapping("/{post}/principal")
	String putFirst(@PathVariable UUID id, @PathVariable UUID post, CurrentAccount me, RedirectAttributes flash) {
		this.correction.putFirst(id, post, me);
		flash.addFlashAttribute("done", "contact.post.isMain");
		return "redirect:/contacts/" + id;
	}

	@GetMapping("/{post}/fin")
	ModelAndView leaving(@PathVariable UUID id, @PathVariable UUID post, CurrentAccount me) {
		Person person = this.records.requireEditable(id, me);
		return end(new PostEndForm(LocalDate.now(this.clock.withZone(ContactBook.PARIS))), person, open(person, post));
	}

	@PostMapping("/{post}/fin")
	ModelAndView leave(@PathVariable UUID id, @PathVariable UUID post, @Valid @ModelAttribute("form") PostEndForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.requireEditable(id, me);
		HeldPost held = open(person, post);
		LocalDate lastDay = form.lastDay();
		if (lastDay != null && held.startedOn() != null && lastDay.isBefore(held.startedOn())) {
			errors.rejectValue("lastDay", "contact.form.datesReversed");
		}
		if (errors.hasErrors()) {
			return refused(end(form, person, held), errors);
		}
		this.correction.leave(id, post, Objects.requireNonNull(lastDay), false, me);
		flash.addFlashAttribute("done", (held.uai() != null) ? "contact.post.leftSchool" : "contact.post.left");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	private static void check(PostForm form, BindingResult errors) {
		if (form.profile() == null && form.title() == null) {
			errors.rejectValue("title", "contact.form.profileOrTitle");
		}
		if (form.startedOn() != null && form.endedOn() != null && form.endedOn().isBefore(form.startedOn())) {
			errors.rejectValue("endedOn", "contact.form.datesReversed");
		}
	}

	/** The database refuses what two people note at once. */
	private static void write(Runnable change, BindingResult errors) {
		try {
			change.run();
		}
		catch (PostRepeatedException | DataIntegrityViolationException ex) {
			errors.rejectValue("startedOn", "contact.post.repeated");
		}
	}

	private static HeldPost require(Person person, UUID post) {
		return person.posts()
			.stream()
			.filter((held) -> held.id().equals(post))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("post " + post));
	}

	private static HeldPost open(Person person, UUID post) {
		HeldPost held = require(person, post);
		if (held.endedOn() != null) {
			throw new NotFoundException("open post " + post);
		}
		return held;
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private static ModelAndView form(PostForm form, Person person, @Nullable HeldPost post, List<PlaceFound> meant) {
		return new ModelAndView("contact/post", Map.of("form", form, "view", new PostPage(person, post, meant)));
	}

	private static ModelAndView end(PostEndForm form, Person person, HeldPost post) {
		return new ModelAndView("contact/post-end",
				Map.of("form", form, "view", new PostPage(person, post, List.of())));
	}

	/**
	 * The page, about a post or before there is one.
	 *
	 * @param meant the places that what was typed may mean, when there are several
	 */
	record PostPage(Person person, @Nullable HeldPost post, List<PlaceFound> meant) {

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public String action() {
			String posts = "/contacts/" + this.person.id() + "/postes";
			return (this.post != null) ? posts + "/" + this.post.id() + "/modifier" : posts;
		}

	}

}
