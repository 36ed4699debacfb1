package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactRecords.HeldPost;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import fr.dossiersco.outreach.contact.PlaceSearch.PlaceFound;
import fr.dossiersco.outreach.web.NotFoundException;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People change posts: one more, or the end of one. */
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
		return form(PostForm.EMPTY, this.records.requireEditable(id, me));
	}

	@PostMapping
	ModelAndView add(@PathVariable UUID id, @Valid @ModelAttribute("form") PostForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.requireEditable(id, me);
		PlaceFound school = (form.uai() != null)
				? this.places.school(form.uai()).filter((found) -> found.isWithin(me)).orElse(null) : null;
		if (school == null) {
			errors.rejectValue("uai", "contact.post.uaiUnknown");
		}
		if (form.profile() == null) {
			errors.rejectValue("profile", "contact.form.profileNeeded");
		}
		if (form.startedOn() != null && form.endedOn() != null && form.endedOn().isBefore(form.startedOn())) {
			errors.rejectValue("endedOn", "contact.form.datesReversed");
		}
		if (errors.hasErrors()) {
			return refused(form(form, person), errors);
		}
		Post post = new Post(Objects.requireNonNull(school).place(), form.profile(), form.title(), form.startedOn(),
				form.endedOn());
		this.correction.takeUp(id, post, me);
		flash.addFlashAttribute("done", "contact.post.done");
		return new ModelAndView("redirect:/contacts/" + id);
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
		this.correction.leave(id, post, Objects.requireNonNull(lastDay), me);
		flash.addFlashAttribute("done", "contact.post.left");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	private static HeldPost open(Person person, UUID post) {
		return person.posts()
			.stream()
			.filter((held) -> held.id().equals(post) && held.endedOn() == null)
			.findFirst()
			.orElseThrow(() -> new NotFoundException("post " + post));
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private static ModelAndView form(PostForm form, Person person) {
		return new ModelAndView("contact/post", Map.of("form", form, "view", new PostPage(person, null)));
	}

	private static ModelAndView end(PostEndForm form, Person person, HeldPost post) {
		return new ModelAndView("contact/post-end", Map.of("form", form, "view", new PostPage(person, post)));
	}

	/** The page, about a post or before there is one. */
	record PostPage(Person person, @Nullable HeldPost post) {

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

	}

}
