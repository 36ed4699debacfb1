package fr.dossiersco.outreach.calling;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * « Toujours une prochaine étape »: the schools on our way that have none, nor a dated
 * reason for it.
 */
@Controller
class AdriftController {

	private final AdriftSchools schools;

	private final JdbcClient jdbc;

	private final Clock clock;

	AdriftController(AdriftSchools schools, JdbcClient jdbc, Clock clock) {
		this.schools = schools;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@GetMapping("/appels/sans-suite-prevue")
	ModelAndView list(PageRequest asked) {
		long total = this.schools.count();
		PageRequest page = asked.within(total);
		return new ModelAndView("calling/adrift", "view", new AdriftPage(this.schools.rows(page),
				Pagination.of(page, total, QueryLink.to("/appels/sans-suite-prevue"))));
	}

	@PostMapping("/appels/sans-suite-prevue/{uai}")
	String rest(@PathVariable Uai uai, @RequestParam(required = false) @Nullable String motif,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate jusqu,
			CurrentAccount me, RedirectAttributes flash) {
		if (motif == null || motif.isBlank() || jusqu == null || jusqu.isBefore(today())) {
			flash.addFlashAttribute("failed", "calling.adrift.incomplete");
			return "redirect:/appels/sans-suite-prevue";
		}
		this.jdbc.sql("""
				insert into school_rest (id, uai, academie, reason, until, noted_at, noted_by)
				select ?, uai, academie, ?, ?, ?, ? from establishment where uai = ?""")
			.params(UUID.randomUUID(), motif.strip().substring(0, Math.min(300, motif.strip().length())), jusqu,
					this.clock.instant().atOffset(ZoneOffset.UTC), me.id(), uai.value())
			.update();
		flash.addFlashAttribute("done", "calling.adrift.noted");
		return "redirect:/appels/sans-suite-prevue";
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneId.of("Europe/Paris"));
	}

	record AdriftPage(List<AdriftSchools.Row> rows, Pagination pagination) {
	}

}
