package fr.dossiersco.outreach.proconnect;

import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages around ProConnect: none where it is not configured. */
@Controller
class ProConnectController {

	private final ProConnect proConnect;

	private final JdbcClient jdbc;

	ProConnectController(ProConnect proConnect, JdbcClient jdbc) {
		this.proConnect = proConnect;
		this.jdbc = jdbc;
	}

	/** Only for whoever another site sends: a filter sees all others off. */
	@GetMapping(ProConnect.START)
	String start() {
		mustBeOn();
		return "redirect:/connexion";
	}

	@GetMapping("/connexion/proconnect/refus/{reason}")
	String refused(@PathVariable String reason, Model model) {
		mustBeOn();
		model.addAttribute("refusal", Refusal.at(reason).orElseThrow(() -> new NotFoundException("refusal")));
		return "proconnect/refusal";
	}

	@GetMapping(Departure.PAGE)
	String leave(HttpServletRequest request, HttpServletResponse response, Model model) {
		mustBeOn();
		return Departure.take(request).map((address) -> {
			response.setHeader("Refresh", "0;url=" + address);
			model.addAttribute("address", address);
			return "proconnect/end";
		}).orElse("redirect:/connexion?deconnexion");
	}

	@GetMapping(Departure.RETURN)
	String left() {
		mustBeOn();
		return "redirect:/connexion?deconnexion";
	}

	@PostMapping("/compte/proconnect/{id}/retrait")
	String unlink(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		mustBeOn();
		this.jdbc.sql("delete from account_identity where id = ? and account_id = ?").params(id, me.id()).update();
		flash.addFlashAttribute("done", "proconnect.unlinked");
		return "redirect:/compte";
	}

	private void mustBeOn() {
		if (!this.proConnect.isOn()) {
			throw new NotFoundException("ProConnect");
		}
	}

}
