package fr.dossiersco.outreach.contact;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.establishment.Uai;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where someone may hold a post: schools and organisations. */
@Component
class PlaceSearch {

	private static final RowMapper<PlaceFound> found = new SimplePropertyRowMapper<>(PlaceFound.class);

	private static final String SCHOOL = """
			select e.uai, null::uuid as organisation, e.name, e.town, a.name as academie, e.academie as academie_code,
				e.departement
			from establishment e join academie a on a.code = e.academie
			""";

	private static final String ORGANISATION = """
			select null as uai, g.id as organisation, g.name, null as town, a.name as academie, g.academie as academie_code,
				null as departement
			from organisation g left join academie a on a.code = g.academie
			""";

	private final JdbcClient jdbc;

	PlaceSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<PlaceFound> school(String uai) {
		return Uai.parse(uai)
			.flatMap((known) -> this.jdbc.sql(SCHOOL + "where e.uai = ?").param(known.value()).query(found).optional());
	}

	Optional<PlaceFound> organisation(UUID id) {
		return this.jdbc.sql(ORGANISATION + "where g.id = ?").param(id).query(found).optional();
	}

	/**
	 * What was typed may mean: one school by its UAI, or places by words of their names.
	 */
	List<PlaceFound> meant(String typed) {
		Optional<PlaceFound> school = school(typed);
		return school.isPresent() ? List.of(school.get())
				: Stream.concat(schools(typed).stream(), organisations(typed).stream()).toList();
	}

	/** Schools that have every word typed, collèges first. */
	List<PlaceFound> schools(String typed) {
		String[] words = Arrays.stream(typed.split("[^\\p{L}\\p{N}]+"))
			.filter((word) -> !word.isEmpty())
			.limit(8)
			.toArray(String[]::new);
		return (words.length == 0) ? List.of()
				: this.jdbc.sql(
						SCHOOL + """
								where e.state <> 'FERME' and e.search like all (select '%' || rtrim(words(w)) || '%' from unnest(?::text[]) w)
								order by e.kind <> 'COLLEGE', length(e.name), e.name collate french, e.uai limit 20""")
					.param(words)
					.query(found)
					.list();
	}

	/** Organisations that have the text typed in their name. */
	List<PlaceFound> organisations(String typed) {
		return this.jdbc.sql(ORGANISATION + """
				where position(fold(?) in fold(g.name)) > 0 order by g.name collate french, g.id limit 20""")
			.param(typed)
			.query(found)
			.list();
	}

	/**
	 * A place.
	 *
	 * @param academie the name of its académie, null for a national organisation
	 * @param departement the code of the school's département
	 */
	record PlaceFound(@Nullable String uai, @Nullable UUID organisation, String name, @Nullable String town,
			@Nullable String academie, @Nullable String academieCode, @Nullable String departement) {

		Place place() {
			return new Place(this.uai, this.organisation, this.academieCode);
		}

		/** How a form names it. */
		public String key() {
			return (this.uai != null) ? this.uai : String.valueOf(this.organisation);
		}

		/** Told from others of the same name. */
		public String described() {
			return Stream
				.of(this.name, this.town, (this.academie != null) ? "académie : " + this.academie : null, this.uai)
				.filter(Objects::nonNull)
				.collect(Collectors.joining(", "));
		}

		/** Whether someone may add people there. */
		boolean isWithin(fr.dossiersco.outreach.account.CurrentAccount who) {
			return who.isTeam() || (this.academieCode != null && who.academies().contains(this.academieCode));
		}

	}

}
