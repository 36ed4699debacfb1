package fr.dossiersco.outreach.web;

import java.time.Duration;
import java.util.function.ToLongFunction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

/**
 * How many rows a list has: few are counted each time, so that what was just added shows;
 * a thousand or more only once in half a minute, where one more or less tells nobody
 * anything and counting costs.
 *
 * @param <K> what is counted, with whatever the count depends on
 */
public final class LargeTotals<K> {

	private static final long LARGE = 1_000;

	private static final Duration WHILE = Duration.ofSeconds(30);

	private final Cache<K, Long> known = Caffeine.newBuilder()
		.expireAfter(Expiry.<K, Long>creating((key, total) -> (total >= LARGE) ? WHILE : Duration.ZERO))
		.maximumSize(1_000)
		.build();

	/** The total, counted once for all who ask at the same moment. */
	public long of(K key, ToLongFunction<K> count) {
		return this.known.get(key, count::applyAsLong);
	}

}
