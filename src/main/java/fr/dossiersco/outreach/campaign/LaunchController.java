package fr.dossiersco.outreach.campaign;

import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.web.Undo;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Launches a campaign, closes it, opens it again. */
@Controller
@TeamOnly
@RequestMapping("/campagnes/{id}")
class LaunchController {

	private final Campaigns campaigns;

	LaunchController(Campaigns campaigns) {
		this.campaigns = campaigns;
	}

	@PostMapping("/lancement")
	String launch(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		try {
			Campaigns.Launched launched = this.campaigns.launch(id, me);
			flash.addFlashAttribute(launched.now() ? "done" : "failed",
					launched.now() ? "campaign.launched" : "campaign.launched.before");
			if (launched.now()) {
				flash.addFlashAttribute("doneArgs", new Object[] { launched.recipients() });
			}
		}
		catch (Segments.TooLongException ex) {
			flash.addFlashAttribute("failed", "campaign.launch.tooLong");
		}
		catch (Campaigns.NobodyException ex) {
			flash.addFlashAttribute("failed", "campaign.launch.nobody");
		}
		return "redirect:/campagnes/" + id;
	}

	@PostMapping("/cloture")
	String close(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.campaigns.close(id, me);
		flash.addFlashAttribute("done", "campaign.closed");
		flash.addFlashAttribute("undo", new Undo("/campagnes/" + id + "/reouverture", "campaign.reopen"));
		return "redirect:/campagnes/" + id;
	}

	@PostMapping("/reouverture")
	String reopen(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.campaigns.reopen(id, me);
		flash.addFlashAttribute("done", "campaign.reopened");
		return "redirect:/campagnes/" + id;
	}

}
