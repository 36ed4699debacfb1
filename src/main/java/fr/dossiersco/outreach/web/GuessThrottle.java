package fr.dossiersco.outreach.web;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Lets no place on the network try one unknown link after the other. */
@Component
public class GuessThrottle {

	private static final Logger logger = LoggerFactory.getLogger(GuessThrottle.class);

	/** How many links that lead nowhere a place may try in ten minutes. */
	public static final int TRIES = 20;

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterAccess(WINDOW.multipliedBy(2))
		.build();

	/** Whether a place has guessed too often already. */
	public boolean isBlocked(String place) {
		return bucket(place).getAvailableTokens() == 0;
	}

	/** Counts a link that leads nowhere. */
	public void missed(String place) {
		if (bucket(place).tryConsumeAndReturnRemaining(1).getRemainingTokens() == 0) {
			logger.warn("Links that lead nowhere are tried from one place: it has to wait");
		}
	}

	private Bucket bucket(String place) {
		return this.buckets.get(place,
				(key) -> Bucket.builder()
					.addLimit((limit) -> limit.capacity(TRIES).refillGreedy(TRIES, WINDOW))
					.build());
	}

}
