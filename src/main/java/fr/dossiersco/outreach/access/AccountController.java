package fr.dossiersco.outreach.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.access.HandingOver.Handed;
import fr.dossiersco.outreach.access.People.Decision;
import fr.dossiersco.outreach.access.People.Kept;
import fr.dossiersco.outreach.access.People.Successor;
import fr.dossiersco.outreach.account.AccountKeeping;
import fr.dossiersco.outreach.account.AccountKeeping.LastCoordinatorException;
import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.account.ServedDepartements;
import fr.dossiersco.outreach.territory.Territory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One account, and what a coordinator decides of it. */
@Controller
@CoordinatorOnly
class AccountController {

	private static final String PATH = "/comptes/{id}";

	private final People people;

	private final AccountKeeping accounts;

	private final HandingOver handing;

	private final PasswordLinks passwords;

	private final ServedDepartements departements;

	private final Territory territory;

	AccountController(People people, AccountKeeping accounts, HandingOver handing, PasswordLinks passwords,
			ServedDepartements departements, Territory territory) {
		this.people = people;
		this.accounts = accounts;
		this.handing = handing;
		this.passwords = passwords;
		this.departements = departements;
		this.territory = territory;
	}

	@GetMapping(PATH)
	ModelAndView show(@PathVariable UUID id, CurrentAccount me) {
		Kept kept = this.people.require(id);
		return page(kept, me, HttpStatus.OK).addObject("rights", RightsForm.of(kept))
			.addObject("leaving", new LeavingForm(null, null, kept.version()));
	}

	@PostMapping(PATH + "/droits")
	ModelAndView serve(@PathVariable UUID id, @Valid @ModelAttribute("rights") RightsForm form, BindingResult errors,
			CurrentAccount me, HttpServletRequest request, RedirectAttributes flash) {
		Kept kept = this.people.require(id);
		Rights rights = Rights.read(form.role(), form.academies(), this.territory, errors);
		if (rights != null && !errors.hasErrors()) {
			try {
				boolean changed = this.accounts.serve(id, rights.role(), rights.academies(), form.seen(), me);
				return done(id, me, request, flash, changed, changed ? "access.rights.done" : "access.rights.same");
			}
			catch (LastCoordinatorException ex) {
				errors.rejectValue("role", "access.last");
			}
			catch (OptimisticLockingFailureException ex) {
				return changedMeanwhile(id, me, form, null);
			}
		}
		return page(kept, me, HttpStatus.UNPROCESSABLE_CONTENT)
			.addObject(BindingResult.MODEL_KEY_PREFIX + "rights", errors)
			.addObject("rights", form)
			.addObject("leaving", new LeavingForm(null, null, kept.version()));
	}

	@PostMapping(PATH + "/desactivation")
	ModelAndView deactivate(@PathVariable UUID id, @Valid @ModelAttribute("leaving") LeavingForm form,
			BindingResult errors, CurrentAccount me, HttpServletRequest request, RedirectAttributes flash) {
		Kept kept = this.people.require(id);
		if (form.successeur() != null && this.people.successors(id)
			.stream()
			.noneMatch((successor) -> successor.id().equals(form.successeur()))) {
			errors.rejectValue("successeur", "access.successor.unknown");
		}
		if (!errors.hasErrors()) {
			try {
				this.handing.leave(id, Objects.requireNonNull(form.motif()), form.seen(), form.successeur(), me);
				return done(id, me, request, flash, true, "access.leaving.done");
			}
			catch (LastCoordinatorException ex) {
				errors.reject("access.last");
			}
			catch (OptimisticLockingFailureException ex) {
				return changedMeanwhile(id, me, null, form);
			}
		}
		return page(kept, me, HttpStatus.UNPROCESSABLE_CONTENT)
			.addObject(BindingResult.MODEL_KEY_PREFIX + "leaving", errors)
			.addObject("leaving", form)
			.addObject("rights", RightsForm.of(kept));
	}

	@PostMapping(PATH + "/reactivation")
	ModelAndView reactivate(@PathVariable UUID id, @RequestParam(defaultValue = "-1") int version, CurrentAccount me,
			RedirectAttributes flash) {
		this.people.require(id);
		try {
			this.accounts.reactivate(id, version, me);
		}
		catch (OptimisticLockingFailureException ex) {
			return changedMeanwhile(id, me, null, null);
		}
		flash.addFlashAttribute("done", "access.return.done");
		return new ModelAndView("redirect:/comptes/" + id);
	}

	@PostMapping(PATH + "/transmission")
	String handOver(@PathVariable UUID id, @RequestParam @Nullable UUID successeur, CurrentAccount me,
			RedirectAttributes flash) {
		this.people.require(id);
		if (successeur == null || successeur.equals(id)) {
			flash.addFlashAttribute("failed", "access.successor.none");
		}
		else {
			Handed handed = this.handing.handOver(id, successeur, me);
			flash.addFlashAttribute("done", "access.handOver.done");
			flash.addFlashAttribute("doneArgs", new Object[] { handed.schools(), handed.steps() });
		}
		return "redirect:/comptes/" + id;
	}

