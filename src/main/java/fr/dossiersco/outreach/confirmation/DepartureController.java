package fr.dossiersco.outreach.confirmation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.confirmation.PostsToConfirm.Card;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.DatesReversedException;
import fr.dossiersco.outreach.contact.LookAlikes.LookAlike;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.contact.NotAPhoneNumberException;
import fr.dossiersco.outreach.contact.TerritoryChoices;
import fr.dossiersco.outreach.web.QueryLink;
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

/** Somebody left: one tap says that nobody knows who came, a small form says who did. */
@Controller
@RequestMapping(ConfirmationFilter.PATH + "/{post}/depart")
class DepartureController {

	private final PostsToConfirm posts;

	private final Confirmations confirmations;

	private final ContactRegistration registration;

	private final TerritoryChoices territory;

	DepartureController(PostsToConfirm posts, Confirmations confirmations, ContactRegistration registration,
			TerritoryChoices territory) {
		this.posts = posts;
		this.confirmations = confirmations;
		this.registration = registration;
		this.territory = territory;
	}

	static String address(UUID post, int revision, ConfirmationFilter filter) {
		return QueryLink.to(ConfirmationFilter.PATH + "/" + post + "/depart")
			.with("revision", revision)
			.with("retour", filter.link())
			.toString();
	}

	@GetMapping
	ModelAndView form(@PathVariable UUID post, @RequestParam @Nullable String revision,
			@RequestParam @Nullable String retour, CurrentAccount me, RedirectAttributes flash) {
		ConfirmationFilter filter = ConfirmationFilter.read(retour, this.territory, me);
		Card card = this.posts.find(post, me).orElse(null);
		if (card == null) {
			return gone(post, filter, flash);
		}
		String seen = (revision != null) ? revision : Integer.toString(card.revision());
		return page(card,
				new DepartureForm(this.posts.today(),
						new NewContact((card.profile() != null) ? card.profile() : ContactProfile.INTENDANT,
								card.title(), null, null, null, null),
						null, seen, retour),
				List.of(), filter);
	}

	@PostMapping
	ModelAndView leave(@PathVariable UUID post, @Valid @ModelAttribute("form") DepartureForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		ConfirmationFilter filter = ConfirmationFilter.read(form.retour(), this.territory, me);
		Card card = this.posts.find(post, me).orElse(null);
		if (card == null) {
			return gone(post, filter, flash);
		}
		NewContact newcomer = (card.uai() != null) ? form.newcomer() : null;
		if (!errors.hasErrors() && newcomer != null && !form.isSurely()) {
			List<LookAlike> alike = this.registration.alike(newcomer, Objects.requireNonNull(card.uai()))
				.stream()
				.filter((known) -> !known.id().equals(card.contact()))
				.toList();
			if (!alike.isEmpty()) {
				return refused(page(card, form, alike, filter), errors);
			}
		}
		if (!errors.hasErrors()) {
			try {
				UUID id = this.confirmations.leave(post, Seen.revision(form.revision()), lastDay(form, card), newcomer,
						me);
				Seen.written(id, (newcomer != null) ? "REMPLACE" : (card.uai() != null) ? "PARTI" : "PARTI.ailleurs",
						card.name(), filter, flash);
				return new ModelAndView("redirect:" + filter.link());
			}
			catch (AnsweredMeanwhileException ex) {
				Seen.meanwhile(ex, me, flash);
				return new ModelAndView("redirect:" + filter.link());
			}
			catch (DatesReversedException ex) {
				errors.rejectValue("lastDay", "contact.form.datesReversed");
			}
			catch (NotAPhoneNumberException ex) {
				errors.rejectValue("newcomer.phone", "contact.form.notAPhone");
			}
		}
		return refused(page(card, form, List.of(), filter), errors);
	}

	/** Nobody leaves before the first day. */
	private LocalDate lastDay(DepartureForm form, Card card) {
		LocalDate today = this.posts.today();
		return (form.lastDay() != null) ? form.lastDay()
				: (card.startedOn() != null && card.startedOn().isAfter(today)) ? card.startedOn() : today;
	}

	/** Someone noted the departure meanwhile. */
	private ModelAndView gone(UUID post, ConfirmationFilter filter, RedirectAttributes flash) {
		this.posts.requireKnown(post);
		flash.addFlashAttribute("failed", "confirmation.changedMeanwhile");
		return new ModelAndView("redirect:" + filter.link());
	}

	private ModelAndView page(Card card, DepartureForm form, List<LookAlike> alike, ConfirmationFilter filter) {
		return new ModelAndView("confirmation/departure", "form", form).addObject("view",
				new DeparturePage(card, alike, filter.link().toString()));
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	/**
	 * @param alike who may be the newcomer
	 * @param back the page to come back to
	 */
	record DeparturePage(Card card, List<LookAlike> alike, String back) {

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

	}

}
