package fr.dossiersco.outreach.confirmation;

import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.confirmation.PostsToConfirm.Card;
import fr.dossiersco.outreach.confirmation.PostsToConfirm.Progress;
import fr.dossiersco.outreach.contact.TerritoryChoices;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** « Toujours en poste ? »: one card at a time, one tap each. */
@Controller
class ConfirmationController {

	private final PostsToConfirm posts;

	private final Confirmations confirmations;

	private final TerritoryChoices territory;

	ConfirmationController(PostsToConfirm posts, Confirmations confirmations, TerritoryChoices territory) {
		this.posts = posts;
		this.confirmations = confirmations;
		this.territory = territory;
	}

	@GetMapping(ConfirmationFilter.PATH)
	ModelAndView page(@RequestParam Map<String, String> query, CurrentAccount me) {
		ConfirmationFilter filter = ConfirmationFilter.of(query, this.territory, me);
		Card card = this.posts.next(filter, me).orElse(null);
		return new ModelAndView("confirmation/page", "view",
				new ConfirmationPage(card, (card != null) ? card.monthsBefore(this.posts.today()) : 0,
						this.posts.progress(filter, me), filter, this.territory.academies(me),
						this.territory.departements(me), filter.link().toString(), this.posts.months(),
						this.posts.daysAside(), me.isCoordinator()));
	}

	@PostMapping(ConfirmationFilter.PATH + "/{post}")
	String answer(@PathVariable UUID post, @RequestParam @Nullable String reponse,
			@RequestParam @Nullable String revision, @RequestParam @Nullable String retour, CurrentAccount me,
			RedirectAttributes flash) {
		ConfirmationFilter filter = ConfirmationFilter.read(retour, this.territory, me);
		Answer answer = QueryValue.constant(Answer.class, reponse);
		if (answer == null) {
			flash.addFlashAttribute("failed", "confirmation.choose");
		}
		else if (answer == Answer.PARTI) {
			return "redirect:" + DepartureController.address(post, Seen.revision(revision), filter);
		}
		else {
			try {
				UUID id = this.confirmations.answer(post, Seen.revision(revision), answer, me);
				Seen.written(id, answer.name(), this.confirmations.nameOf(id), filter, flash);
			}
			catch (AnsweredMeanwhileException ex) {
				Seen.meanwhile(ex, me, flash);
			}
		}
		return "redirect:" + filter.link();
	}

	/**
	 * @param card who is asked about, null when nobody is left
	 * @param months how long ago the post was confirmed last
	 * @param address of this page, with its filter
	 * @param every after how many months a post is asked about again
	 * @param daysAside how long « je ne sais pas » puts a card aside
	 */
	record ConfirmationPage(@Nullable Card card, long months, Progress progress, ConfirmationFilter filter,
			Map<String, String> academies, Map<String, String> departements, String address, int every, long daysAside,
			boolean coordinator) {

		/** Whether there is anything to choose between. */
		public boolean isNarrowable() {
			return this.departements.size() > 1;
		}

	}

}
