package fr.dossiersco.outreach.interaction;

import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Keeps what is being typed, at each pause, and drops it when its author starts afresh.
 */
@Controller
class DraftController {

	private final Drafts drafts;

	DraftController(Drafts drafts) {
		this.drafts = drafts;
	}

	@PostMapping("/echanges/brouillon")
	ResponseEntity<Void> keep(@RequestParam @Nullable String uai, @RequestParam @Nullable UUID contact,
			CurrentAccount me, HttpServletRequest request) {
		if ((uai == null || uai.isBlank()) && contact == null) {
			return ResponseEntity.badRequest().build();
		}
		this.drafts.keep(me, Drafts.subject((uai == null || uai.isBlank()) ? null : uai, contact),
				request.getParameterMap());
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/echanges/brouillon/abandon")
	String drop(@RequestParam @Nullable String uai, @RequestParam @Nullable UUID contact, CurrentAccount me,
			RedirectAttributes flash) {
		boolean school = uai != null && !uai.isBlank();
		this.drafts.forget(me, Drafts.subject(school ? uai : null, contact));
		flash.addFlashAttribute("done", "interaction.draft.dropped");
		if (school) {
			flash.addAttribute("etablissement", uai);
		}
		return school ? "redirect:/echanges/nouveau" : "redirect:/";
	}

}
