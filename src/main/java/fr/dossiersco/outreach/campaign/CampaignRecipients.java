package fr.dossiersco.outreach.campaign;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom a campaign is for and whom it leaves alone, one by one: as written down when it
 * was launched, before that as its list stands.
 */
@Component
class CampaignRecipients {

	/**
	 * What came of each one, {@code x}, and whether their school moved up, {@code v}: row
	 * by row, since a join would be planned for few and met by tens of thousands.
	 */
	private static final String OUTCOMES = """
			left join lateral (select * from campaign_result x where x.campaign_id = :thisCampaign and x.recipient_id = r.id) x on true
			cross join lateral (select r.uai = any (array(select m.uai from campaign_move m
				where m.campaign_id = :thisCampaign and m.up)) as up) v
			""";

	/** While nothing can have come of it. */
	private static final String NO_OUTCOMES = """
			cross join (select 0 as touches, null::timestamptz as last_at, false as reached, false as replied) x
			cross join (select false as up) v
			""";

	private static final String ORDER = " order by array_position(:places::text[], r.academie), r.uai nulls last, r.contact_id";

	private static final String PAGE = ORDER + " limit :size offset :offset";

	private static final String SHOWN = """
			select r.of_person, r.uai, e.name as school, e.town, c.id as contact, nullif(concat_ws(' ', c.given_name, c.family_name), '') as person,
				c.profile, coalesce(c.opposed, false) as opposed, a.name as academie, r.held, coalesce(x.touches, 0) as touches,
				(x.last_at at time zone 'Europe/Paris')::date as last_on, coalesce(x.reached, false) as reached,
				coalesce(x.replied, false) as replied, coalesce(v.up, false) as advanced
			from (%s) r
				left join establishment e on e.uai = r.uai
				left join contact c on c.id = r.contact_id
				left join academie a on a.code = r.academie
			%s"""
			+ ORDER;

	private static final RowMapper<Row> mapper = new SimplePropertyRowMapper<>(Row.class);

	private final JdbcClient jdbc;

	private final Segments segments;

	private final Territory territory;

	CampaignRecipients(JdbcClient jdbc, Segments segments, Territory territory) {
		this.territory = territory;
		this.jdbc = jdbc;
		this.segments = segments;
	}

	@Transactional(readOnly = true)
	Found find(CampaignList.Row campaign, Asked asked, PageRequest page) {
		Question question = question(campaign, asked);
		long total = bound(question.ask().apply("select count(*)" + question.from()), asked).query(Long.class).single();
		PageRequest within = page.within(total);
		return new Found(
				bound(question.ask("select r.*" + question.from() + PAGE, campaign.launched() ? OUTCOMES : NO_OUTCOMES),
						asked)
					.param("size", within.size())
					.param("offset", within.offset())
					.param("places", places())
					.query(mapper)
					.list(),
				total);
	}

	/**
	 * All of them in the same order, one after the other. To be called in a transaction.
	 */
	Stream<Row> all(CampaignList.Row campaign, Asked asked) {
		Question question = question(campaign, asked);
		return Cursor.over(
				bound(question.ask("select r.*" + question.from(), campaign.launched() ? OUTCOMES : NO_OUTCOMES), asked)
					.param("places", places()),
				mapper);
	}

	private Question question(CampaignList.Row campaign, Asked asked) {
		if (campaign.launched()) {
			return new Question((sql) -> this.jdbc.sql(sql).param("thisCampaign", campaign.id()),
					" from campaign_recipient r where r.campaign_id = :thisCampaign and " + asked.condition());
		}
		Segments.Candidates candidates = this.segments.candidates(campaign.segment(), campaign.channel(),
				campaign.id());
		return new Question((sql) -> candidates.ask(this.jdbc, sql),
				" from (" + candidates.sql() + ") r where " + asked.condition());
	}

	/** The académies in the order of their names. */
	private String[] places() {
		return this.territory.academies().stream().map(Academie::code).toArray(String[]::new);
	}

	private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Asked asked) {
		return statement.param("onlyHeld", (asked.held() != null) ? asked.held().name() : null, Types.VARCHAR)
			.param("onlyAcademie", asked.academie(), Types.VARCHAR);
	}

	/** What came of some of the recipients, as in an address. */
	enum Outcome {

		CONTACTES("contactes",
				"r.id in (select t.recipient_id from campaign_touch t where t.campaign_id = :thisCampaign)"),
		JOINTS("joints",
				"""
						r.id in (select x.recipient_id from campaign_result x where x.campaign_id = :thisCampaign and x.reached)"""),
		REPONSES("reponses",
				"""
						r.id in (select x.recipient_id from campaign_result x where x.campaign_id = :thisCampaign and x.replied)"""),
		AVANCES("avances", "r.uai in (select m.uai from campaign_move m where m.campaign_id = :thisCampaign and m.up)"),
		A_CONTACTER("a-contacter", """
				r.id not in (select t.recipient_id from campaign_touch t where t.campaign_id = :thisCampaign)""");

		private final String code;

		private final String condition;

		Outcome(String code, String condition) {
			this.code = code;
			this.condition = condition;
		}

		public String code() {
			return this.code;
		}

		static Optional<Outcome> of(@Nullable String code) {
			return Arrays.stream(values()).filter((outcome) -> outcome.code.equals(code)).findFirst();
		}

	}

	/**
	 * @param held those left alone for one reason
	 * @param anyHeld those left alone, for whatever reason
	 * @param outcome what came of them, of those whom the campaign is for
	 * @param academie the code of an académie, {@link #NOWHERE} for none
	 */
	record Asked(@Nullable HeldBack held, boolean anyHeld, @Nullable Outcome outcome, @Nullable String academie) {

		/** The code of those whom we know no académie of. */
		static final String NOWHERE = "aucune";

		String condition() {
			String which = (this.held != null) ? "r.held = :onlyHeld"
					: this.anyHeld ? "r.held is not null" : "r.held is null";
			String where = (this.academie == null) ? ""
					: this.academie.equals(NOWHERE) ? " and r.academie is null" : " and r.academie = :onlyAcademie";
			return which + where + ((this.outcome != null) ? " and " + this.outcome.condition : "");
		}

	}

	/**
	 * Some rows {@code r}, as whoever knows their values asks about them.
	 *
	 * @param from where they are, from the keyword on
	 */
	private record Question(Function<String, JdbcClient.StatementSpec> ask, String from) {

		/** Shows some of them, with what came of each. */
		JdbcClient.StatementSpec ask(String rows, String outcomes) {
			return this.ask.apply(SHOWN.formatted(rows, outcomes));
		}

	}

	/** Some of them, and how many there are. */
	record Found(List<Row> rows, long total) {
	}

	/**
	 * One of them.
	 *
	 * @param contact null for a school, and for a person who was erased
	 * @param academie its name
	 * @param touches how many exchanges of the campaign there were with them
	 * @param lastOn the day of the last of these, in Paris
	 */
	record Row(boolean ofPerson, @Nullable String uai, @Nullable String school, @Nullable String town,
			@Nullable UUID contact, @Nullable String person, @Nullable String profile, boolean opposed,
			@Nullable String academie, @Nullable HeldBack held, long touches, @Nullable LocalDate lastOn,
			boolean reached, boolean replied, boolean advanced) {

		/** Whether an exchange with them may be logged for the campaign. */
		public boolean isOpen() {
			return this.held == null && !this.opposed && (this.contact != null || (!this.ofPerson && this.uai != null));
		}

	}

}