	@PostMapping(PATH + "/departements")
	String focus(@PathVariable UUID id, @RequestParam @Nullable List<String> departements, RedirectAttributes flash) {
		this.people.require(id);
		this.departements.choose(id, (departements != null) ? Set.copyOf(departements) : Set.of());
		flash.addFlashAttribute("done", "access.departements.done");
		return "redirect:/comptes/" + id;
	}

	@PostMapping(PATH + "/mot-de-passe")
	String offerPassword(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.people.require(id);
		boolean sent = this.passwords.offer(id, me);
		flash.addFlashAttribute(sent ? "done" : "failed", sent ? "access.password.sent" : "access.password.closed");
		return "redirect:/comptes/" + id;
	}

	/** Whoever changed themself has no session any more to come back with. */
	private static ModelAndView done(UUID id, CurrentAccount me, HttpServletRequest request, RedirectAttributes flash,
			boolean ended, String message) {
		HttpSession session = request.getSession(false);
		if (ended && id.equals(me.id()) && session != null) {
			session.invalidate();
			return new ModelAndView("redirect:/connexion");
		}
		flash.addFlashAttribute("done", message);
		return new ModelAndView("redirect:/comptes/" + id);
	}

	private ModelAndView changedMeanwhile(UUID id, CurrentAccount me, @Nullable RightsForm rights,
			@Nullable LeavingForm leaving) {
		Kept now = this.people.require(id);
		return page(now, me, HttpStatus.CONFLICT).addObject("meanwhile", true)
			.addObject("rights",
					(rights != null) ? new RightsForm(rights.role(), rights.academies(), now.version())
							: RightsForm.of(now))
			.addObject("leaving",
					(leaving != null) ? new LeavingForm(leaving.motif(), leaving.successeur(), now.version())
							: new LeavingForm(null, null, now.version()));
	}

	private ModelAndView page(Kept kept, CurrentAccount me, HttpStatus status) {
		List<Line> history = this.people.decisions(kept.id()).stream().map(this::line).toList();
		return new ModelAndView("access/account", status).addObject("view",
				new AccountPage(kept, AcademieNames.of(kept.served(), this.territory),
						DepartementNames.of(kept.departements(), this.territory), offered(kept),
						kept.id().equals(me.id()), Role.values(), InvitationController.choices(this.territory),
						this.people.successors(kept.id()), history));
	}

	/** Those that can be chosen, with whether they are. */
	private List<Choice> offered(Kept kept) {
		Set<String> served = AcademieNames.codes(kept.served());
		Set<String> chosen = AcademieNames.codes(kept.departements());
		return this.territory.departements()
			.stream()
			.filter((departement) -> served.contains(departement.academie()))
			.map((departement) -> new Choice(departement.code(), departement.label(),
					chosen.contains(departement.code())))
			.toList();
	}

	private Line line(Decision decision) {
		return new Line(decision, AcademieNames.of(decision.fromServed(), this.territory),
				AcademieNames.of(decision.toServed(), this.territory));
	}

	/**
	 * @param academies codes, for an ambassador alone
	 * @param version of the account as the page showed it
	 */
	record RightsForm(@NotNull @Nullable Role role, List<String> academies, @Nullable Integer version) {

		RightsForm {
			academies = Objects.requireNonNullElse(academies, List.of());
		}

		static RightsForm of(Kept kept) {
			return new RightsForm(kept.role(), List.copyOf(AcademieNames.codes(kept.served())), kept.version());
		}

		int seen() {
			return Objects.requireNonNullElse(this.version, -1);
		}

	}

	/**
	 * @param successeur whom schools and next steps go to, null for nobody yet
	 * @param version of the account as the page showed it
	 */
	record LeavingForm(@NotBlank @Size(max = 300) @Nullable String motif, @Nullable UUID successeur,
			@Nullable Integer version) {

		int seen() {
			return Objects.requireNonNullElse(this.version, -1);
		}

	}

	/**
	 * @param from the names of the académies before
	 * @param to those after
	 */
	record Line(Decision decision, String from, String to) {
	}

	/** A département among those that can be chosen. */
	record Choice(String code, String label, boolean chosen) {
	}

	/**
	 * @param academies the names of those served, empty for the team
	 * @param departements the names of those looked at first
	 * @param offered those that could be
	 * @param self whether it is the coordinator's own
	 * @param choices the académies, code and name
	 */
	record AccountPage(Kept account, String academies, String departements, List<Choice> offered, boolean self,
			Role[] roles, Map<String, String> choices, List<Successor> successors, List<Line> history) {

		public Map<String, String> successorChoices() {
			Map<String, String> choices = new LinkedHashMap<>();
			this.successors.forEach((successor) -> choices.put(successor.id().toString(), successor.name()));
			return choices;
		}

	}

}
