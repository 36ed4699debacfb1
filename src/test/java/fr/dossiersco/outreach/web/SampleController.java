package fr.dossiersco.outreach.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A form, a list and some failures, as features write them. */
@Controller
class SampleController {

	@GetMapping("/exemple/formulaire")
	ModelAndView form() {
		return new ModelAndView("web-sample/form", "colours", Screen.Theme.values()).addObject("form",
				new SampleForm(null, null, List.of(""), null, null, null, null, null, null, null, null, null));
	}

	@PostMapping("/exemple/formulaire")
	ModelAndView send(@Valid @ModelAttribute("form") SampleForm form, BindingResult errors, RedirectAttributes flash) {
		if ("Personne".equals(form.lastName())) {
			errors.rejectValue("lastName", "web.nobody", "C’est personne.");
		}
		if (errors.hasErrors()) {
			return new ModelAndView("web-sample/form", HttpStatus.UNPROCESSABLE_CONTENT).addObject("colours",
					Screen.Theme.values());
		}
		flash.addFlashAttribute("done", "web.error.reference");
		flash.addFlashAttribute("doneArgs", List.of(String.valueOf(form.email())));
		return new ModelAndView("redirect:/exemple/liste");
	}

	@GetMapping("/exemple/liste")
	ModelAndView list(PageRequest page, @RequestParam @Nullable String tri, @RequestParam @Nullable String q) {
		QueryLink link = QueryLink.to("/exemple/liste").with("q", q).with("tri", tri);
		ModelAndView view = new ModelAndView("web-sample/list");
		view.addObject("pagination", Pagination.of(page, 300, link));
		view.addObject("sorting", Sorting.of(tri, List.of("nom", "ville"), "nom"));
		view.addObject("link", link);
		view.addObject("tags", List.of(new Tag("Académie : Montpellier", link.without("academie"))));
		view.addObject("rows", IntStream.range(0, 8).mapToObj((row) -> "Collège Victor Hugo " + row).toList());
		return view;
	}

	@GetMapping("/exemple/erreurs/{kind}")
	String fail(@PathVariable String kind) {
		throw switch (kind) {
			case "absent" -> new NotFoundException("sample " + kind);
			case "perdu" -> new OptimisticLockingFailureException("sample");
			default -> new IllegalStateException("secret of " + kind);
		};
	}

	@GetMapping("/exemple/numeros/{id}")
	String byId(@PathVariable UUID id, @RequestParam(required = false) Integer count) {
		throw new NotFoundException("sample " + id + count);
	}

	record Tag(String label, QueryLink link) {
	}

	record SampleForm(@NotBlank @Nullable String lastName, @Email @Nullable String email, @Nullable List<String> phones,
			@Nullable Integer pupils, @NotNull @Nullable LocalDate day, @Nullable LocalDateTime time,
			@Nullable String notes, Screen.@Nullable Theme colour, @NotNull Screen.@Nullable Theme chosen,
			@Nullable List<String> several, @Nullable Boolean agreed, @Nullable MultipartFile file) {

		SampleForm {
			phones = (phones != null) ? phones : List.of("");
		}

	}

}
