package fr.dossiersco.outreach.contact;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.Organisations.OrganisationFilter;
import fr.dossiersco.outreach.contact.Organisations.OrganisationShown;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Label;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Federations and their committees, networks, services of an académie, and their people.
 */
@Controller
@RequestMapping("/organisations")
class OrganisationController {

	private static final List<Column<OrganisationShown>> columns = List.of(
			new Column<>("contact.organisations.name", OrganisationShown::name),
			Column.coded("contact.organisation.kind", "contact.organisation.kind.", OrganisationShown::kind),
			new Column<>("contact.organisation.academie",
					(row) -> (row.academie() != null) ? row.academie() : new Label("contact.organisation.national")),
			new Column<>("contact.organisation.parent", OrganisationShown::parentName),
			new Column<>("contact.organisation.people", OrganisationShown::people));

	private final Organisations organisations;

	private final ListExports exports;

	private final OrganisationRepository repository;

	private final ContactBook book;

	private final Seats seats;

	private final Readings readings;

	private final TerritoryChoices territory;

	private final TransactionTemplate transactions;

	OrganisationController(Organisations organisations, ListExports exports, OrganisationRepository repository,
			ContactBook book, Seats seats, Readings readings, TerritoryChoices territory,
			TransactionTemplate transactions) {
		this.organisations = organisations;
		this.exports = exports;
		this.repository = repository;
		this.book = book;
		this.seats = seats;
		this.readings = readings;
		this.territory = territory;
		this.transactions = transactions;
	}

	@GetMapping
	ModelAndView list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String academie, PageRequest asked, CurrentAccount me) {
		OrganisationFilter filter = OrganisationFilter.of(q, type, academie);
		long total = this.organisations.count(filter);
		return new ModelAndView("contact/organisations", "view",
				new OrganisationListPage(filter, this.organisations.page(filter, asked.within(total)),
						Pagination.of(asked, total, filter.link()), this.territory.academies(me)));
	}

	@GetMapping({ "/export.csv", "/export.xlsx" })
	void export(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String academie, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		OrganisationFilter filter = OrganisationFilter.of(q, type, academie);
		List<ListExport.Filter> filters = new Filters().with("contact.organisations.name", filter.q())
			.coded("contact.organisation.kind", "contact.organisation.kind.", filter.kind())
			.with("contact.organisation.academie",
					(filter.academie() != null)
							? this.territory.academies(me).getOrDefault(filter.academie(), filter.academie()) : null)
			.toList();
		this.exports.send(new ListExport<>("contact.organisations.title", filter.link(), false, filters, columns,
				() -> this.organisations.all(filter)), format, me, response);
	}

	@GetMapping("/{id}")
	ModelAndView show(@PathVariable UUID id) {
		OrganisationPage page = new OrganisationPage(require(id), this.organisations.partsOf(id),
				this.book.peopleOf(id), this.seats.ofOrganisation(id));
		this.readings.note(ReadingPlace.ORGANISATION, ContactCard.reachable(page.people()));
		return new ModelAndView("contact/organisation", "view", page);
	}

	@GetMapping("/nouvelle")
	ModelAndView start(CurrentAccount me) {
		return form(null, OrganisationForm.EMPTY, null, me);
	}

	@PostMapping
	ModelAndView add(@Valid @ModelAttribute("form") OrganisationForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		check(null, form, errors, me);
		if (errors.hasErrors()) {
			return refused(form(null, form, null, me), errors);
		}
		Organisation added = this.repository.save(new Organisation(Objects.requireNonNull(form.name()),
				Objects.requireNonNull(form.kind()), form.academie(), form.parent()));
		flash.addFlashAttribute("done", "contact.organisation.added");
		return new ModelAndView("redirect:/organisations/" + added.id());
	}

	@GetMapping("/{id}/modifier")
	ModelAndView read(@PathVariable UUID id, CurrentAccount me) {
		require(id);
		return form(id, OrganisationForm.of(stored(id)), null, me);
	}

	@PostMapping("/{id}/modifier")
	ModelAndView correct(@PathVariable UUID id, @Valid @ModelAttribute("form") OrganisationForm form,
			BindingResult errors, CurrentAccount me, RedirectAttributes flash) {
		require(id);
		check(id, form, errors, me);
		if (errors.hasErrors()) {
			return refused(form(id, form, null, me), errors);
		}
		try {
			this.transactions.executeWithoutResult((transaction) -> {
				Organisation organisation = stored(id);
				if (form.version() == null || organisation.version() != form.version()) {
					throw new ObjectOptimisticLockingFailureException(Organisation.class, id);
				}
				organisation.correct(Objects.requireNonNull(form.name()), Objects.requireNonNull(form.kind()),
						form.academie(), form.parent());
			});
		}
		catch (OptimisticLockingFailureException ex) {
			ModelAndView answer = form(id, form.over(stored(id).version()), require(id), me);
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
		flash.addFlashAttribute("done", "contact.organisation.corrected");
		return new ModelAndView("redirect:/organisations/" + id);
	}

	private void check(@Nullable UUID id, OrganisationForm form, BindingResult errors, CurrentAccount me) {
		if (form.academie() != null ? !this.territory.academies(me).containsKey(form.academie()) : !me.isTeam()) {
			errors.rejectValue("academie", "contact.form.academieNeeded");
		}
		if (form.parent() != null && !this.organisations.wholesFor(id).containsKey(form.parent())) {
			errors.rejectValue("parent", "contact.organisation.parentImpossible");
		}
	}

	private OrganisationShown require(UUID id) {
		return this.organisations.find(id).orElseThrow(() -> new NotFoundException("organisation " + id));
	}

	private Organisation stored(UUID id) {
		return this.repository.findById(id).orElseThrow(() -> new NotFoundException("organisation " + id));
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private ModelAndView form(@Nullable UUID id, OrganisationForm form, @Nullable OrganisationShown written,
			CurrentAccount me) {
		return new ModelAndView("contact/organisation-form", Map.of("form", form, "view", new OrganisationFormPage(id,
				written, this.territory.academies(me), this.organisations.wholesFor(id), me.isTeam())));
	}

	/** All of them, narrowed as asked. */
	record OrganisationListPage(OrganisationFilter filter, List<OrganisationShown> rows, Pagination pagination,
			Map<String, String> academies) {

		public OrganisationKind[] kinds() {
			return OrganisationKind.values();
		}

	}

	/**
	 * One of them.
	 *
	 * @param parts those that are a part of it
	 * @param seats where its people sit
	 */
	record OrganisationPage(OrganisationShown organisation, List<OrganisationShown> parts, List<ContactCard> people,
			List<Seats.SeatShown> seats) {
	}

	/**
	 * The form.
	 *
	 * @param id null for a new one
	 * @param written what someone else wrote meanwhile
	 * @param wholes what it may be a part of
	 */
	record OrganisationFormPage(@Nullable UUID id, @Nullable OrganisationShown written, Map<String, String> academies,
			Map<UUID, String> wholes, boolean mayBeNational) {

		public OrganisationKind[] kinds() {
			return OrganisationKind.values();
		}

		public String action() {
			return (this.id != null) ? "/organisations/" + this.id + "/modifier" : "/organisations";
		}

		public String back() {
			return (this.id != null) ? "/organisations/" + this.id : "/organisations";
		}

	}

}
