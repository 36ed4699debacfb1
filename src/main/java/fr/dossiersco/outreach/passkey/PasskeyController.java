package fr.dossiersco.outreach.passkey;

import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Takes one's own passkeys back; adding them needs a device, and is Spring Security's.
 */
@Controller
class PasskeyController {

	private final JdbcClient jdbc;

	PasskeyController(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@PostMapping("/compte/cles/{id}/retrait")
	String remove(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.jdbc.sql("delete from passkey where id = ? and account_id = ?").params(id, me.id()).update();
		flash.addFlashAttribute("done", "passkey.removed");
		return "redirect:/compte";
	}

}
