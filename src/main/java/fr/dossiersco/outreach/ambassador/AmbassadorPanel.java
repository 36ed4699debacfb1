package fr.dossiersco.outreach.ambassador;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactPanel;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On a person's page: that they are willing, or the path that they are on. Of whoever
 * asked not to be contacted nobody notes that they are willing.
 */
@Component
@Order(40)
class AmbassadorPanel implements ContactPanel {

	private final JdbcClient jdbc;

	private final Clock clock;

	AmbassadorPanel(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public String template() {
		return "ambassador/panel";
	}

	@Override
	public @Nullable Object content(UUID contact) {
		return this.jdbc
			.sql("""
					select c.id as contact, c.opposed, s.id as path, s.state, s.words, a.name as noted_by,
						(s.noted_at at time zone 'Europe/Paris')::date as noted_on,
						exists (select from post p join pursuit u on u.uai = p.uai join stage g on g.code = u.stage
							where p.contact_id = c.id and g.category = 'GAGNE' and (p.ended_on is null or p.ended_on >= :today)) as deployed,
						pg_has_role('outreach_team', 'usage') or c.academies <@ outreach_academies() as editable
					from contact c
						left join ambassador_standing s on s.contact_id = c.id and s.undone_at is null and s.beside is null
						left join account a on a.id = s.noted_by
					where c.id = :contact""")
			.param("contact", contact)
			.param("today", LocalDate.now(this.clock.withZone(Paths.PARIS)))
			.query(Standing.class)
			.optional()
			.filter(Standing::isShown)
			.orElse(null);
	}

	/**
	 * @param path null when nobody has noted that they are willing
	 * @param deployed whether a school where they work uses Dossiersco
	 * @param editable whether whoever looks may note something of them
	 */
	record Standing(UUID contact, boolean opposed, @Nullable UUID path, @Nullable PathState state,
			@Nullable String words, @Nullable String notedBy, @Nullable LocalDate notedOn, boolean deployed,
			boolean editable) {

		boolean isShown() {
			return this.path != null || (this.editable && !this.opposed);
		}

	}

}
