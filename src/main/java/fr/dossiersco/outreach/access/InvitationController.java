package fr.dossiersco.outreach.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.access.Invitations.AlreadyThereException;
import fr.dossiersco.outreach.access.Invitations.Invitation;
import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Invitations as the coordinator writes, repeats and withdraws them. */
@Controller
@CoordinatorOnly
class InvitationController {

	private static final String PATH = "/comptes/invitations";

	private final Invitations invitations;

	private final Territory territory;

	InvitationController(Invitations invitations, Territory territory) {
		this.invitations = invitations;
		this.territory = territory;
	}

	@GetMapping(PATH + "/nouvelle")
	ModelAndView blank() {
		return page(new InvitationForm(null, null, null, List.of(), null), HttpStatus.OK);
	}

	@PostMapping(PATH)
	ModelAndView invite(@Valid @ModelAttribute("form") InvitationForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		Rights rights = Rights.read(form.role(), form.academies(), this.territory, errors);
		Set<String> departements = (rights != null)
				? TypedDepartements.read(form.departements(), rights, this.territory, errors) : Set.of();
		if (rights != null && !errors.hasErrors()) {
			try {
				UUID id = this.invitations.invite(Objects.requireNonNull(form.nom()),
						Objects.requireNonNull(form.adresse()), rights, departements, me);
				flash.addFlashAttribute("done", "access.invite.sent");
				flash.addFlashAttribute("doneArgs", new Object[] { form.adresse() });
				return new ModelAndView("redirect:" + PATH + "/" + id);
			}
			catch (AlreadyThereException ex) {
				errors.rejectValue("adresse", ex.messageKey());
			}
		}
		return page(form, HttpStatus.UNPROCESSABLE_CONTENT).addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
	}

	@GetMapping(PATH + "/{id}")
	ModelAndView show(@PathVariable UUID id) {
		Invitation invitation = this.invitations.require(id);
		return new ModelAndView("access/invitation", "view",
				new InvitationPage(invitation, AcademieNames.of(invitation.served(), this.territory),
						DepartementNames.of(invitation.departements(), this.territory)));
	}

	@PostMapping(PATH + "/{id}/renvoi")
	String resend(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.invitations.require(id);
		return back(id, this.invitations.resend(id, me), "access.invite.resent", flash);
	}

	@PostMapping(PATH + "/{id}/retrait")
	String withdraw(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.invitations.require(id);
		return back(id, this.invitations.withdraw(id, me), "access.invite.withdrawn", flash);
	}

	private static String back(UUID id, boolean done, String message, RedirectAttributes flash) {
		flash.addFlashAttribute(done ? "done" : "failed", done ? message : "access.invite.over");
		return "redirect:" + PATH + "/" + id;
	}

	private ModelAndView page(InvitationForm form, HttpStatus status) {
		ModelAndView page = new ModelAndView("access/invite", "form", form);
		page.setStatus(status);
		return page.addObject("view", new FormPage(Role.values(), choices(this.territory)));
	}

	/** The académies as checkboxes. */
	static Map<String, String> choices(Territory territory) {
		Map<String, String> choices = new LinkedHashMap<>();
		territory.academies().forEach((Academie academie) -> choices.put(academie.code(), academie.name()));
		return choices;
	}

	/**
	 * @param academies codes, for an ambassador alone
	 * @param departements numbers, as {@link TypedDepartements} reads them
	 */
	record InvitationForm(@NotBlank @Size(max = 120) @Nullable String nom,
			@NotBlank @Size(max = 254) @Email(regexp = ".+@.+\\..+") @Nullable String adresse,
			@NotNull @Nullable Role role, List<String> academies, @Size(max = 120) @Nullable String departements) {

		InvitationForm {
			academies = Objects.requireNonNullElse(academies, List.of());
		}

	}

	record FormPage(Role[] roles, Map<String, String> academies) {
	}

	/**
	 * @param academies their names
	 * @param departements theirs
	 */
	record InvitationPage(Invitation invitation, String academies, String departements) {
	}

}
