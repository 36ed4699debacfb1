package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import fr.dossiersco.outreach.contact.PlaceSearch.PlaceFound;
import jakarta.validation.Valid;

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

/** Notes where someone sits. */
@Controller
@RequestMapping("/contacts/{id}/sieges")
class SeatController {

	private final Seats seats;

	private final ContactRecords records;

	private final PlaceSearch places;

	SeatController(Seats seats, ContactRecords records, PlaceSearch places) {
		this.seats = seats;
		this.records = records;
		this.places = places;
	}

	@GetMapping("/nouveau")
	ModelAndView start(@PathVariable UUID id, CurrentAccount me) {
		return form(SeatForm.EMPTY, this.records.requireEditable(id, me), List.of());
	}

	@PostMapping
	ModelAndView take(@PathVariable UUID id, @Valid @ModelAttribute("form") SeatForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.requireEditable(id, me);
		List<PlaceFound> meant = (form.place() != null) ? this.places.meant(form.place())
			.stream()
			.filter((found) -> found.uai() != null && found.isWithin(me))
			.toList() : List.of();
		Optional<PlaceFound> school = meant.stream()
			.filter((found) -> meant.size() == 1 || found.key().equals(form.chosen()))
			.findFirst();
		if (school.isEmpty()) {
			errors.rejectValue("place", meant.isEmpty() ? "contact.seat.schoolUnknown" : "contact.post.placeToChoose");
		}
		else if (form.board() != null
				&& this.seats.isTaken(id, Objects.requireNonNull(school.get().uai()), form.board())) {
			errors.rejectValue("board", "contact.seat.taken");
		}
		if (errors.hasErrors()) {
			ModelAndView answer = form(form, person, (meant.size() > 1) ? meant : List.of());
			answer.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return answer;
		}
		this.seats.take(id, school.orElseThrow(), Objects.requireNonNull(form.board()), form.startedOn());
		flash.addFlashAttribute("done", "contact.seat.done");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	@PostMapping("/{seat}/fin")
	String leave(@PathVariable UUID id, @PathVariable UUID seat, CurrentAccount me, RedirectAttributes flash) {
		this.records.requireEditable(id, me);
		this.seats.leave(id, seat);
		flash.addFlashAttribute("done", "contact.seat.left");
		return "redirect:/contacts/" + id;
	}

	private static ModelAndView form(SeatForm form, Person person, List<PlaceFound> meant) {
		return new ModelAndView("contact/seat", Map.of("form", form, "view", new SeatPage(person, meant)));
	}

	/**
	 * The page.
	 *
	 * @param meant the schools that what was typed may mean, when there are several
	 */
	record SeatPage(Person person, List<PlaceFound> meant) {

		public Board[] boards() {
			return Board.values();
		}

	}

}
