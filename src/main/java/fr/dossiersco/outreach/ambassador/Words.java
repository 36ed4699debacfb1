package fr.dossiersco.outreach.ambassador;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people write on a path, and what is said once it is sent. */
final class Words {

	/** As long as the fields let one write. */
	static final int LONGEST = 1_000;

	private Words() {
	}

	static boolean fit(@Nullable String typed, RedirectAttributes flash) {
		if (typed == null || typed.length() <= LONGEST) {
			return true;
		}
		flash.addFlashAttribute("failed", "ambassador.long");
		flash.addFlashAttribute("failedArgs", new Object[] { LONGEST });
		return false;
	}

	static void told(String message, RedirectAttributes flash, Object... values) {
		flash.addFlashAttribute("done", message);
		flash.addFlashAttribute("doneArgs", values);
	}

	static void refused(String message, RedirectAttributes flash) {
		flash.addFlashAttribute("failed", message);
	}

}
