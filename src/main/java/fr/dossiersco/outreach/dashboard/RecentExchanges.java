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

/** The exchanges, the last first. */
@Component
class RecentExchanges extends FigureList<RecentExchanges.Exchange> {

	static final String NAME = "echanges";

	static final String CHANNEL = "canal";

	static final String DIRECTION = "sens";

	static final String OUTCOME = "resultat";

	static final String OBJECTION = "objection";

	static final String LIFTED = "levee";

	/** What a person calls a call: a number that we dialled. */
	static final String CALLS = "i.channel = 'TELEPHONE' and i.direction = 'SORTANT'";

	private final JdbcClient jdbc;

	private final MessageSource messages;

	RecentExchanges(JdbcClient jdbc, MessageSource messages) {
		super(jdbc, Exchange.class);
		this.jdbc = jdbc;
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
		return List.of(coded(CHANNEL, "channel"), coded(DIRECTION, "direction"), coded(OUTCOME, "outcome"),
				objection(OBJECTION, "dashboard.effect.objection", "true"),
				objection(LIFTED, "dashboard.objections.lifted", "o.lifted"));
	}

	private ListCriterion objection(String parameter, String label, String condition) {
		return new ListCriterion(parameter, label, """
				exists (select from interaction_objection o join kept_objection k on k.id = o.objection_id
					where o.interaction_id = i.id and k.kept = :%s::uuid and %s)""".formatted(parameter, condition),
				this::objection);
	}

	private ListCriterion coded(String parameter, String column) {
		return new ListCriterion(parameter, "interaction.form." + column, "i." + column + " = :" + parameter,
				(value) -> Optional.ofNullable(
						this.messages.getMessage("interaction." + column + "." + value, null, null, Locale.FRENCH)));
	}

	private Optional<String> objection(String text) {
		try {
			return this.jdbc.sql("select label from objection where id = ?")
				.param(UUID.fromString(text))
				.query(String.class)
				.optional();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	@Override
	List<Column<Exchange>> columns() {
		return List.of(new Column<>("dashboard.export.when", Exchange::at),
				new Column<>("dashboard.school", Exchange::school), new Column<>("dashboard.export.uai", Exchange::uai),
				new Column<>("dashboard.export.town", Exchange::town),
				new Column<>("dashboard.export.contact", Exchange::contact),
				Column.coded("interaction.form.channel", "interaction.channel.", Exchange::channel),
				Column.coded("interaction.form.outcome", "interaction.outcome.", Exchange::outcome),
				new Column<>("dashboard.who", Exchange::author));
	}

	private static String where(Asked asked) {
		return " where i.occurred_at >= :since and i.occurred_at < :until and " + asked.scope().rowsOf("i")
				+ asked.conditions();
	}

	@Override
	String count(Asked asked) {
		return "select count(*) from interaction i" + where(asked);
	}

	@Override
	String select(Asked asked, String some) {
		return """
				select i.id, (i.occurred_at at time zone 'Europe/Paris') as at, i.outcome, i.channel, a.name as author, s.uai,
					s.name as school, s.town, nullif(concat_ws(' ', c.given_name, c.family_name), '') as contact
				from interaction i
					join account a on a.id = i.author
					left join establishment s on s.uai = i.uai
					left join contact c on c.id = i.contact_id
				"""
				+ where(asked) + " order by i.occurred_at desc, i.id" + some;
	}

	/**
	 * @param at in Paris
	 */
	record Exchange(UUID id, LocalDateTime at, String outcome, String channel, String author, @Nullable String uai,
			@Nullable String school, @Nullable String town, @Nullable String contact) {
	}

}
