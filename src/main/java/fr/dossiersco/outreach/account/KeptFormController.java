package fr.dossiersco.outreach.account;

import java.util.List;

import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Gives back what was typed before a session ended, to be sent or dropped by its author.
 */
@Controller
class KeptFormController {

	@GetMapping("/reprise")
	ModelAndView page(HttpSession session) {
		return KeptForm.in(session).map((kept) -> {
			List<Field> fields = kept.fields()
				.entrySet()
				.stream()
				.flatMap((field) -> field.getValue().stream().map((value) -> new Field(field.getKey(), value)))
				.toList();
			return new ModelAndView("account/kept-form", "page", new KeptFormPage(kept.path(), fields));
		}).orElseGet(() -> new ModelAndView("redirect:/"));
	}

	@PostMapping("/reprise/abandon")
	String drop(HttpSession session, RedirectAttributes flash) {
		KeptForm.forget(session);
		flash.addFlashAttribute("done", "account.keptForm.dropped");
		return "redirect:/";
	}

	record KeptFormPage(String path, List<Field> fields) {

		/**
		 * What a person recognises: the longest texts they typed, not codes or
		 * identifiers.
		 */
		public List<String> texts() {
			return this.fields.stream().map(Field::value).filter((value) -> value.contains(" ")).toList();
		}

	}

	record Field(String name, String value) {
	}

}
