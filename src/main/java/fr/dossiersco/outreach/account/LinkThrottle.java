package fr.dossiersco.outreach.account;

import java.time.Duration;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

import org.springframework.stereotype.Component;

/**
 * Keeps those who ask for links by mail from filling somebody's letter box, and from
 * trying one address after the other.
 */
@Component
public class LinkThrottle {

	/** How many mails an address is written in a quarter of an hour. */
	public static final int MAILS = 3;

	/** How many links are asked for from one place in an hour. */
	public static final int ASKED = 20;

	private final Cache<String, Bucket> places = cache(Duration.ofHours(2));

	private final Cache<String, Bucket> addresses = cache(Duration.ofMinutes(30));

	/**
	 * Counts one that is asked for.
	 * @param place the client's network address
	 * @return false when there were too many from there; it may be told, as it says
	 * nothing of any address
	 */
	public boolean admits(String place) {
		return this.places.get(place, (key) -> bucket(ASKED, Duration.ofHours(1))).tryConsume(1);
	}

	/**
	 * Counts one mail.
	 * @return false when there were too many to that address; whoever asks must not be
	 * told, as it would say that the address has an account
	 */
	public boolean mayWriteTo(String email) {
		return this.addresses.get(email.toLowerCase(Locale.ROOT), (key) -> bucket(MAILS, Duration.ofMinutes(15)))
			.tryConsume(1);
	}

	private static Cache<String, Bucket> cache(Duration idle) {
		return Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(idle).build();
	}

	private static Bucket bucket(int times, Duration window) {
		return Bucket.builder().addLimit((limit) -> limit.capacity(times).refillGreedy(times, window)).build();
	}

}
