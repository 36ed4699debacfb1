package fr.dossiersco.outreach.confirmation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.confirmation.ConfirmationAnswers.AnswerRow;
import fr.dossiersco.outreach.confirmation.Confirmations.Undone;
import fr.dossiersco.outreach.contact.PostRepeatedException;
import fr.dossiersco.outreach.contact.TerritoryChoices;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The answers as the coordinator reviews them, and the way back from each. */
@Controller
class ConfirmationAnswerController {

	static final String PATH = ConfirmationFilter.PATH + "/reponses";

	private static final List<Column<AnswerRow>> columns = List.of(
			new Column<>("confirmation.answers.when", AnswerRow::on),
			new Column<>("confirmation.answers.who", AnswerRow::who),
			new Column<>("confirmation.answers.person", AnswerRow::name),
			Column.coded("confirmation.form.newcomer.profile", "contact.profile.", AnswerRow::profile),
			new Column<>("confirmation.form.newcomer.title", AnswerRow::title),
			new Column<>("export.column.uai", AnswerRow::uai), new Column<>("export.column.school", AnswerRow::place),
			new Column<>("export.column.town", AnswerRow::town),
			Column.coded("confirmation.answers.what", "confirmation.answer.", AnswerRow::answer),
			new Column<>("confirmation.form.lastDay", AnswerRow::lastDay),
			new Column<>("confirmation.export.successor", AnswerRow::successorOrNone),
			new Column<>("confirmation.export.undone", AnswerRow::undoneOn),
			new Column<>("confirmation.export.undoneBy", AnswerRow::undoneBy));

	private final ConfirmationAnswers answers;

	private final Confirmations confirmations;

	private final TerritoryChoices territory;

	private final ListExports exports;

	ConfirmationAnswerController(ConfirmationAnswers answers, Confirmations confirmations, TerritoryChoices territory,
			ListExports exports) {
		this.answers = answers;
		this.confirmations = confirmations;
		this.territory = territory;
		this.exports = exports;
	}

	/** Where an answer is taken back, from a card. */
	static String undo(UUID answer, ConfirmationFilter filter) {
		return QueryLink.to(PATH + "/" + answer + "/annulation").with("retour", filter.link()).toString();
	}

	@CoordinatorOnly
	@GetMapping(PATH)
	ModelAndView list(@RequestParam Map<String, String> query, PageRequest asked, CurrentAccount me) {
		Map<String, String> accounts = this.answers.accounts();
		Map<String, String> academies = this.territory.academies(me);
		String account = accounts.containsKey(query.get("compte")) ? query.get("compte") : null;
		String academie = academies.containsKey(query.get("academie")) ? query.get("academie") : null;
		UUID of = (account != null) ? UUID.fromString(account) : null;
		long total = this.answers.count(of, academie);
		PageRequest page = asked.within(total);
		QueryLink link = QueryLink.to(PATH).with("compte", account).with("academie", academie);
		return new ModelAndView("confirmation/answers", "view", new AnswersPage(this.answers.page(of, academie, page),
				Pagination.of(page, total, link), accounts, academies, account, academie));
	}

	@CoordinatorOnly
	@GetMapping({ PATH + "/export.csv", PATH + "/export.xlsx" })
	void export(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		Map<String, String> accounts = this.answers.accounts();
		Map<String, String> academies = this.territory.academies(me);
		String account = accounts.containsKey(query.get("compte")) ? query.get("compte") : null;
		String academie = academies.containsKey(query.get("academie")) ? query.get("academie") : null;
		UUID of = (account != null) ? UUID.fromString(account) : null;
		this.exports.send(new ListExport<>("confirmation.answers.title",
				QueryLink.to(PATH).with("compte", account).with("academie", academie), true,
				new Filters().with("confirmation.answers.account", accounts.get(account))
					.with("confirmation.academie", academies.get(academie))
					.toList(),
				columns, () -> this.answers.all(of, academie)), format, me, response);
	}

	@PostMapping(PATH + "/{id}/annulation")
	String takeBack(@PathVariable UUID id, @RequestParam @Nullable String retour, CurrentAccount me,
			RedirectAttributes flash) {
		try {
			Undone undone = this.confirmations.undo(id, me);
			flash.addFlashAttribute("done",
					(undone.successor() != null) ? "confirmation.undone.successorStays" : "confirmation.undone");
			flash.addFlashAttribute("doneArgs", new Object[] { undone.name(), String.valueOf(undone.successor()) });
		}
		catch (TouchedSinceException ex) {
			flash.addFlashAttribute("failed", "confirmation.touchedSince");
		}
		catch (PostRepeatedException | DataIntegrityViolationException ex) {
			flash.addFlashAttribute("failed", "confirmation.takenUpSince");
		}
		QueryLink back = QueryLink.read(retour, PATH)
			.filter((link) -> me.isCoordinator())
			.orElseGet(() -> ConfirmationFilter.read(retour, this.territory, me).link());
		return "redirect:" + back;
	}

	/**
	 * @param account whose answers are shown, null for everybody's
	 * @param academie where, null for everywhere
	 */
	record AnswersPage(List<AnswerRow> rows, Pagination pagination, Map<String, String> accounts,
			Map<String, String> academies, @Nullable String account, @Nullable String academie) {

		public boolean isNarrowed() {
			return this.account != null || this.academie != null;
		}

	}

}
