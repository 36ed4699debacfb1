package fr.dossiersco.outreach.campaign;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
class Recipients {

	/** What came of each one, {@code x}, and whether their school moved up, {@code v}. */
	static final String OUTCOMES = """
			left join campaign_result x on x.campaign_id = :thisCampaign and x.recipient_id = r.id
			left join (select distinct uai from campaign_move m where m.campaign_id = :thisCampaign and m.up) v on v.uai = r.uai
			""";

	private static final String WRITTEN = "campaign_recipient r " + OUTCOMES
			+ "where r.campaign_id = :thisCampaign and ";

	private static final String SHOWN = """
			select r.of_person, r.uai, e.name as school, e.town, c.id as contact, nullif(concat_ws(' ', c.given_name, c.family_name), '') as person,
				c.profile, coalesce(c.opposed, false) as opposed, a.name as academie, r.held, r.touches,
				(r.last_at at time zone 'Europe/Paris')::date as last_on, r.reached, r.replied, r.advanced
			from (%s) r
				left join establishment e on e.uai = r.uai
				left join contact c on c.id = r.contact_id
				left join academie a on a.code = r.academie
			order by r.academie nulls last, r.uai nulls last, c.family_name collate french, r.contact_id""";

	private static final RowMapper<Row> mapper = new SimplePropertyRowMapper<>(Row.class);

	private final JdbcClient jdbc;

	private final Segments segments;

	Recipients(JdbcClient jdbc, Segments segments) {
		this.jdbc = jdbc;
		this.segments = segments;
	}

	@Transactional(readOnly = true)
	Found find(CampaignList.Row campaign, Asked asked, PageRequest page) {
		return campaign.launched() ? written(campaign, asked, page) : live(campaign, asked, page);
	}

	private Found written(CampaignList.Row campaign, Asked asked, PageRequest page) {
		String where = asked.condition();
		long total = bound(
				this.jdbc.sql("select count(*) from " + WRITTEN + where).param("thisCampaign", campaign.id()), asked)
			.query(Long.class)
			.single();
		PageRequest within = page.within(total);
		String rows = "select r.of_person, r.uai, r.contact_id, r.academie, r.held, coalesce(x.touches, 0) as touches, x.last_at,"
				+ " coalesce(x.reached, false) as reached, coalesce(x.replied, false) as replied, v.uai is not null as advanced from "
				+ WRITTEN + where
				+ " order by r.academie nulls last, r.uai nulls last, r.contact_id limit :size offset :offset";
		return new Found(bound(this.jdbc.sql(SHOWN.formatted(rows)).param("thisCampaign", campaign.id()), asked)
			.param("size", within.size())
			.param("offset", within.offset())
			.query(mapper)
			.list(), total);
	}

	private Found live(CampaignList.Row campaign, Asked asked, PageRequest page) {
		Segments.Candidates candidates = this.segments.candidates(campaign.segment(), campaign.channel(),
				campaign.id());
		String from = " from (" + candidates.sql() + ") r where "
				+ new Asked(asked.held(), asked.anyHeld(), null, asked.academie()).condition();
		long total = bound(candidates.ask(this.jdbc, "select count(*)" + from), asked).query(Long.class).single();
		PageRequest within = page.within(total);
		String rows = "select r.*, 0 as touches, null::timestamptz as last_at, false as reached, false as replied, false as advanced"
				+ from + " order by r.academie nulls last, r.uai nulls last, r.contact_id limit :size offset :offset";
		return new Found(bound(candidates.ask(this.jdbc, SHOWN.formatted(rows)), asked).param("size", within.size())
			.param("offset", within.offset())
			.query(mapper)
			.list(), total);
	}

	private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Asked asked) {
		return statement.param("onlyHeld", (asked.held() != null) ? asked.held().name() : null, Types.VARCHAR)
			.param("onlyAcademie", asked.academie(), Types.VARCHAR);
	}

	/** What came of some of the recipients, as in an address. */
	enum Outcome {

		CONTACTES("contactes", "x.recipient_id is not null"), JOINTS("joints", "x.reached"),
		REPONSES("reponses", "x.replied"), AVANCES("avances", "v.uai is not null"),
		A_CONTACTER("a-contacter", "x.recipient_id is null");

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
