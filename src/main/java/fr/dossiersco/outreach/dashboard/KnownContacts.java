package fr.dossiersco.outreach.dashboard;

import java.sql.Types;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many people the team knows; many are counted only once a while, as in their list.
 */
@Component
class KnownContacts {

	private static final long MANY = 1_000;

	private static final String EVERYWHERE = "";

	/** Large totals by académie. The team sees everybody, and nobody else comes here. */
	private final Cache<String, Long> totals = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(30)).build();

	private final JdbcClient jdbc;

	KnownContacts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param academie the code of an académie that exists, null for all
	 */
	long count(@Nullable String academie) {
		String key = (academie != null) ? academie : EVERYWHERE;
		Long known = this.totals.getIfPresent(key);
		if (known != null) {
			return known;
		}
		long total = this.jdbc
			.sql("select count(*) from contact"
					+ ((academie != null) ? " where academies && array[:academie]::text[]" : ""))
			.param("academie", academie, Types.VARCHAR)
			.query(Long.class)
			.single();
		if (total >= MANY) {
			this.totals.put(key, total);
		}
		return total;
	}

}
