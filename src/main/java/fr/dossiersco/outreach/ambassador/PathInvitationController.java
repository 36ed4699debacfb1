package fr.dossiersco.outreach.ambassador;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

import fr.dossiersco.outreach.access.Invitations;
import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.ambassador.PathRecords.Path;
import fr.dossiersco.outreach.ambassador.Paths.Invited;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import fr.dossiersco.outreach.territory.Territory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Invites the person of a path, with what their record knows already. */
@Controller
@CoordinatorOnly
@RequestMapping("/ambassadeurs/{id}/invitation")
class PathInvitationController {

	private final PathRecords records;

	private final Paths paths;

	private final Readings readings;

	private final Territory territory;

	PathInvitationController(PathRecords records, Paths paths, Readings readings, Territory territory) {
		this.records = records;
		this.paths = paths;
		this.readings = readings;
		this.territory = territory;
	}

	@GetMapping
	ModelAndView form(@PathVariable UUID id, RedirectAttributes flash) {
		Path path = this.records.require(id);
		if (!path.isInvitable()) {
			return back(id, path.opposed() ? Invited.OPPOSED : Invited.MEANWHILE, flash);
		}
		List<String> addresses = this.records.addresses(path.contact());
		return page(path, addresses, new InvitationForm(path.name(), addresses.isEmpty() ? null : addresses.getFirst(),
				(path.academie() != null) ? List.of(path.academie()) : List.of()));
	}

	@PostMapping
	ModelAndView invite(@PathVariable UUID id, @Valid @ModelAttribute("form") InvitationForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Path path = this.records.require(id);
		if (form.academies().stream().anyMatch((code) -> this.territory.academie(code) == null)) {
			errors.rejectValue("academies", "access.academies.unknown");
		}
		else if (form.academies().isEmpty()) {
			errors.rejectValue("academies", "access.academies.none");
		}
		if (!errors.hasErrors()) {
			try {
				Invited invited = this.paths.invite(id, Objects.requireNonNull(form.nom()),
						Objects.requireNonNull(form.adresse()), new TreeSet<>(form.academies()), me);
				if (invited == Invited.DONE) {
					Words.told("ambassador.invite.sent", flash, Objects.requireNonNull(form.adresse()));
				}
				return back(id, invited, flash);
			}
			catch (Invitations.AlreadyThereException ex) {
				errors.rejectValue("adresse", ex.messageKey());
			}
		}
		ModelAndView refused = page(path, this.records.addresses(path.contact()), form);
		refused.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return refused.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
	}

	@PostMapping("/renvoi")
	ModelAndView inviteAgain(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		Invited invited = this.paths.inviteAgain(id, me);
		if (invited == Invited.DONE) {
			flash.addFlashAttribute("done", "ambassador.invite.resent");
		}
		return back(id, invited, flash);
	}

	private static ModelAndView back(UUID id, Invited invited, RedirectAttributes flash) {
		switch (invited) {
			case OPPOSED -> Words.refused("ambassador.opposed", flash);
			case MEANWHILE -> Words.refused("ambassador.meanwhile", flash);
			case DONE -> {
			}
		}
		return new ModelAndView("redirect:/ambassadeurs/" + id);
	}

	private ModelAndView page(Path path, List<String> addresses, InvitationForm form) {
		if (!addresses.isEmpty()) {
			this.readings.note(ReadingPlace.AMBASSADE, List.of(path.contact()));
		}
		Map<String, String> academies = new LinkedHashMap<>();
		this.territory.academies().forEach((academie) -> academies.put(academie.code(), academie.name()));
		return new ModelAndView("ambassador/invitation", "form", form).addObject("view",
				new InvitationPage(path, addresses, academies));
	}

	/**
	 * @param academies codes of those that the ambassador will serve
	 */
	record InvitationForm(@NotBlank @Size(max = 120) @Nullable String nom,
			@NotBlank @Size(max = 254) @Email(regexp = ".+@.+\\..+") @Nullable String adresse, List<String> academies) {

		InvitationForm {
			academies = Objects.requireNonNullElse(academies, List.of());
		}

	}

	/**
	 * @param addresses those that the person's record has
	 * @param academies those to choose from, by code
	 */
	record InvitationPage(Path path, List<String> addresses, Map<String, String> academies) {
	}

}
