package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.LookAlikes.LookAlike;
import fr.dossiersco.outreach.contact.PlaceSearch.PlaceFound;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryValue;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds someone: first where they are, then who they are. */
@Controller
class NewContactController {

	private static final String FORM = "contact/new";

	private final ContactRepository contacts;

	private final OrganisationRepository organisations;

	private final PlaceSearch places;

	private final LookAlikes lookAlikes;

	private final TerritoryChoices territory;

	private final TransactionTemplate transactions;

	private final Clock clock;

	NewContactController(ContactRepository contacts, OrganisationRepository organisations, PlaceSearch places,
			LookAlikes lookAlikes, TerritoryChoices territory, TransactionTemplate transactions, Clock clock) {
		this.contacts = contacts;
		this.organisations = organisations;
		this.places = places;
		this.lookAlikes = lookAlikes;
		this.territory = territory;
		this.transactions = transactions;
		this.clock = clock;
	}

	@GetMapping("/contacts/nouveau")
	ModelAndView start(@RequestParam(required = false) @Nullable String etablissement,
			@RequestParam(required = false) @Nullable String organisation,
			@RequestParam(required = false) @Nullable String recherche, CurrentAccount me) {
		if (etablissement != null) {
			return form(NewContactForm.empty(etablissement, null), me, List.of());
		}
		if ("nouvelle".equals(organisation)) {
			return form(NewContactForm.empty(null, null), me, List.of());
		}
		if (organisation != null) {
			return form(NewContactForm.empty(null, id(organisation)), me, List.of());
		}
		String typed = (recherche != null) ? recherche.replace("\0", "") : "";
		return new ModelAndView("contact/where", "view",
				typed.isBlank() ? new WherePage("", List.of(), List.of(), false)
						: new WherePage(typed, this.places.schools(typed), this.places.organisations(typed), true));
	}

	private static UUID id(String organisation) {
		return Optional.ofNullable(QueryValue.id(organisation))
			.orElseThrow(() -> new NotFoundException("organisation"));
	}

	@PostMapping(path = "/contacts", params = "onePhoneMore")
	ModelAndView onePhoneMore(@ModelAttribute("form") NewContactForm form, BindingResult errors, CurrentAccount me) {
		return form(form.withOneMorePhone(), me, List.of());
	}

	@PostMapping(path = "/contacts", params = "oneEmailMore")
	ModelAndView oneEmailMore(@ModelAttribute("form") NewContactForm form, BindingResult errors, CurrentAccount me) {
		return form(form.withOneMoreEmail(), me, List.of());
	}

	@PostMapping("/contacts")
	ModelAndView add(@Valid @ModelAttribute("form") NewContactForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		PlaceFound known = place(form, me);
		checkPost(form, known, me, errors);
		List<Phone> phones = ContactFields.read(form.phones(), (known != null) ? known.departement() : null, errors);
		if (errors.hasErrors()) {
			return refused(form, errors, me, List.of());
		}
		ContactDetails details = new ContactDetails(Objects.requireNonNull(form.familyName()), form.givenName(), phones,
				ContactFields.read(form.emails()), form.notes(), Objects.requireNonNull(form.source()),
				form.informedOn());
		Organisation added = (known == null) ? new Organisation(Objects.requireNonNull(form.organisationName()),
				Objects.requireNonNull(form.organisationKind()), form.organisationAcademie(), null) : null;
		Place place = (known != null) ? known.place() : Place.of(Objects.requireNonNull(added));
		if (!form.isDuplicateAccepted()) {
			List<LookAlike> alike = this.lookAlikes.of(details, place);
			if (!alike.isEmpty()) {
				return refused(form, errors, me, alike);
			}
		}
		Contact contact = new Contact(details,
				new Post(place, form.profile(), form.title(), form.startedOn(), form.endedOn()), me.id(),
				this.clock.instant());
		this.transactions.executeWithoutResult((transaction) -> {
			if (added != null) {
				this.organisations.save(added);
			}
			this.contacts.save(contact);
		});
		flash.addFlashAttribute("done", "contact.new.done");
		flash.addFlashAttribute("doneArgs", new Object[] { contact.name() });
		return new ModelAndView("redirect:/contacts/" + contact.id());
	}

