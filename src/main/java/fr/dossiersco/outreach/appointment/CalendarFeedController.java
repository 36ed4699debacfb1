package fr.dossiersco.outreach.appointment;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.SecretLink;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Opens, shows and revokes one's calendar link, and answers it. */
@Controller
class CalendarFeedController {

	private final CalendarFeeds feeds;

	private final GuessThrottle throttle;

	CalendarFeedController(CalendarFeeds feeds, GuessThrottle throttle) {
		this.feeds = feeds;
		this.throttle = throttle;
	}

	@GetMapping("/rendez-vous/agenda")
	ModelAndView show(Model model, CurrentAccount me) {
		return new ModelAndView("appointment/feed", "view",
				new FeedPage(this.feeds.of(me).orElse(null), (String) model.getAttribute("link")));
	}

	@PostMapping("/rendez-vous/agenda")
	String open(@RequestParam(defaultValue = "false") boolean noms, CurrentAccount me, RedirectAttributes flash) {
		SecretLink link = this.feeds.open(noms, me);
		flash.addFlashAttribute("link",
				ServletUriComponentsBuilder.fromCurrentContextPath()
					.path("/agenda/" + link.token() + ".ics")
					.toUriString());
		flash.addFlashAttribute("done", "appointment.feed.opened");
		return "redirect:/rendez-vous/agenda";
	}

	@PostMapping("/rendez-vous/agenda/revocation")
	String revoke(CurrentAccount me, RedirectAttributes flash) {
		this.feeds.revoke(me);
		flash.addFlashAttribute("done", "appointment.feed.revoked");
		return "redirect:/rendez-vous/agenda";
	}

	/** For calendar programs: by its link alone. */
	@GetMapping("/agenda/{token}.ics")
	ResponseEntity<String> read(@PathVariable String token, HttpServletRequest request) {
		String place = request.getRemoteAddr();
		if (this.throttle.isBlocked(place)) {
			return ResponseEntity.status(429).build();
		}
		return this.feeds.read(new SecretLink(token))
			.map((text) -> ResponseEntity.ok()
				.header(HttpHeaders.CONTENT_TYPE, "text/calendar;charset=UTF-8")
				.header(HttpHeaders.CACHE_CONTROL, "no-store")
				.body(text))
			.orElseGet(() -> {
				this.throttle.missed(place);
				throw new NotFoundException("calendar by link");
			});
	}

	/**
	 * @param link the address, right after it was made; nobody can show it again
	 */
	record FeedPage(CalendarFeeds.@Nullable Feed feed, @Nullable String link) {

		/** By which calendar programs subscribe. */
		public @Nullable String webcal() {
			return (this.link != null) ? this.link.replaceFirst("^https?:", "webcal:") : null;
		}

	}

}
