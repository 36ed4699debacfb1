package fr.dossiersco.outreach.contact;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.Attitudes.AttitudeShown;
import fr.dossiersco.outreach.contact.ContactRecords.Person;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notes how someone stands towards Dossiersco, below what was noted before. */
@Controller
@RequestMapping("/contacts/{id}/attitude")
class AttitudeController {

	private static final DateTimeFormatter DAY_AND_HOUR = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm",
			Locale.FRENCH);

	private final ContactRecords records;

	private final Attitudes attitudes;

	private final MessageSource messages;

	AttitudeController(ContactRecords records, Attitudes attitudes, MessageSource messages) {
		this.records = records;
		this.attitudes = attitudes;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView show(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID echange,
			CurrentAccount me) {
		return page(new AttitudeForm(null, null, echange), this.records.requireEditable(id, me));
	}

	@PostMapping
	ModelAndView note(@PathVariable UUID id, @Valid @ModelAttribute("form") AttitudeForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		Person person = this.records.requireEditable(id, me);
		if (errors.hasErrors()) {
			ModelAndView answer = page(form, person);
			answer.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
			answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return answer;
		}
		this.attitudes.note(id, Objects.requireNonNull(form.attitude()), Objects.requireNonNull(form.reason()),
				form.interaction(), me);
		flash.addFlashAttribute("done", "contact.attitude.done");
		return new ModelAndView("redirect:/contacts/" + id);
	}

	private ModelAndView page(AttitudeForm form, Person person) {
		Map<String, String> exchanges = new LinkedHashMap<>();
		this.attitudes.exchangesWith(person.id())
			.forEach((exchange) -> exchanges
				.put(exchange.id().toString(), exchange.at().format(DAY_AND_HOUR) + ", " + this.messages
					.getMessage("interaction.channel." + exchange.channel(), null, exchange.channel(), Locale.FRENCH)));
		return new ModelAndView("contact/attitude",
				Map.of("form", form, "view", new AttitudePage(person, this.attitudes.of(person.id()), exchanges)));
	}

	/**
	 * The page.
	 *
	 * @param noted what was noted before
	 * @param exchanges the last exchanges, by id
	 */
	record AttitudePage(Person person, List<AttitudeShown> noted, Map<String, String> exchanges) {

		public Attitude[] attitudes() {
			return Attitude.values();
		}

	}

}
