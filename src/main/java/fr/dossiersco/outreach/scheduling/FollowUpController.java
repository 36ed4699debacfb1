package fr.dossiersco.outreach.scheduling;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.scheduling.FollowUp.FollowUpClosedException;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The list of next steps, and what one does to each of them. */
@Controller
class FollowUpController {

	private final FollowUpList list;

	private final FollowUps followUps;

	private final Whereabouts whereabouts;

	private final SchoolScopes scopes;

	FollowUpController(FollowUpList list, FollowUps followUps, Whereabouts whereabouts, SchoolScopes scopes) {
		this.list = list;
		this.followUps = followUps;
		this.whereabouts = whereabouts;
		this.scopes = scopes;
	}

	@GetMapping("/relances")
	ModelAndView list(@ModelAttribute("filter") FollowUpFilter filter, @RequestParam Map<String, String> query,
			PageRequest asked, CurrentAccount me) {
		SchoolScope scope = this.scopes.read(query, FollowUpFilter.SCHOOLS);
		QueryLink link = filter.link(scope);
		long total = this.list.count(filter, scope, me.id());
		PageRequest page = asked.within(total);
		return new ModelAndView("scheduling/list", "view",
				new FollowUpListPage(this.list.rows(filter, scope, me.id(), page), Pagination.of(page, total, link),
						filter, scope.fields(), scope.isNarrowed(), scope.removals(link), filter.moments(link),
						filter.owners(link), link.toString()));
	}

	@PostMapping("/relances/{id}/cloture")
	String close(@PathVariable UUID id, @RequestParam @Nullable Closure closure, @RequestParam @Nullable String retour,
			CurrentAccount me, RedirectAttributes flash) {
		this.followUps.close(id, (closure != null) ? closure : Closure.FAIT, null, me);
		flash.addFlashAttribute("done", "scheduling.closed");
		flash.addFlashAttribute("undo", new Undo("/relances/" + id + "/reouverture", "scheduling.reopen"));
		return back(retour);
	}

	@PostMapping("/relances/{id}/reouverture")
	String reopen(@PathVariable UUID id, @RequestParam @Nullable String retour, RedirectAttributes flash) {
		this.followUps.reopen(id);
		flash.addFlashAttribute("done", "scheduling.reopened");
		return back(retour);
	}

	@GetMapping("/relances/{id}/report")
	ModelAndView postponement(@PathVariable UUID id, @RequestParam(required = false) @Nullable String retour) {
		FollowUpRow row = open(id);
		return page(row, new PostponeForm(row.dueOn(), row.dueHalf(), null, null, retour), HttpStatus.OK);
	}

	/**
	 * By a number of days, to the first half-day that is open from then on; or to a day
	 * chosen, which may be closed for a reason.
	 */
	@PostMapping("/relances/{id}/report")
	ModelAndView postpone(@PathVariable UUID id, @Valid @ModelAttribute("form") PostponeForm form, BindingResult errors,
			RedirectAttributes flash) {
		FollowUpRow row = open(id);
		Agenda agenda = this.whereabouts.of(id);
		if (form.jours() == null) {
			check(form, agenda, errors);
			if (errors.hasErrors()) {
				return page(row, form, HttpStatus.UNPROCESSABLE_CONTENT)
					.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			}
		}
		When to = (form.jours() != null)
				? When.firstOpen(agenda, this.list.today().plusDays(Math.clamp(form.jours(), 1, 365)))
				: form.when(agenda);
		this.followUps.postpone(id, to);
		flash.addFlashAttribute("done", row.agreed() ? "scheduling.postponed.agreed" : "scheduling.postponed");
		flash.addFlashAttribute("doneArgs",
				new Object[] { to.day().format(DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.FRENCH)) });
		return new ModelAndView(back(form.retour()));
	}

	private void check(PostponeForm form, Agenda agenda, BindingResult errors) {
		LocalDate date = form.date();
		if (date == null) {
			if (!errors.hasFieldErrors("date")) {
				errors.rejectValue("date", "scheduling.postpone.missing");
			}
		}
		else if (date.isBefore(this.list.today())) {
			errors.rejectValue("date", "scheduling.postponedToThePast");
		}
		else if (form.motif() == null) {
			agenda.whyClosed(date)
				.ifPresent((closed) -> errors.rejectValue("motif", "scheduling.postpone.closed." + closed.reason(),
						new Object[] { String.valueOf(closed.detail()) }, null));
		}
	}

	private ModelAndView page(FollowUpRow row, PostponeForm form, HttpStatus status) {
		return new ModelAndView("scheduling/postpone", Map.of("view", row, "form", form), status);
	}

	private FollowUpRow open(UUID id) {
		if (!this.followUps.isOpen(id)) {
			throw new FollowUpClosedException();
		}
		return this.list.find(id).orElseThrow(() -> new NotFoundException("follow-up " + id));
	}

	/** Two people closed the same one: nothing is lost, the second is told. */
	@ExceptionHandler
	String closedMeanwhile(FollowUpClosedException ex, HttpServletRequest request, HttpServletResponse response) {
		RequestContextUtils.getOutputFlashMap(request).putAll(Map.of("failed", "scheduling.closedMeanwhile"));
		RequestContextUtils.saveOutputFlashMap("/relances", request, response);
		return "redirect:/relances";
	}

	/** Only to our own pages: an address given by the form could lead anywhere. */
	private static String back(@Nullable String to) {
		boolean ours = to != null && to.startsWith("/") && !to.startsWith("//") && !to.contains("\\");
		return "redirect:" + (ours ? to : "/relances");
	}

	/**
	 * Where a next step goes.
	 *
	 * @param jours in how many days, else {@code date} counts
	 * @param motif why a closed day was chosen
	 * @param retour the page to come back to
	 */
	record PostponeForm(@Nullable LocalDate date, @Nullable HalfDay demi, @Size(max = 300) @Nullable String motif,
			@Nullable Integer jours, @Nullable String retour) {

		public HalfDay[] halves() {
			return HalfDay.values();
		}

		/** The day of a valid form; the reason counts on a closed one alone. */
		When when(Agenda agenda) {
			LocalDate day = Objects.requireNonNull(this.date);
			When when = (this.demi != null) ? When.halfDay(day, this.demi) : When.day(day);
			return agenda.whyClosed(day).isPresent() ? when.inSpiteOf(this.motif) : when;
		}

	}

	record FollowUpListPage(List<FollowUpRow> rows, Pagination pagination, FollowUpFilter filter,
			List<SchoolScope.Field> fields, boolean narrowed, List<SchoolScope.Removal> tags,
			List<FollowUpFilter.Choice> moments, List<FollowUpFilter.Choice> owners, String address) {
	}

}
