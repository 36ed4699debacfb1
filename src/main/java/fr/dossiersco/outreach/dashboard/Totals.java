package fr.dossiersco.outreach.dashboard;

import java.sql.Types;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many people the team knows and how many schools stand open; many are counted only
 * once a while, as in their lists.
 */
@Component
class Totals {

	private static final long MANY = 1_000;

	private static final String EVERYWHERE = "";

	/** Large totals by académie. The team sees everybody, and nobody else comes here. */
	private final Cache<String, Total> known = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(30)).build();

	private final JdbcClient jdbc;

	Totals(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param academie the code of an académie that exists, null for all
	 */
	Total of(@Nullable String academie) {
		String key = (academie != null) ? academie : EVERYWHERE;
		Total before = this.known.getIfPresent(key);
		if (before != null) {
			return before;
		}
		Total total = this.jdbc
			.sql("select (select count(*) from contact"
					+ ((academie != null) ? " where academies && array[:academie]::text[]" : "") + ") as contacts, "
					+ "(select count(*) from establishment where state <> 'FERME'"
					+ ((academie != null) ? " and academie = :academie" : "") + ") as schools")
			.param("academie", academie, Types.VARCHAR)
			.query(Total.class)
			.single();
		if (total.contacts() + total.schools() >= MANY) {
			this.known.put(key, total);
		}
		return total;
	}

	/**
	 * @param schools how many haven't closed
	 */
	record Total(long contacts, long schools) {
	}

}
