package fr.dossiersco.outreach.kit;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.kit.Arrivals.Outcome;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notes, from its page, through which link a school came. */
@Controller
class ArrivalController {

	private final Arrivals arrivals;

	private final KitLinks links;

	private final EstablishmentRepository establishments;

	ArrivalController(Arrivals arrivals, KitLinks links, EstablishmentRepository establishments) {
		this.arrivals = arrivals;
		this.links = links;
		this.establishments = establishments;
	}

	/**
	 * @param lien the link, empty for none
	 * @param jour the day when the school came, today where none is given
	 * @param vu what was noted when the page was opened
	 */
	@TeamOnly
	@PostMapping("/etablissements/{uai}/venue")
	String note(@PathVariable Uai uai, @RequestParam(required = false) @Nullable UUID lien,
			@RequestParam(required = false) @Nullable String jour, @RequestParam(required = false) @Nullable UUID vu,
			CurrentAccount me, RedirectAttributes flash) {
		if (!this.establishments.existsByUai(uai.value())) {
			throw new NotFoundException("establishment " + uai);
		}
		LocalDate day = day(jour);
		Outcome outcome = (day != null) ? this.arrivals.note(uai.value(), lien, day, vu, me) : Outcome.DAY;
		flash.addFlashAttribute((outcome == Outcome.NOTED) ? "done" : "failed",
				(outcome == Outcome.NOTED && lien == null) ? "kit.arrival.withdrawn"
						: "kit.arrival." + outcome.name().toLowerCase(Locale.ROOT));
		return "redirect:/etablissements/" + uai;
	}

	private @Nullable LocalDate day(@Nullable String typed) {
		if (typed == null || typed.isBlank()) {
			return this.links.today();
		}
		try {
			return LocalDate.parse(typed.strip());
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
