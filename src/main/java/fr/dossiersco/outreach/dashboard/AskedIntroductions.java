package fr.dossiersco.outreach.dashboard;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.export.Column;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The introductions that were asked for, the last first. */
@Component
class AskedIntroductions extends FigureList<AskedIntroductions.Request> {

	static final String NAME = "introductions";

	static final String OUTCOME = "suite";

	private final MessageSource messages;

	AskedIntroductions(JdbcClient jdbc, MessageSource messages) {
		super(jdbc, Request.class);
		this.messages = messages;
	}

	@Override
	String name() {
		return NAME;
	}

	@Override
	boolean isPersonal() {
		return true;
	}

	@Override
	List<ListCriterion> criteria() {
		return List.of(new ListCriterion(OUTCOME, "dashboard.introductions.outcome", "n.outcome = :" + OUTCOME,
				(value) -> Optional
					.ofNullable(this.messages.getMessage("introduction.outcome." + value, null, null, Locale.FRENCH))));
	}

	@Override
	List<Column<Request>> columns() {
		return List.of(new Column<>("dashboard.export.when", Request::at),
				new Column<>("dashboard.school", Request::school), new Column<>("dashboard.export.uai", Request::uai),
				new Column<>("dashboard.export.contact", Request::person),
				new Column<>("dashboard.introductions.introducer", Request::introducer),
				Column.coded("dashboard.introductions.outcome", "introduction.outcome.", Request::outcome),
				new Column<>("dashboard.who", Request::author));
	}

	private static String where(Asked asked) {
		return " where n.asked_at >= :since and n.asked_at < :until and " + asked.scope().rowsOf("n")
				+ asked.conditions();
	}

	@Override
	String count(Asked asked) {
		return "select count(*) from introduction n" + where(asked);
	}

	@Override
	String select(Asked asked, String some) {
		return """
				select n.id, (n.asked_at at time zone 'Europe/Paris') as at, s.uai, s.name as school, s.town,
					nullif(concat_ws(' ', c.given_name, c.family_name), '') as person,
					coalesce(nullif(concat_ws(' ', k.given_name, k.family_name), ''), v.name) as introducer, n.outcome, a.name as author
				from introduction n
					join account a on a.id = n.asked_by
					left join establishment s on s.uai = n.uai
					left join contact c on c.id = n.contact_id
					left join contact k on k.id = n.introducer_id
					left join account v on v.id = n.ambassador_id
				"""
				+ where(asked) + " order by n.asked_at desc, n.id" + some;
	}

	/**
	 * @param at in Paris
	 * @param person whom we want to meet
	 * @param outcome null while none is known
	 */
	record Request(UUID id, LocalDateTime at, @Nullable String uai, @Nullable String school, @Nullable String town,
			@Nullable String person, @Nullable String introducer, @Nullable String outcome, String author) {
	}

}
