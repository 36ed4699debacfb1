package fr.dossiersco.outreach.scheduling;

import java.util.UUID;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When whomever a next step is for may be called. */
@Component
class Whereabouts {

	private final JdbcClient jdbc;

	private final Agendas agendas;

	Whereabouts(JdbcClient jdbc, Agendas agendas) {
		this.jdbc = jdbc;
		this.agendas = agendas;
	}

	Agenda of(UUID followUp) {
		return this.agendas.of(this.jdbc.sql("""
				select f.uai, f.contact_id, f.academie, e.departement, c.profile
				from follow_up f left join establishment e on e.uai = f.uai left join contact c on c.id = f.contact_id
				where f.id = ?""")
			.param(followUp)
			.query((row, number) -> new Whom(row.getString("uai"), row.getObject("contact_id", UUID.class),
					row.getString("departement"), row.getString("academie"),
					ContactProfile.TEACHER.name().equals(row.getString("profile"))))
			.optional()
			.orElseThrow(() -> new NotFoundException("follow-up " + followUp)));
	}

}
