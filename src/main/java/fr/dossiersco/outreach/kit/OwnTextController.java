package fr.dossiersco.outreach.kit;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.kit.OwnTexts.OwnText;
import fr.dossiersco.outreach.message.LocalMessages;
import fr.dossiersco.outreach.message.LocalMessages.Text;
import fr.dossiersco.outreach.message.MergeField;
import fr.dossiersco.outreach.message.SenderKit.Wording;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.Undo;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
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

/**
 * A message in one's own words: kept with their fields, so that figures stay true, until
 * one takes the team's words again.
 */
@Controller
@RequestMapping("/kit/{id}")
class OwnTextController {

	private final LocalMessages library;

	private final OwnTexts texts;

	private final MessageSource messages;

	OwnTextController(LocalMessages library, OwnTexts texts, MessageSource messages) {
		this.library = library;
		this.texts = texts;
		this.messages = messages;
	}

	@GetMapping("/texte")
	ModelAndView edit(@PathVariable UUID id, CurrentAccount me) {
		Text text = require(id);
		OwnText own = this.texts.find(id, me).orElse(null);
		return form(text, OwnTextForm.of(words(text, own), (own != null) ? own.version() : null, text.version()), null);
	}

	@PostMapping("/texte")
	ModelAndView keep(@PathVariable UUID id, @Valid @ModelAttribute("form") OwnTextForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Text text = require(id);
		form.check(text.channel(), this.library, errors);
		if (errors.hasErrors()) {
			ModelAndView refused = form(text, form, null);
			refused.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			refused.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return refused;
		}
		try {
			this.texts.keep(id, new Wording(form.subject(), Objects.requireNonNull(form.body())),
					Objects.requireNonNullElse(form.modele(), text.version()), form.version(), me);
		}
		catch (OptimisticLockingFailureException ex) {
			OwnText written = this.texts.find(id, me).orElseThrow(() -> new NotFoundException("own text " + id));
			ModelAndView conflict = form(text, form.over(written.version()), written);
			conflict.setStatus(HttpStatus.CONFLICT);
			return conflict;
		}
		flash.addFlashAttribute("done", "kit.text.kept");
		return new ModelAndView("redirect:/kit/" + id);
	}

	/** Writes one's link at the end of a text that does not have it. */
	@PostMapping("/lien")
	String addLink(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		Text text = require(id);
		OwnText own = this.texts.find(id, me).orElse(null);
		Wording words = words(text, own);
		String body = words.body();
		if (!body.contains(MergeField.LIEN_SUIVI.written())) {
			body = body.stripTrailing() + "\n\n" + this.messages.getMessage("kit.text.line",
					new Object[] { MergeField.LIEN_SUIVI.written() }, Locale.FRENCH);
		}
		if (body.length() > OwnTextForm.LONGEST) {
			flash.addFlashAttribute("failed", "kit.text.tooLong");
			return "redirect:/kit/" + id;
		}
		this.texts.keep(id, new Wording(words.subject(), body),
				(own != null && !own.withdrawn()) ? own.templateVersion() : text.version(),
				(own != null) ? own.version() : null, me);
		flash.addFlashAttribute("done", "kit.text.linked");
		return "redirect:/kit/" + id;
	}

	@PostMapping("/texte/retrait")
	String withdraw(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		require(id);
		this.texts.withdraw(id, true, me);
		flash.addFlashAttribute("done", "kit.text.withdrawn");
		flash.addFlashAttribute("undo", new Undo("/kit/" + id + "/texte/reprise", "kit.text.withdrawn.undo"));
		return "redirect:/kit/" + id;
	}

	@PostMapping("/texte/reprise")
	String bringBack(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		require(id);
		this.texts.withdraw(id, false, me);
		flash.addFlashAttribute("done", "kit.text.back");
		return "redirect:/kit/" + id;
	}

	private Text require(UUID id) {
		return this.library.find(id).orElseThrow(() -> new NotFoundException("message " + id));
	}

	/** Those in use. */
	private static Wording words(Text text, @Nullable OwnText own) {
		return (own != null && !own.withdrawn()) ? own.words() : text.words();
	}

	private static ModelAndView form(Text text, OwnTextForm form, @Nullable OwnText written) {
		return new ModelAndView("kit/text", Map.of("form", form, "view", new TextPage(text, written)));
	}

	/**
	 * The form.
	 *
	 * @param written what one wrote elsewhere meanwhile
	 */
	record TextPage(Text text, @Nullable OwnText written) {

		public MergeField.Group[] groups() {
			return MergeField.Group.values();
		}

		public int longest() {
			return OwnTextForm.LONGEST;
		}

		public String back() {
			return "/kit/" + this.text.id();
		}

	}

}
