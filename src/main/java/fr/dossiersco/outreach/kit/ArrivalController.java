package fr.dossiersco.outreach.kit;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.establishment.Establishment;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.kit.Arrivals.Choice;
import fr.dossiersco.outreach.kit.Arrivals.Outcome;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Through which link a school came: seen, noted, taken back. */
@Controller
@TeamOnly
@RequestMapping("/etablissements/{uai}/venue")
class ArrivalController {

	private final Arrivals arrivals;

	private final KitLinks links;

	private final EstablishmentRepository establishments;

	ArrivalController(Arrivals arrivals, KitLinks links, EstablishmentRepository establishments) {
		this.arrivals = arrivals;
		this.links = links;
		this.establishments = establishments;
	}

	@GetMapping
	ModelAndView form(@PathVariable Uai uai) {
		Establishment school = require(uai);
		List<Choice> choices = this.arrivals.choices(uai.value(), school.getAcademie());
		Choice standing = choices.stream().filter((choice) -> choice.arrival() != null).findFirst().orElse(null);
		return new ModelAndView("kit/arrival", "view",
				new ArrivalPage(uai.value(), school.getName(), school.getTown(), standing,
						choices.stream().filter(Choice::local).toList(),
						choices.stream().filter((choice) -> !choice.local()).toList(), this.links.today()));
	}

	/**
	 * @param lien the link, empty for none
	 * @param jour the day when the school came, today where none is given
	 * @param vu what was noted when the page was opened
	 */
	@PostMapping
	String note(@PathVariable Uai uai, @RequestParam(required = false) @Nullable UUID lien,
			@RequestParam(required = false) @Nullable String jour, @RequestParam(required = false) @Nullable UUID vu,
			CurrentAccount me, RedirectAttributes flash) {
		require(uai);
		LocalDate day = day(jour);
		Outcome outcome = (day != null) ? this.arrivals.note(uai.value(), lien, day, vu, me) : Outcome.DAY;
		flash.addFlashAttribute((outcome == Outcome.NOTED) ? "done" : "failed",
				(outcome == Outcome.NOTED && lien == null) ? "kit.arrival.withdrawn"
						: "kit.arrival." + outcome.name().toLowerCase(Locale.ROOT));
		return "redirect:/etablissements/" + uai + ((outcome == Outcome.NOTED) ? "" : "/venue");
	}

	private Establishment require(Uai uai) {
		return this.establishments.findByUai(uai.value())
			.orElseThrow(() -> new NotFoundException("establishment " + uai));
	}

	private @Nullable LocalDate day(@Nullable String typed) {
		if (typed == null || typed.isBlank()) {
			return this.links.today();
		}
		return QueryValue.day(typed);
	}

	/**
	 * The form.
	 *
	 * @param standing the link through which the school came, null for none
	 * @param local links of who serves the school's académie
	 * @param others the other links
	 */
	record ArrivalPage(String uai, String name, @Nullable String town, @Nullable Choice standing, List<Choice> local,
			List<Choice> others, LocalDate today) {

		/** Whether there is any link yet. */
		public boolean isLinked() {
			return !(this.local.isEmpty() && this.others.isEmpty());
		}

	}

}
