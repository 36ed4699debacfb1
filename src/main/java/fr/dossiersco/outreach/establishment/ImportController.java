package fr.dossiersco.outreach.establishment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Spreadsheet;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Imports of the directory: their history, a new one, how one goes and what it did. */
@Controller
@CoordinatorOnly
class ImportController {

	private static final int REJECTIONS_SHOWN = 20;

	private static final int REJECTIONS_AT_ONCE = 1_000;

	private final ImportJobs jobs;

	private final ImportRuns runs;

	private final Closures closures;

	private final DirectoryProperties properties;

	private final MessageSource messages;

	private final Clock clock;

	ImportController(ImportJobs jobs, ImportRuns runs, Closures closures, DirectoryProperties properties,
			MessageSource messages, Clock clock) {
		this.jobs = jobs;
		this.runs = runs;
		this.closures = closures;
		this.properties = properties;
		this.messages = messages;
		this.clock = clock;
	}

	@GetMapping("/imports")
	ModelAndView list(PageRequest asked) {
		return list(asked, new UploadForm(null, null), HttpStatus.OK);
	}

	private ModelAndView list(PageRequest asked, UploadForm form, HttpStatus status) {
		Pagination pagination = Pagination.of(asked, this.runs.count(), QueryLink.to("/imports"));
		List<ImportRun> latest = this.runs.latest((pagination.number() - 1) * pagination.size(), pagination.size());
		return new ModelAndView("establishment/imports", status)
			.addObject("view", new ImportListPage(latest, pagination, this.properties.url().getHost()))
			.addObject("form", form);
	}

	@PostMapping("/imports")
	ModelAndView upload(@ModelAttribute("form") UploadForm form, BindingResult errors, PageRequest asked,
			CurrentAccount me) throws IOException {
		MultipartFile file = form.file();
		if (file == null || file.isEmpty()) {
			boolean chosen = file != null && file.getOriginalFilename() != null
					&& !file.getOriginalFilename().isEmpty();
			errors.rejectValue("file", chosen ? "establishment.import.refusal.EMPTY" : "establishment.import.noFile");
		}
		if (form.extractDate() != null && form.extractDate().isAfter(LocalDate.now(this.clock))) {
			errors.rejectValue("extractDate", "establishment.import.futureDate");
		}
		if (file != null && !errors.hasErrors()) {
			Path received = this.jobs.temporaryFile();
			file.transferTo(received);
			try {
				UUID run = this.jobs.submit(received, name(file), form.extractDate(), me.id());
				return new ModelAndView("redirect:/imports/" + run);
			}
			catch (DirectoryRefusedException ex) {
				errors.rejectValue("file", ex.messageKey(), new Object[] { detail(ex.detail()) }, null);
			}
		}
		return list(asked, form, HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@PostMapping("/imports/portail")
	String fetch(CurrentAccount me) {
		return "redirect:/imports/" + this.jobs.submitFromPortal(me.id());
	}

	/**
	 * While it runs, a page that is open asks for its progress only; once it has ended,
	 * for everything.
	 */
	@GetMapping("/imports/{id}")
	ModelAndView show(@PathVariable UUID id, PageRequest asked,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, HttpServletResponse answer) {
		ImportRun run = require(id);
		boolean progress = htmx != null;
		if (progress && !run.isUnfinished()) {
			answer.setHeader("HX-Refresh", "true");
		}
		Pagination proposals = Pagination.of(asked, run.proposed(), QueryLink.to("/imports/" + id));
		ImportPage page = new ImportPage(run, this.clock.instant(), this.runs.warnings(id), this.runs.thinScopes(id),
				this.runs.rejectionsByReason(id), this.runs.rejections(id, 0, REJECTIONS_SHOWN),
				this.closures.proposals(id, (proposals.number() - 1) * proposals.size(), proposals.size()),
				this.closures.pending(id), proposals);
		return new ModelAndView(progress ? "establishment/import :: progress" : "establishment/import", "view", page);
	}

	/** For a spreadsheet. */
	@GetMapping("/imports/{id}/rejets.csv")
	void rejections(@PathVariable UUID id, HttpServletResponse answer) throws IOException {
		require(id);
		FileFormat.CSV.announce(answer, "rejets-" + id);
		Spreadsheet file = FileFormat.CSV.open(answer.getOutputStream(), "rejets",
				List.of(text("establishment.import.rejection.line"), text("establishment.import.rejection.uai"),
						text("establishment.import.rejection.reason")));
		long last = 0;
		List<Rejection> rejections;
		do {
			rejections = this.runs.rejections(id, last, REJECTIONS_AT_ONCE);
			for (Rejection rejection : rejections) {
				file.row(List.of(rejection.line(), detail(rejection.uai()),
						text("establishment.import.reason." + rejection.reason(), detail(rejection.detail()))));
				last = rejection.line();
			}
		}
		while (rejections.size() == REJECTIONS_AT_ONCE);
		file.finish(List.of());
	}

	private ImportRun require(UUID id) {
		return this.runs.find(id).orElseThrow(() -> new NotFoundException("import " + id));
	}

	private String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	private static String detail(@Nullable String detail) {
		return (detail != null) ? detail : "";
	}

	/** Some browsers send the whole path. */
	private static String name(MultipartFile file) {
		String name = detail(file.getOriginalFilename()).replace('\\', '/').replaceAll("[\\p{Cntrl}]", "");
		name = name.substring(name.lastIndexOf('/') + 1);
		return name.isBlank() ? "sans-nom.csv" : name.substring(0, Math.min(200, name.length()));
	}

	/**
	 * What is chosen to start an import.
	 *
	 * @param extractDate when the ministry made the file, where its lines don't say
	 */
	record UploadForm(@Nullable MultipartFile file, @Nullable LocalDate extractDate) {
	}

	/** The history, page by page. */
	record ImportListPage(List<ImportRun> rows, Pagination pagination, @Nullable String portal) {
	}

}
