package fr.dossiersco.outreach.account;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ends one's own sessions elsewhere. */
@Controller
class SessionsController {

	private final OpenSessions sessions;

	SessionsController(OpenSessions sessions) {
		this.sessions = sessions;
	}

	@PostMapping("/compte/sessions/{session}/fin")
	String end(@PathVariable String session, CurrentAccount me, HttpServletRequest request, RedirectAttributes flash) {
		boolean ended = this.sessions.end(me.id(), session, request.getSession().getId());
		flash.addFlashAttribute("done", ended ? "account.sessions.ended" : "account.sessions.over");
		return "redirect:/compte";
	}

	@PostMapping("/compte/sessions/fin")
	String endOthers(CurrentAccount me, HttpServletRequest request, RedirectAttributes flash) {
		this.sessions.endOthers(me.id(), request.getSession().getId());
		flash.addFlashAttribute("done", "account.sessions.endedOthers");
		return "redirect:/compte";
	}

}
