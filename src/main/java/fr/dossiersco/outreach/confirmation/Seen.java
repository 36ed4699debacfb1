package fr.dossiersco.outreach.confirmation;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.confirmation.AnsweredMeanwhileException.Told;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What forms about a post carry, and what is said once they are sent. */
final class Seen {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM 'à' HH:mm", Locale.FRENCH);

	private Seen() {
	}

	/** What no post is at when nothing can be read. */
	static int revision(@Nullable String typed) {
		try {
			return (typed != null) ? Integer.parseInt(typed) : -1;
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	static void written(UUID answer, String key, String name, ConfirmationFilter filter, RedirectAttributes flash) {
		flash.addFlashAttribute("done", "confirmation.done." + key);
		flash.addFlashAttribute("doneArgs", new Object[] { name });
		flash.addFlashAttribute("undo",
				new Undo(ConfirmationAnswerController.undo(answer, filter), "confirmation.undo"));
	}

	static void meanwhile(AnsweredMeanwhileException ex, CurrentAccount me, RedirectAttributes flash) {
		Told told = ex.told();
		if (told == null) {
			flash.addFlashAttribute("failed", "confirmation.changedMeanwhile");
		}
		else if (told.by().equals(me.id())) {
			flash.addFlashAttribute("done", "confirmation.already." + told.answer());
		}
		else {
			flash.addFlashAttribute("failed", "confirmation.meanwhile." + told.answer());
			flash.addFlashAttribute("failedArgs",
					new Object[] { told.name(), told.at().atZone(PostsToConfirm.PARIS).format(MOMENT) });
		}
	}

}
