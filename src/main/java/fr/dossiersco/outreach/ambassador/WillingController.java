package fr.dossiersco.outreach.ambassador;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.ambassador.Paths.Noting;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody is willing, or was noted so by mistake. */
@Controller
class WillingController {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private final Paths paths;

	WillingController(Paths paths) {
		this.paths = paths;
	}

	@PostMapping("/contacts/{id}/ambassade")
	String note(@PathVariable UUID id, @RequestParam @Nullable String mots, @RequestParam @Nullable String retour,
			CurrentAccount me, RedirectAttributes flash) {
		String back = QueryLink.read(retour, PathFilter.POSSIBLE).map(QueryLink::toString).orElse("/contacts/" + id);
		if (!Words.fit(mots, flash)) {
			return "redirect:" + back;
		}
		try {
			Noting noting = this.paths.note(id, QueryValue.text(mots, Words.LONGEST), me);
			if (noting.fresh()) {
				Words.told("ambassador.noted", flash, noting.name());
				flash.addFlashAttribute("undo",
						new Undo("/ambassadeurs/" + noting.path() + "/annulation", "ambassador.noted.undo"));
			}
			else if (noting.on() != null && noting.by() != null) {
				Words.told("ambassador.noted.already", flash, noting.name(), noting.by(), DAY.format(noting.on()));
			}
			else {
				Words.refused("ambassador.opposed", flash);
			}
		}
		catch (NotFoundException ex) {
			UUID kept = this.paths.keptFor(id).orElseThrow(() -> ex);
			Words.refused("ambassador.merged", flash);
			return "redirect:/contacts/" + kept;
		}
		return "redirect:" + back;
	}

	@PostMapping("/ambassadeurs/{id}/annulation")
	String takeBack(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		UUID contact = this.paths.contactOf(id);
		if (this.paths.takeBack(id, me).isEmpty()) {
			Words.refused("ambassador.noted.engaged", flash);
			return "redirect:/ambassadeurs/" + id;
		}
		flash.addFlashAttribute("done", "ambassador.noted.undone");
		return "redirect:/contacts/" + contact;
	}

}
