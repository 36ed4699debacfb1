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

	private static final String ADRIFT = """
			from pursuit p join stage s on s.code = p.stage and s.category <> 'A_PART' join establishment e on e.uai = p.uai
				left join account a on a.id = p.owner
			where e.state = 'OUVERT' and not exists (select from follow_up f where f.uai = p.uai and f.closed_at is null)
				and not exists (select from school_rest r where r.uai = p.uai and r.until >= :today)
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	AdriftController(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@GetMapping("/appels/sans-suite-prevue")
	ModelAndView list(PageRequest asked) {
		LocalDate today = today();
		long total = this.jdbc.sql("select count(*) " + ADRIFT).param("today", today).query(Long.class).single();
		PageRequest page = asked.within(total);
		List<Row> rows = this.jdbc.sql(
				"select p.uai, e.name, e.town, s.label as stage, (p.since at time zone 'Europe/Paris')::date as since, a.name as owner "
						+ ADRIFT + " order by s.position desc, p.since, p.uai limit :size offset :offset")
			.param("today", today)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Row.class)
			.list();
		return new ModelAndView("calling/adrift", "view",
				new AdriftPage(rows, Pagination.of(page, total, QueryLink.to("/appels/sans-suite-prevue"))));
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

	/**
	 * @param since the day when it came to its stage, in Paris
	 * @param owner who leads it, null when nobody does
	 */
	record Row(String uai, String name, @Nullable String town, String stage, LocalDate since, @Nullable String owner) {
	}

	record AdriftPage(List<Row> rows, Pagination pagination) {
	}

}
