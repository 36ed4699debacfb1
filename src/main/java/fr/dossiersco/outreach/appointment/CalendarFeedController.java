package fr.dossiersco.outreach.appointment;

import java.util.function.UnaryOperator;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.PersonalFeed;
import fr.dossiersco.outreach.account.PersonalFeeds;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own calls as a calendar to subscribe to. */
@Controller
class CalendarFeedController {

	private static final PersonalFeed FEED = new PersonalFeed("AGENDA", "/rendez-vous/agenda", "/agenda/", ".ics");

	private final PersonalFeeds feeds;

	private final PersonalCalendar calendar;

	CalendarFeedController(PersonalFeeds feeds, PersonalCalendar calendar) {
		this.feeds = feeds;
		this.calendar = calendar;
	}

	@GetMapping("/rendez-vous/agenda")
	ModelAndView show(Model model, CurrentAccount me) {
		return new ModelAndView("appointment/feed", "view",
				this.feeds.settings(FEED, UnaryOperator.identity(), model, me));
	}

	@PostMapping("/rendez-vous/agenda")
	String open(@RequestParam(defaultValue = "false") boolean noms, CurrentAccount me, RedirectAttributes flash) {
		return this.feeds.open(FEED, noms, UnaryOperator.identity(), me, flash);
	}

	@PostMapping("/rendez-vous/agenda/revocation")
	String revoke(CurrentAccount me, RedirectAttributes flash) {
		return this.feeds.revoke(FEED, me, flash);
	}

	@GetMapping("/agenda/{token}.ics")
	ResponseEntity<String> read(@PathVariable String token, HttpServletRequest request) {
		return this.feeds.answer(FEED, token, request,
				(reader) -> ResponseEntity.ok()
					.header(HttpHeaders.CONTENT_TYPE, "text/calendar;charset=UTF-8")
					.header(HttpHeaders.CACHE_CONTROL, "no-store")
					.body(this.calendar.of(reader.account(), reader.withNames())));
	}

}
