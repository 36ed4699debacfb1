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
 * before is counted apart from strangers at the same place. Strangers at one place may
 * also fail a number of times altogether, whatever the addresses: whoever has passwords
 * that were stolen elsewhere tries each address once.
 */
@Component
class SignInThrottle {

	static final int TRIES = 8;

	/** How often strangers at one place may fail, a school's single address included. */
	static final int TRIES_OF_A_PLACE = 60;

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
		Duration wait = taken(bucket(email, place, device));
		return (wait.isZero() && device.isEmpty()) ? taken(place(place)) : wait;
	}

	/** After a try that was none: it was right. */
	void forget(String email, String place, String device) {
		bucket(email, place, device).reset();
		if (device.isEmpty()) {
			place(place).addTokens(1);
		}
	}

	private static Duration taken(Bucket bucket) {
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
	}

	private Bucket place(String place) {
		return bucket(place, TRIES_OF_A_PLACE);
	}

	private Bucket bucket(String email, String place, String device) {
		return bucket(email.toLowerCase(Locale.ROOT) + ' ' + (device.isEmpty() ? place : device), TRIES);
	}

	private Bucket bucket(String key, int tries) {
		return this.buckets.get(key,
				(k) -> Bucket.builder().addLimit((limit) -> limit.capacity(tries).refillGreedy(tries, WINDOW)).build());
	}

}
