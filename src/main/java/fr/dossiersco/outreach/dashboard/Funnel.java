package fr.dossiersco.outreach.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far schools have come, whatever became of them since, and how long they stay at
 * each stage: two statements, over the moves that are written down.
 */
@Component
class Funnel {

	private final JdbcClient jdbc;

	Funnel(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The stages on the way, in their order; those set aside are no part of it. */
	@Transactional(readOnly = true)
	List<Step> steps(SchoolScope scope) {
		List<Came> came = scope.bind(this.jdbc.sql("""
				select s.code, s.label, count(c.uai) filter (where c.farthest >= s.position) as schools
				from stage s left join (
						select e.uai, max(t.position) as farthest
						from stage_move m join stage t on t.code = m.to_stage and t.category <> 'A_PART'
							join establishment e on e.uai = m.uai
							%s
						where %s
						group by e.uai) c on true
				where s.category <> 'A_PART' and s.retired_at is null
				group by s.code, s.label, s.position order by s.position""".formatted(scope.joins(),
				scope.conditions())))
			.query(Came.class)
			.list();
		Map<String, Stay> stays = scope.bind(this.jdbc.sql("""
				select stage as code, count(*) as stays,
					percentile_cont(0.5) within group (order by extract(epoch from left_at - moved_at) / 86400) as days
				from (%s) stay where left_at is not null group by stage""".formatted(Stays.of(scope))))
			.query(Stay.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Stay::code, (stay) -> stay));
		List<Step> steps = new ArrayList<>();
		Came before = null;
		for (Came each : came) {
			Stay stay = stays.get(each.code());
			steps.add(new Step(each.code(), each.label(), each.schools(),
					(before != null) ? new Proportion(each.schools(), before.schools()) : null,
					(stay != null) ? stay.days() : null, (stay != null) ? stay.stays() : 0));
			before = each;
		}
		return steps;
	}

	record Came(String code, String label, long schools) {
	}

	record Stay(String code, long stays, double days) {
	}

	/**
	 * @param schools how many have come to this stage, or further
	 * @param conversion those among the schools of the stage before, null for the first
	 * @param days the median of the stays that are over, in days; null when none is
	 * @param stays how many stays are over
	 */
	record Step(String code, String label, long schools, @Nullable Proportion conversion, @Nullable Double days,
			long stays) {
	}

}
