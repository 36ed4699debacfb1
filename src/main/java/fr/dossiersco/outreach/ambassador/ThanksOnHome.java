package fr.dossiersco.outreach.ambassador;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.HomePanel;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where an ambassador starts from: the thanks that they were told, in the words of
 * whoever told them, and the way to their first steps.
 */
@Component
@Order(35)
class ThanksOnHome implements HomePanel {

	private static final int SHOWN = 3;

	private final JdbcClient jdbc;

	ThanksOnHome(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String template() {
		return "ambassador/home";
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		if (me.isTeam()) {
			return null;
		}
		List<Told> told = this.jdbc.sql("""
				select p.id as path, c.name as companion, t.words, a.name as by,
					(t.thanked_at at time zone 'Europe/Paris')::date as on_day
				from ambassador_path p
					left join account c on c.id = p.companion
					left join ambassador_thanks t on t.path_id = p.id and t.undone_at is null
					left join account a on a.id = t.thanked_by
				where p.account_id = ? order by t.thanked_at desc, t.id limit ?""")
			.params(me.id(), SHOWN)
			.query(Told.class)
			.list();
		return told.isEmpty() ? null : new Mine(told.getFirst().path(), told.getFirst().companion(),
				told.stream().filter((each) -> each.words() != null).toList());
	}

	/**
	 * @param companion who of the team goes along
	 * @param thanks the last ones
	 */
	record Mine(UUID path, @Nullable String companion, List<Told> thanks) {
	}

	/**
	 * @param words null when nobody has thanked yet
	 */
	record Told(UUID path, @Nullable String companion, @Nullable String words, @Nullable String by,
			@Nullable LocalDate onDay) {
	}

}
