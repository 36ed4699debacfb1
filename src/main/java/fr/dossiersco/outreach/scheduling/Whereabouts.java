package fr.dossiersco.outreach.scheduling;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom next steps are for, and when they may be called. */
@Component
class Whereabouts {

	private static final String WHOM = """
			select f.id, f.uai, f.contact_id, f.academie, e.departement, c.profile
			from follow_up f left join establishment e on e.uai = f.uai left join contact c on c.id = f.contact_id
			where f.id = any (?)""";

	private final JdbcClient jdbc;

	private final Agendas agendas;

	Whereabouts(JdbcClient jdbc, Agendas agendas) {
		this.jdbc = jdbc;
		this.agendas = agendas;
	}

	/** When whomever a next step is for may be called. */
	Agenda of(UUID followUp) {
		Whom whom = read(WHOM, List.of(followUp)).get(followUp);
		if (whom == null) {
			throw new NotFoundException("follow-up " + followUp);
		}
		return this.agendas.of(whom);
	}

	/** Whom calls are for, without those who asked not to be contacted. */
	Map<UUID, Whom> callable(Collection<UUID> calls) {
		return read(WHOM + " and f.kind = 'APPEL' and not coalesce(c.opposed, false)", calls);
	}

	private Map<UUID, Whom> read(String sql, Collection<UUID> followUps) {
		Map<UUID, Whom> whom = new HashMap<>();
		this.jdbc.sql(sql).param(followUps.toArray(UUID[]::new)).query((row) -> {
			whom.put(row.getObject("id", UUID.class),
					new Whom(row.getString("uai"), row.getObject("contact_id", UUID.class),
							row.getString("departement"), row.getString("academie"),
							ContactProfile.TEACHER.name().equals(row.getString("profile"))));
		});
		return whom;
	}

}
