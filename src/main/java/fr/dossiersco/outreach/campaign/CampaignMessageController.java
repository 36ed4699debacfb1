package fr.dossiersco.outreach.campaign;

import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Chooses the messages that are written for a campaign. */
@Controller
@TeamOnly
@RequestMapping("/campagnes/{id}/messages")
class CampaignMessageController {

	private final CampaignMessages messages;

	CampaignMessageController(CampaignMessages messages) {
		this.messages = messages;
	}

	@PostMapping
	String add(@PathVariable UUID id, @RequestParam @Nullable UUID message, CurrentAccount me,
			RedirectAttributes flash) {
		boolean added = message != null && this.messages.add(id, message, me);
		flash.addFlashAttribute(added ? "done" : "failed",
				added ? "campaign.message.added" : "campaign.message.choose");
		return back(id);
	}

	@PostMapping("/{message}/retrait")
	String remove(@PathVariable UUID id, @PathVariable UUID message, RedirectAttributes flash) {
		this.messages.remove(id, message);
		flash.addFlashAttribute("done", "campaign.message.removed");
		flash.addFlashAttribute("undo",
				new Undo("/campagnes/" + id + "/messages?message=" + message, "campaign.message.undo"));
		return back(id);
	}

	private static String back(UUID id) {
		return "redirect:/campagnes/" + id + "#messages";
	}

}