	/** Tells, while someone is being typed, of whoever may be the same. */
	@PostMapping("/contacts/ressemblances")
	ModelAndView alike(@ModelAttribute("form") NewContactForm form, BindingResult errors, CurrentAccount me) {
		PlaceFound known = place(form, me);
		List<Phone> phones = ContactFields.read(form.phones(), (known != null) ? known.departement() : null,
				new BeanPropertyBindingResult(form, "form"));
		return new ModelAndView("contact/alike :: found", "found", this.lookAlikes.of(ContactFields.read(form.emails()),
				phones, form.familyName(), form.givenName(), (known != null) ? known.place() : null));
	}

	/** The place of the post; null when it is an organisation to be added. */
	private @Nullable PlaceFound place(NewContactForm form, CurrentAccount me) {
		if (form.etablissement() != null) {
			return within(me,
					this.places.school(form.etablissement()).orElseThrow(() -> new NotFoundException("establishment")));
		}
		if (form.organisation() != null) {
			return within(me, this.places.organisation(form.organisation())
				.orElseThrow(() -> new NotFoundException("organisation")));
		}
		return null;
	}

	private static PlaceFound within(CurrentAccount me, PlaceFound place) {
		if (!place.isWithin(me)) {
			throw new NotFoundException("place outside the territory");
		}
		return place;
	}

	private void checkPost(NewContactForm form, @Nullable PlaceFound known, CurrentAccount me, BindingResult errors) {
		if (form.profile() == null && form.title() == null) {
			errors.rejectValue("title", "contact.form.profileOrTitle");
		}
		if (form.startedOn() != null && form.endedOn() != null && form.endedOn().isBefore(form.startedOn())) {
			errors.rejectValue("endedOn", "contact.form.datesReversed");
		}
		if (known == null) {
			if (form.organisationName() == null) {
				errors.rejectValue("organisationName", "contact.form.organisationNeeded");
			}
			if (form.organisationKind() == null) {
				errors.rejectValue("organisationKind", "contact.form.kindNeeded");
			}
			if (form.organisationAcademie() != null
					? !this.territory.academies(me).containsKey(form.organisationAcademie()) : !me.isTeam()) {
				errors.rejectValue("organisationAcademie", "contact.form.academieNeeded");
			}
		}
	}

	private ModelAndView refused(NewContactForm form, BindingResult errors, CurrentAccount me, List<LookAlike> alike) {
		ModelAndView answer = form(form, me, alike);
		answer.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return answer;
	}

	private ModelAndView form(NewContactForm form, CurrentAccount me, List<LookAlike> alike) {
		PlaceFound place = place(form, me);
		ModelAndView answer = new ModelAndView(FORM, "form", form);
		answer.addObject("view", new NewContactPage(place, (place != null) ? Map.of() : this.territory.academies(me),
				me.isTeam(), alike));
		return answer;
	}

	/** Asks where the person is. */
	record WherePage(String typed, List<PlaceFound> schools, List<PlaceFound> organisations, boolean asked) {
	}

	/**
	 * Asks who the person is.
	 *
	 * @param place null when it is an organisation to be added
	 * @param academies those that an organisation may belong to
	 * @param alike people who may be the same
	 */
	record NewContactPage(@Nullable PlaceFound place, Map<String, String> academies, boolean mayBeNational,
			List<LookAlike> alike) {

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public OrganisationKind[] kinds() {
			return OrganisationKind.values();
		}

		public String back() {
			return (this.place != null && this.place.uai() != null) ? "/etablissements/" + this.place.uai()
					: "/contacts";
		}

	}

}
