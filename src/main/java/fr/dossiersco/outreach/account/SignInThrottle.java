package fr.dossiersco.outreach.account;

import java.time.Duration;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses passwords, without ever locking a colleague out: tries are
 * counted for an address from one place, and a device that has signed in to that address
 * before is counted apart from strangers at the same place.
 */
@Component
class SignInThrottle {

	static final int TRIES = 8;

	private static final Duration WINDOW = Duration.ofMinutes(5);

	private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterAccess(WINDOW.multipliedBy(2))
		.build();

	/**
	 * Counts one try.
	 * @param place the client's network address
	 * @param device the known device's proof, or empty
	 * @return how long to wait before the next try, zero when this one may go on
	 */
	Duration tryAt(String email, String place, String device) {
		ConsumptionProbe probe = bucket(email, place, device).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
	}

	void forget(String email, String place, String device) {
		bucket(email, place, device).reset();
	}

	private Bucket bucket(String email, String place, String device) {
		String key = email.toLowerCase(Locale.ROOT) + ' ' + (device.isEmpty() ? place : device);
		return this.buckets.get(key,
				(k) -> Bucket.builder().addLimit((limit) -> limit.capacity(TRIES).refillGreedy(TRIES, WINDOW)).build());
	}

}
