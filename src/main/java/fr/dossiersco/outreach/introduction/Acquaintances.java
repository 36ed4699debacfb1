package fr.dossiersco.outreach.introduction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who knows whom: what someone noted, and what posts and exchanges tell. */
@Component
class Acquaintances {

	private static final int MOST_SHOWN = 50;

	private final JdbcClient jdbc;

	private final Clock clock;

	Acquaintances(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The people whom someone knows, what was noted first. */
	List<Known> of(UUID contact) {
		return this.jdbc.sql("""
				select t.other as contact, concat_ws(' ', c.given_name, c.family_name) as name, t.kind as tie, t.noted,
					t.place, c.attitude, p.profile, p.title, coalesce(e.name, g.name) as works_at,
					a.id as acquaintance, a.note
				from acquaintances(array[:contact]::uuid[]) t
					join contact c on c.id = t.other
					left join acquaintance a on t.noted and (a.one, a.other, a.kind)
						in ((t.person, t.other, replace(t.kind, 'A_FORME', 'FORME_PAR')), (t.other, t.person, t.kind))
					left join lateral (select profile, title, uai, organisation_id from post where contact_id = c.id
						order by ended_on desc nulls first, main desc, started_on desc nulls last, id limit 1) p on true
					left join establishment e on e.uai = p.uai
					left join organisation g on g.id = p.organisation_id
				order by t.noted desc, c.family_name collate french, c.given_name collate french, c.id, t.kind
				limit :most""").param("contact", contact).param("most", MOST_SHOWN).query(Known.class).list();
	}

	/** People whose name has every word typed, all but one. */
	List<Person> named(String typed, UUID except) {
		String[] words = Arrays.stream(typed.split("[^\\p{L}\\p{N}]+"))
			.filter((word) -> !word.isEmpty())
			.limit(8)
			.toArray(String[]::new);
		if (words.length == 0) {
			return List.of();
		}
		return this.jdbc.sql("""
				select c.id, concat_ws(' ', c.given_name, c.family_name) as name, p.profile, p.title,
					coalesce(e.name || coalesce(', ' || e.town, ''), g.name) as works_at
				from contact c
					left join lateral (select profile, title, uai, organisation_id from post where contact_id = c.id
						order by ended_on desc nulls first, main desc, started_on desc nulls last, id limit 1) p on true
					left join establishment e on e.uai = p.uai
					left join organisation g on g.id = p.organisation_id
				where c.id <> :except and c.search like all (select '%' || fold(w) || '%' from unnest(:words::text[]) w)
				order by c.family_name collate french, c.given_name collate french, c.id limit 20""")
			.param("except", except)
			.param("words", words)
			.query(Person.class)
			.list();
	}

	Optional<Person> find(UUID contact) {
		return this.jdbc.sql("""
				select c.id, concat_ws(' ', c.given_name, c.family_name) as name, c.profile, null as title,
					null as works_at from contact c where c.id = :id""")
			.param("id", contact)
			.query(Person.class)
			.optional();
	}

	/**
	 * Notes that two people know each other.
	 * @return false when this was noted before
	 */
	@Transactional
	boolean note(UUID one, UUID other, AcquaintanceKind kind, @Nullable String note, CurrentAccount by) {
		try {
			this.jdbc.sql("""
					insert into acquaintance (id, one, other, kind, note, noted_at, noted_by)
					values (:id, :one, :other, :kind, :note, :now, :me)""")
				.param("id", UUID.randomUUID())
				.param("one", one)
				.param("other", other)
				.param("kind", kind.name())
				.param("note", note)
				.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
				.param("me", by.id())
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/** Removes what was noted; the other person's page loses it too. */
	boolean remove(UUID acquaintance, UUID contact) {
		return this.jdbc.sql("delete from acquaintance where id = :id and :contact in (one, other)")
			.param("id", acquaintance)
			.param("contact", contact)
			.update() > 0;
	}

	long count(UUID contact) {
		return this.jdbc.sql("select count(*) from acquaintance where :contact in (one, other)")
			.param("contact", contact)
			.query(Long.class)
			.single();
	}

	/**
	 * Someone known.
	 *
	 * @param tie what the other is to the person asked for
	 * @param acquaintance the id of what was noted, null for what is inferred
	 */
	record Known(UUID contact, String name, Tie tie, boolean noted, @Nullable String place, @Nullable String attitude,
			@Nullable String profile, @Nullable String title, @Nullable String worksAt, @Nullable UUID acquaintance,
			@Nullable String note) {
	}

	/** Someone by their name and what they do. */
	record Person(UUID id, String name, @Nullable String profile, @Nullable String title, @Nullable String worksAt) {
	}

}
