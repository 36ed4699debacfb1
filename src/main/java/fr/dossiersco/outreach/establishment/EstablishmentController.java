package fr.dossiersco.outreach.establishment;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.EstablishmentPage.Panel;
import fr.dossiersco.outreach.establishment.EstablishmentRecords.Correction;
import fr.dossiersco.outreach.establishment.EstablishmentRecords.Statement;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The page of a school, which a UAI names. */
@Controller
class EstablishmentController {

	private final EstablishmentRecords schools;

	private final List<EstablishmentPanel> panels;

	private final Clock clock;

	EstablishmentController(EstablishmentRecords schools, List<EstablishmentPanel> panels, Clock clock) {
		this.schools = schools;
		this.panels = panels;
		this.clock = clock;
	}

	@GetMapping("/etablissements/{uai}")
	ModelAndView show(@PathVariable("uai") String typed, CurrentAccount me) {
		Optional<Uai> uai = Uai.parse(typed);
		if (uai.isEmpty()) {
			boolean wrongKey = Uai.isShaped(Uai.tidy(typed));
			return unknown(wrongKey ? "establishment.unknown.key" : "establishment.unknown.shape", typed);
		}
		if (!uai.get().value().equals(typed)) {
			return new ModelAndView("redirect:/etablissements/" + uai.get());
		}
		return this.schools.find(uai.get())
			.map((school) -> new ModelAndView("establishment/show", "page", page(uai.get(), school, me)))
			.orElseGet(() -> unknown("establishment.unknown.uai", typed));
	}

	private EstablishmentPage page(Uai uai, EstablishmentRecord school, CurrentAccount me) {
		boolean within = me.isTeam() || me.academies().contains(school.academie());
		List<Statement> statements = within ? this.schools.statements(uai) : List.of();
		List<Correction> corrections = within ? this.schools.corrections(uai) : List.of();
		// Elsewhere the page is the school's entry of the public directory, and nothing
		// more: the panels would be as empty as if nobody had ever called there.
		List<Panel> panels = (within ? this.panels.stream() : Stream.<EstablishmentPanel>empty())
			.flatMap((panel) -> Stream.ofNullable(panel.content(school))
				.map((content) -> new Panel(panel.template(), panel.continuesBelow(), content)))
			.toList();
		return new EstablishmentPage(school, EstablishmentPage.clock(school.zone(), this.clock.instant()),
				this.schools.sites(uai), EstablishmentPage.corrected(statements, corrections),
				EstablishmentPage.sources(statements, corrections), panels, within, me.isTeam());
	}

	private static ModelAndView unknown(String reason, String typed) {
		ModelAndView unknown = new ModelAndView("establishment/unknown", HttpStatus.NOT_FOUND);
		unknown.addObject("reason", reason);
		unknown.addObject("typed", (typed.length() > 40) ? typed.substring(0, 40) : typed);
		return unknown;
	}

}
