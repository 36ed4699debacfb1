package fr.dossiersco.outreach.digest;

import fr.dossiersco.outreach.account.CurrentAccount;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own digest: what it would say now, and whether one gets it. */
@Controller
class DigestController {

	private final Digests digests;

	private final Subscriptions subscriptions;

	DigestController(Digests digests, Subscriptions subscriptions) {
		this.digests = digests;
		this.subscriptions = subscriptions;
	}

	@GetMapping("/compte/bilan")
	ModelAndView preview(CurrentAccount me) {
		return new ModelAndView("digest/preview", "view",
				new PreviewPage(this.digests.preview(me), this.subscriptions.isOn(me)));
	}

	@PostMapping("/compte/bilan")
	String begin(CurrentAccount me, RedirectAttributes flash) {
		this.subscriptions.begin(me);
		flash.addFlashAttribute("done", "digest.begun");
		return "redirect:/compte";
	}

	@PostMapping("/compte/bilan/arret")
	String end(CurrentAccount me, RedirectAttributes flash) {
		this.subscriptions.end(me);
		flash.addFlashAttribute("done", "digest.ended");
		return "redirect:/compte";
	}

	record PreviewPage(Digest digest, boolean subscribed) {

		public String text() {
			return this.digest.text();
		}

	}

}
