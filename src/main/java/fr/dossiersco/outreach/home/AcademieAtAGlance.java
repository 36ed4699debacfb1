package fr.dossiersco.outreach.home;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.HomePanel;
import fr.dossiersco.outreach.account.ServedDepartements;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the collèges of the académies that an ambassador serves have come, in two
 * statements. « Inscrit » as the messages say it: that stage or a later one, none that is
 * aside.
 */
@Component
@Order(10)
class AcademieAtAGlance implements HomePanel {

	private final JdbcClient jdbc;

	private final Territory territory;

	private final ServedDepartements served;

	AcademieAtAGlance(JdbcClient jdbc, Territory territory, ServedDepartements served) {
		this.jdbc = jdbc;
		this.served = served;
		this.territory = territory;
	}

	@Override
	public String template() {
		return "home/glance";
	}

	@Override
	public boolean isWide() {
		return true;
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		if (me.isTeam()) {
			return null;
		}
		Map<String, List<Count>> counts = new LinkedHashMap<>();
		me.academies().forEach((academie) -> counts.put(academie, new ArrayList<>()));
		this.jdbc
			.sql("""
					select e.academie, e.departement, s.code as stage, s.label, coalesce(s.position, 0) as position,
						s.category <> 'A_PART' and s.position >= (select position from stage where code = 'INSCRIT') as signed_up,
						count(*) as schools, count(*) filter (where e.state <> 'FERME') as open
					from establishment e
						left join pursuit p on p.uai = e.uai
						left join stage s on s.code = p.stage
					where e.academie = any (:academies::text[]) and e.kind = 'COLLEGE'
					group by e.academie, e.departement, s.code""")
			.param("academies", me.academies().toArray(String[]::new))
			.query(Count.class)
			.list()
			.forEach((count) -> Objects.requireNonNull(counts.get(count.academie())).add(count));
		List<Departement> first = this.served.of(me.id());
		return new Glance(
				counts.entrySet().stream().map((entry) -> shown(entry.getKey(), entry.getValue(), first)).toList());
	}

	private AcademieShown shown(String code, List<Count> counts, List<Departement> first) {
		Academie academie = Objects.requireNonNull(this.territory.academie(code));
		Map<String, StageShown> stages = new LinkedHashMap<>();
		counts.stream()
			.filter((count) -> count.stage() != null)
			.sorted(Comparator.comparing(Count::position))
			.forEach((count) -> stages.merge(Objects.requireNonNull(count.stage()),
					new StageShown(Objects.requireNonNull(count.label()), count.schools(),
							QueryLink.to("/pipeline")
								.with("academie", code)
								.with("type", "COLLEGE")
								.with("etape", count.stage())
								.toString()),
					StageShown::plus));
		List<DepartementShown> departements = this.territory.departements()
			.stream()
			.filter((departement) -> departement.academie().equals(code))
			.sorted(Comparator.comparing((departement) -> !first.contains(departement)))
			.map((departement) -> shown(departement, counts, first.contains(departement)))
			.toList();
		return new AcademieShown(academie.ofName(), sum(departements, true), sum(departements, false), departements,
				List.copyOf(stages.values()));
	}

	private static DepartementShown shown(Departement departement, List<Count> counts, boolean mine) {
		long signedUp = 0;
		long open = 0;
		for (Count count : counts) {
			if (count.departement().equals(departement.code())) {
				open += count.open();
				signedUp += Boolean.TRUE.equals(count.signedUp()) ? count.open() : 0;
			}
		}
		return new DepartementShown(departement.label(), mine, signedUp, open,
				QueryLink.to("/etablissements")
					.with("departement", departement.code())
					.with("type", "COLLEGE")
					.toString(),
				QueryLink.to("/contacts").with("departement", departement.code()).toString());
	}

	private static long sum(List<DepartementShown> departements, boolean signedUp) {
		return departements.stream().mapToLong((each) -> signedUp ? each.signedUp() : each.schools()).sum();
	}

	/** How many of a département stand at a stage, null for none. */
	record Count(String academie, String departement, @Nullable String stage, @Nullable String label, int position,
			@Nullable Boolean signedUp, long schools, long open) {
	}

	record Glance(List<AcademieShown> academies) {
	}

	/**
	 * @param ofName after the word « académie »
	 * @param signedUp how many collèges have signed up, or came further
	 */
	record AcademieShown(String ofName, long signedUp, long schools, List<DepartementShown> departements,
			List<StageShown> stages) {
	}

	/**
	 * @param mine whether the ambassador looks at it first
	 * @param link the list of its collèges
	 * @param contacts the list of the people there
	 */
	record DepartementShown(String label, boolean mine, long signedUp, long schools, String link, String contacts) {
	}

	/**
	 * @param link the list of the collèges that stand there
	 */
	record StageShown(String label, long schools, String link) {

		StageShown plus(StageShown other) {
			return new StageShown(this.label, this.schools + other.schools, this.link);
		}

	}

}
