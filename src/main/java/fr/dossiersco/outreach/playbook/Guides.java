package fr.dossiersco.outreach.playbook;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The guides, version after version: each edit adds one, none is ever rewritten. */
@Component
class Guides {

	private static final RowMapper<Guide> guides = new SimplePropertyRowMapper<>(Guide.class);

	private static final String GUIDE = """
			select g.profile, g.number, g.portrait, g.stakes, g.sensitivities, g.dos, g.donts, g.best_moments, g.usual_channel,
				g.written_at, a.name as written_by
			from profile_guide g left join account a on a.id = g.written_by
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	Guides(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The one in force for each profile. */
	List<Guide> inForce() {
		return this.jdbc.sql(
				GUIDE + """
						where g.number = (select max(number) from profile_guide x where x.profile = g.profile)
						order by array_position(array['INTENDANT', 'SECRETARIAT', 'PRINCIPAL', 'TEACHER', 'PARENT_FEDERATION'], g.profile)""")
			.query(guides)
			.list();
	}

	/**
	 * The one in force.
	 * @throws NotFoundException when the profile has none
	 */
	Guide inForce(ContactProfile profile) {
		return this.jdbc.sql(GUIDE + "where g.profile = ? order by g.number desc limit 1")
			.param(profile.name())
			.query(guides)
			.optional()
			.orElseThrow(() -> new NotFoundException("guide of " + profile));
	}

	/**
	 * One version.
	 * @throws NotFoundException when there is none of that number
	 */
	Guide version(ContactProfile profile, int number) {
		return this.jdbc.sql(GUIDE + "where g.profile = ? and g.number = ?")
			.params(profile.name(), number)
			.query(guides)
			.optional()
			.orElseThrow(() -> new NotFoundException("guide " + number + " of " + profile));
	}

	/** Every version, the last first. */
	List<Guide> versions(ContactProfile profile) {
		return this.jdbc.sql(GUIDE + "where g.profile = ? order by g.number desc")
			.param(profile.name())
			.query(guides)
			.list();
	}

	/**
	 * Adds a version, at once in force.
	 * @throws OptimisticLockingFailureException when someone added one after that which
	 * the form started from
	 */
	@Transactional
	public void write(ContactProfile profile, GuideForm form, CurrentAccount by) {
		int last = inForce(profile).number();
		if (form.number() == null || form.number() != last) {
			throw new OptimisticLockingFailureException("guide of " + profile + " is at version " + last);
		}
		try {
			this.jdbc
				.sql("""
						insert into profile_guide (profile, number, portrait, stakes, sensitivities, dos, donts, best_moments,
							usual_channel, written_at, written_by)
						values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
				.params(profile.name(), last + 1)
				.param(form.portrait())
				.param(form.stakes())
				.param(form.sensitivities())
				.param(form.dos())
				.param(form.donts())
				.param(form.bestMoments())
				.param(form.usualChannel())
				.params(this.clock.instant().atOffset(ZoneOffset.UTC), by.id())
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new OptimisticLockingFailureException("guide of " + profile + " was written at the same time", ex);
		}
	}

}
