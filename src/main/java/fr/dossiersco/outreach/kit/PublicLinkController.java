package fr.dossiersco.outreach.kit;

import java.time.Clock;
import java.time.LocalDate;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Where a link leads whoever follows it: to Dossiersco, always and only there. The answer
 * is the same for a code that is none: who mistypes what is printed still arrives, and
 * who guesses learns nothing.
 */
@Controller
class PublicLinkController {

	private static final Logger log = LoggerFactory.getLogger(PublicLinkController.class);

	private final Visits visits;

	private final Robots robots;

	private final KitProperties properties;

	private final Clock clock;

	PublicLinkController(Visits visits, Robots robots, KitProperties properties, Clock clock) {
		this.visits = visits;
		this.robots = robots;
		this.properties = properties;
		this.clock = clock;
	}

	@GetMapping("/v/{code}")
	ResponseEntity<Void> follow(@PathVariable String code, @RequestHeader HttpHeaders headers,
			HttpServletRequest request) {
		if (this.robots.isVisit(HttpMethod.valueOf(request.getMethod()), headers)) {
			LinkCode.read(code).ifPresent(this::count);
		}
		return ResponseEntity.status(HttpStatus.FOUND)
			.location(this.properties.destination())
			// Counted each time, and nobody has to know afterwards that it was followed.
			.cacheControl(CacheControl.noStore())
			.header("Referrer-Policy", "no-referrer")
			.header("X-Robots-Tag", "noindex, nofollow")
			.build();
	}

	/** A visit that can't be counted is no reason to keep the visitor. */
	private void count(LinkCode code) {
		try {
			this.visits.add(code, LocalDate.now(this.clock.withZone(KitLinks.PARIS)));
		}
		catch (DataAccessException ex) {
			log.warn("A visit was not counted: {}", ex.getClass().getSimpleName());
		}
	}

}
