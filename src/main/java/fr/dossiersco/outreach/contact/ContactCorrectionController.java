package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactRecords.HeldPost;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import fr.dossiersco.outreach.contact.LookAlikes.LookAlike;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
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

/**
 * Corrects what we know of a person. Whoever comes second sees both versions, and sends
 * theirs again over the new one if they still want to.
 */
@Controller
@RequestMapping("/contacts/{id}/modifier")
class ContactCorrectionController {

	private final ContactCorrection correction;

	private final ContactRecords records;

	private final PlaceSearch places;

	private final LookAlikes lookAlikes;

	private final Readings readings;

	ContactCorrectionController(ContactCorrection correction, ContactRecords records, PlaceSearch places,
			LookAlikes lookAlikes, Readings readings) {
		this.correction = correction;
		this.records = records;
		this.places = places;
		this.lookAlikes = lookAlikes;
		this.readings = readings;
	}

	@GetMapping
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		return form(id, this.correction.read(id, departement(this.records.require(id, me)), me), null, me);
	}

	@PostMapping(params = "onePhoneMore")
	ModelAndView onePhoneMore(@PathVariable UUID id, @ModelAttribute("form") ContactForm form, BindingResult errors,
			CurrentAccount me) {
		return form(id, form.withOneMorePhone(), null, me);
	}

	@PostMapping(params = "oneEmailMore")
	ModelAndView oneEmailMore(@PathVariable UUID id, @ModelAttribute("form") ContactForm form, BindingResult errors,
			CurrentAccount me) {
		return form(id, form.withOneMoreEmail(), null, me);
	}

	@PostMapping
	ModelAndView correct(@PathVariable UUID id, @Valid @ModelAttribute("form") ContactForm form, BindingResult errors,
			@RequestParam(required = false) @Nullable String duplicate, CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.require(id, me);
		String departement = departement(person);
		List<Phone> phones = ContactFields.read(form.phones(), departement, errors);
		if (errors.hasErrors()) {
			ModelAndView answer = form(id, form, null, me);
			answer.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return answer;
		}
		ContactDetails details = new ContactDetails(Objects.requireNonNull(form.familyName()), form.givenName(), phones,
				ContactFields.read(form.emails()), form.notes(), Objects.requireNonNull(form.source()),
				form.informedOn());
		List<LookAlike> alike = "accepted".equals(duplicate) ? List.of() : holders(details.emails(), id);
		if (!alike.isEmpty()) {
			ModelAndView answer = form(id, form, null, me).addObject("alike", alike);
			answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return answer;
		}
		try {
			this.correction.correct(id, Objects.requireNonNull(form.version()), details, me);
		}
		catch (OptimisticLockingFailureException ex) {
			ContactForm written = this.correction.read(id, departement, me);
			ModelAndView answer = form(id, form.over(Objects.requireNonNull(written.version())),
					Comparison.of(written, form, departement), me);
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
		flash.addFlashAttribute("done", "contact.edit.done");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	/** Who else has one of these addresses: an address is one person's, as a rule. */
	private List<LookAlike> holders(List<String> emails, UUID id) {
		return this.lookAlikes.of(emails, List.of(), null, null, null)
			.stream()
			.filter((alike) -> !alike.id().equals(id))
			.toList();
	}

	/** Numbers without a country are dialled from the school of the post. */
	private @Nullable String departement(Person person) {
		for (HeldPost post : person.posts()) {
			if (post.uai() != null) {
				return this.places.school(post.uai()).map(PlaceSearch.PlaceFound::departement).orElse(null);
			}
		}
		return null;
	}

	private ModelAndView form(UUID id, ContactForm form, @Nullable List<Comparison> conflict, CurrentAccount me) {
		Person person = this.records.require(id, me);
		if (person.isReachable()) {
			this.readings.note(ReadingPlace.CORRECTION, List.of(id));
		}
		return new ModelAndView("contact/edit",
				Map.of("form", form, "view", new EditPage(id, person.name(), conflict)));
	}

	/**
	 * The page.
	 *
	 * @param conflict both versions, when someone wrote meanwhile
	 */
	record EditPage(UUID id, String name, @Nullable List<Comparison> conflict) {
	}

	/**
	 * One field in both versions.
	 *
	 * @param field its name in the form
	 * @param written what someone else wrote
	 * @param typed what was typed here
	 */
	record Comparison(String field, String written, String typed) {

		static List<Comparison> of(ContactForm written, ContactForm typed, @Nullable String departement) {
			return List.of(of("familyName", written.familyName(), typed.familyName()),
					of("givenName", written.givenName(), typed.givenName()),
					of("phones", phones(written, departement), phones(typed, departement)),
					of("emails", emails(written), emails(typed)), of("notes", written.notes(), typed.notes()),
					of("source", written.source(), typed.source()),
					of("informedOn", written.informedOn(), typed.informedOn()));
		}

		private static Comparison of(String field, @Nullable Object written, @Nullable Object typed) {
			return new Comparison(field, Objects.toString(written, ""), Objects.toString(typed, ""));
		}

		private static String phones(ContactForm form, @Nullable String departement) {
			StringBuilder text = new StringBuilder();
			for (PhoneRow row : form.phones()) {
				if (row.number() != null) {
					text.append(
							PhoneNumber.parse(row.number(), departement).map(PhoneNumber::shown).orElse(row.number()))
						.append((row.label() != null) ? " (" + row.label() + ")" : "")
						.append('\n');
				}
			}
			return text.toString().strip();
		}

		private static String emails(ContactForm form) {
			return String.join("\n", ContactFields.read(form.emails()));
		}

		public boolean isDifferent() {
			return !this.written.equals(this.typed);
		}

	}

}
