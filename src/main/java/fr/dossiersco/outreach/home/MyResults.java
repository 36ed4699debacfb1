package fr.dossiersco.outreach.home;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.HomePanel;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What became of the schools that an ambassador spoke with, or opened a door to: where
 * each stands, and whether it came further since. A return, not a score: nobody is
 * compared with anybody. « Further » is as in the view {@code effect}.
 */
@Component
@Order(40)
class MyResults implements HomePanel {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final int SHOWN = 5;

	private final JdbcClient jdbc;

	MyResults(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String template() {
		return "home/results";
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		if (me.isTeam()) {
			return null;
		}
		return new Results(this.jdbc
			.sql("""
					with mine as (
						select uai, min(at) as at, bool_or(opened) as opened from (
							select uai, occurred_at as at, false as opened from interaction where author = :me and uai is not null
							union all
							select uai, asked_at, true from introduction where (ambassador_id = :me or asked_by = :me) and uai is not null) x
						group by uai)
					select m.uai, e.name, e.town, m.at, m.opened, s.label as stage, up.moved_at, up.label as moved_to,
						count(*) over () as schools, count(up.moved_at) over () as further
					from mine m
						join establishment e on e.uai = m.uai
						left join pursuit p on p.uai = m.uai
						left join stage s on s.code = p.stage
						left join lateral (
							select v.moved_at, t.label from stage_move v join stage t on t.code = v.to_stage
								left join stage f on f.code = v.from_stage
							where v.uai = m.uai and v.moved_at >= m.at and t.category <> 'A_PART' and t.position > coalesce(f.position, 0)
								and not (v.cause = 'ECHANGE' and t.code in ('REPERE', 'CONTACTE'))
							order by v.moved_at desc, v.id limit 1) up on true
					order by up.moved_at desc nulls last, m.at desc, m.uai limit :shown""")
			.param("me", me.id())
			.param("shown", SHOWN)
			.query((row, number) -> new Result(row.getString("uai"), row.getString("name"), row.getString("town"),
					row.getBoolean("opened"), row.getString("stage"),
					day(row.getObject("moved_at", OffsetDateTime.class)), row.getString("moved_to"),
					row.getLong("schools"), row.getLong("further")))
			.list());
	}

	private static @Nullable LocalDate day(@Nullable OffsetDateTime at) {
		return (at != null) ? at.atZoneSameInstant(PARIS).toLocalDate() : null;
	}

	record Results(List<Result> schools) {

		public long total() {
			return this.schools.isEmpty() ? 0 : this.schools.getFirst().total();
		}

		public long further() {
			return this.schools.isEmpty() ? 0 : this.schools.getFirst().further();
		}

	}

	/**
	 * A school that the ambassador spoke with.
	 *
	 * @param opened whether they were asked to open a door there
	 * @param stage where it stands, null when nobody has spotted it
	 * @param movedOn when it came further last since, null when it did not
	 * @param total how many such schools there are
	 * @param further how many of them came further
	 */
	record Result(String uai, String name, @Nullable String town, boolean opened, @Nullable String stage,
			@Nullable LocalDate movedOn, @Nullable String movedTo, long total, long further) {
	}

}
