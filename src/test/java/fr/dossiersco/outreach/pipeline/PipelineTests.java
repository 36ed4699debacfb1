package fr.dossiersco.outreach.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.pipeline.StageMoves.Decision;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class PipelineTests {

	@Autowired
	private PipelineList list;

	@Autowired
	private SchoolScopes scopes;

	@Autowired
	private StageMoves moves;

	@Autowired
	private OwnerChanges owners;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	@BeforeEach
	void me() {
		this.me = this.given.outreach();
	}

	@Test
	void eachCountIsTheLengthOfItsListWhateverIsAsked() {
		for (int i = 0; i < 12; i++) {
			school((i % 2 == 0) ? "059" : "974", List.of("REPERE", "CONTACTE", "INTERESSE").get(i % 3));
		}
		Random random = new Random(5);
		for (int i = 0; i < 25; i++) {
			Map<String, String> query = new TreeMap<>();
			pick(random, query, "academie", "09", "28", "inconnue");
			pick(random, query, "departement", "059", "974");
			pick(random, query, "type", "COLLEGE", "LYCEE");
			pick(random, query, "secteur", "PUBLIC", "PRIVE", "'");
			pick(random, query, "responsable", this.me.id().toString(), "PERSONNE", UUID.randomUUID().toString());
			pick(random, query, "entree", "TELEPHONE", "MEL");
			pick(random, query, "rencontre", "INTENDANT");
			Acting.as(this.me, () -> {
				SchoolScope scope = this.scopes.read(query, PipelineList.CRITERIA);
				Map<String, Long> counts = this.list.counts(scope);
				assertThat(counts).as(query.toString()).isEqualTo(independently(query));
				counts.forEach((stage, count) -> {
					assertThat(this.list.uais(stage, scope)).hasSize(Math.toIntExact(count));
					assertThat(this.list.of(stage, scope, new Sorting("depuis", false), new PageRequest(1, 100)))
						.hasSize((int) Math.min(100, count));
					assertThat(this.list.first(scope).get(stage)).hasSize((int) Math.min(8, count));
				});
				return true;
			});
		}
	}

	/** The same by another way: no join, one question for each stage. */
	private Map<String, Long> independently(Map<String, String> query) {
		Map<String, Long> counts = new TreeMap<>();
		for (String stage : this.jdbc.sql("select code from stage").query(String.class).list()) {
			List<String> uais = new ArrayList<>(
					this.jdbc.sql("select uai from pursuit where stage = ?").param(stage).query(String.class).list());
			uais.retainAll(
					this.jdbc.sql("select uai from establishment where state <> 'FERME'").query(String.class).list());
			keep(uais, "select uai from establishment where academie = ?", known(query.get("academie"), "09", "28"));
			keep(uais, "select uai from establishment where departement = ?", query.get("departement"));
			keep(uais, "select uai from establishment where kind = ?", query.get("type"));
			keep(uais, "select uai from establishment where sector = ?",
					known(query.get("secteur"), "PUBLIC", "PRIVE"));
			String owner = query.get("responsable");
			if (owner != null && owner.equals("PERSONNE")) {
				keep(uais, "select uai from pursuit where owner is null and ?::text is not null", owner);
			}
			else {
				keep(uais, "select uai from pursuit where owner::text = ?", known(owner, this.me.id().toString()));
			}
			keep(uais, """
					select distinct first_value(uai) over w from (select i.uai, i.channel, row_number() over
						(partition by i.uai order by i.occurred_at, i.id desc) rank from interaction i) f
					where rank = 1 and channel = ? window w as (partition by uai)""", query.get("entree"));
			keep(uais,
					"""
							select uai from (select i.uai, c.profile, row_number() over
								(partition by i.uai order by i.occurred_at, i.id desc) rank
								from interaction i left join contact c on c.id = i.contact_id) f where rank = 1 and profile = ?""",
					query.get("rencontre"));
			if (!uais.isEmpty()) {
				counts.put(stage, (long) uais.size());
			}
		}
		return counts;
	}

	private static @Nullable String known(@Nullable String value, String... choices) {
		return (value != null && List.of(choices).contains(value)) ? value : null;
	}

	private void keep(List<String> uais, String sql, @Nullable String value) {
		if (value != null) {
			uais.retainAll(this.jdbc.sql(sql).param(value).query(String.class).list());
		}
	}

	private static void pick(Random random, Map<String, String> query, String name, String... values) {
		if (random.nextInt(3) == 0) {
			query.put(name, values[random.nextInt(values.length)]);
		}
	}

	@Test
	void howASchoolWasMetFollowsItsExchanges() {
		String uai = school("059", "REPERE");
		UUID second = exchange(uai, "MEL", "2026-03-04T09:00:00Z");
		assertThat(met(uai)).isEqualTo("MEL 2026-03-04");
		UUID first = exchange(uai, "VISITE", "2026-03-02T09:00:00Z");
		assertThat(met(uai)).isEqualTo("VISITE 2026-03-04");
		Acting.asSystem(() -> this.jdbc.sql("delete from interaction where id = ?").param(second).update());
		assertThat(met(uai)).isEqualTo("VISITE 2026-03-02");
		Acting.asSystem(() -> this.jdbc.sql("delete from interaction where id = ?").param(first).update());
		assertThat(met(uai)).isEqualTo("–");
	}

	@Test
	void whoeverCalledUsWasMetAtTheirRequestWhereverItIsCounted() {
		String uai = school("059", "REPERE");
		UUID exchange = exchange(uai, "TELEPHONE", "2026-03-04T09:00:00Z");
		assertThat(approaches(uai)).isEqualTo("FROID FROID");
		Acting.asSystem(() -> this.jdbc.sql("update interaction set direction = 'ENTRANT' where id = ?")
			.param(exchange)
			.update());
		assertThat(approaches(uai)).isEqualTo("SOLLICITE SOLLICITE");
	}

	/** As the school's own row has it, and as what works counts it. */
	private String approaches(String uai) {
		return Acting.asSystem(() -> this.jdbc.sql("""
				select p.first_approach || ' ' || e.approach from pursuit p
					join effect e on e.uai = p.uai and e.measure = 'APPROCHE' where p.uai = ?""")
			.param(uai)
			.query(String.class)
			.single());
	}

	@Test
	void manyAreHandedOverAndGivenBack() {
		String mine = school("059", "REPERE");
		String led = school("059", "CONTACTE");
		CurrentAccount other = this.given.outreach();
		CurrentAccount third = this.given.outreach();
		Acting.as(this.me, () -> {
			this.owners.handOver(List.of(led), third.id(), false, this.me);
			OwnerChanges.Change change = this.owners.handOver(List.of(mine, led, "0000000A"), other.id(), false,
					this.me);
			assertThat(change.schools()).isEqualTo(2);
			assertThat(told(change)).isEqualTo("2 from several");
			assertThat(told(this.owners.handOver(List.of(mine, led), this.me.id(), false, this.me)))
				.isEqualTo("2 from " + other.id());
			this.owners.handOver(List.of(mine, led), other.id(), false, this.me);
			assertThat(owner(mine)).isEqualTo(other.id());
			this.owners.handOver(List.of(led), this.me.id(), false, this.me);
			assertThat(this.owners.takeBack(change.batch(), other).schools()).as("someone else's").isZero();
			assertThat(this.owners.takeBack(change.batch(), this.me).schools()).isEqualTo(1);
			assertThat(owner(mine)).isEqualTo(this.me.id());
			assertThat(owner(led)).as("handed over again since").isEqualTo(this.me.id());
			assertThat(this.owners.takeBack(change.batch(), this.me).schools()).as("a second time").isZero();
			return true;
		});
	}

	/** As the journal tells it. */
	private String told(OwnerChanges.Change change) {
		return this.jdbc.sql("""
				select schools || ' from ' || case when from_several then 'several' else from_owner::text end
				from owner_handover where id = ?""").param(change.batch()).query(String.class).single();
	}

	@Test
	void nextStepsGoAlongAndComeBackWithTheirSchool() {
		String uai = school("059", "CONTACTE");
		CurrentAccount other = this.given.outreach();
		CurrentAccount third = this.given.outreach();
		UUID whole = step(uai, this.me, null);
		UUID closed = step(uai, this.me, null);
		UUID timed = step(uai, this.me, "2031-03-03T09:00:00Z");
		UUID taken = step(uai, this.me, "2031-03-04T09:00:00Z");
		step(this.given.school("059"), other, "2031-03-04T09:10:00Z");
		UUID ofAnother = step(uai, third, null);
		Acting.as(this.me, () -> {
			this.jdbc.sql("update follow_up set closed_at = now(), closed_by = owner, closure = 'FAIT' where id = ?")
				.param(closed)
				.update();
			assertThat(this.owners.handOver(List.of(uai), other.id(), false, this.me).steps().given()).isZero();
			assertThat(this.owners.handOver(List.of(uai), this.me.id(), false, this.me).schools()).isEqualTo(1);

			OwnerChanges.Change change = this.owners.handOver(List.of(uai), other.id(), true, this.me);
			assertThat(change.told()).containsExactly(1, 2, 1);
			assertThat(List.of(doer(whole), doer(timed))).containsOnly(other.id());
			assertThat(List.of(doer(closed), doer(taken))).containsOnly(this.me.id());
			assertThat(doer(ofAnother)).isEqualTo(third.id());

			this.jdbc.sql("update follow_up set owner = ? where id = ?").params(third.id(), timed).update();
			assertThat(this.owners.takeBack(change.batch(), this.me)).isEqualTo(new OwnerChanges.Back(1, 1));
			assertThat(doer(whole)).isEqualTo(this.me.id());
			assertThat(doer(timed)).as("given to someone else since").isEqualTo(third.id());

			assertThat(this.owners.handOver(List.of(uai), null, true, this.me).steps().given()).isZero();
			return true;
		});
	}

	@Test
	void theFormsOfferToHandOverTheNextSteps() {
		String uai = school("059", "CONTACTE");
		step(uai, this.me, null);
		UUID second = step(uai, this.me, null);
		assertThat(this.mvc.get().uri("/etablissements/" + uai).with(Given.signedIn(this.me))).bodyText()
			.contains("Avec les 2 prochaines étapes ouvertes de Camille Exemple");
		CurrentAccount other = this.given.outreach();
		MvcTestResult answer = this.mvc.post()
			.uri("/etablissements/" + uai + "/responsable")
			.param("responsable", other.id().toString())
			.param("relances", "true")
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();
		assertThat(this.mvc.get()
			.uri("/etablissements/" + uai)
			.cookie(answer.getResponse().getCookies())
			.with(Given.signedIn(this.me))).bodyText()
			.contains("1 établissement est confié, avec 2 prochaines étapes.");
		assertThat(Acting.as(this.me, () -> doer(second))).isEqualTo(other.id());
	}

	private UUID step(String uai, CurrentAccount owner, @Nullable String at) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into follow_up (id, uai, academie, kind, due_on, due_time, starts_at, ends_at, owner, opened_at, opened_by, version)
					select :id, uai, academie, 'APPEL', '2031-03-03', case when :at::text is not null then time '10:00' end, :at::timestamptz,
						:at::timestamptz + interval '30 minutes', :owner, now(), :owner, 0 from establishment where uai = :uai""")
			.param("id", id)
			.param("at", at, java.sql.Types.VARCHAR)
			.param("owner", owner.id())
			.param("uai", uai)
			.update());
		return id;
	}

	private UUID doer(UUID step) {
		return this.jdbc.sql("select owner from follow_up where id = ?").param(step).query(UUID.class).single();
	}

	@Test
	void aWholeFilteredListIsHandedOver() {
		CurrentAccount before = this.given.outreach();
		String one = school("059", "REPERE");
		String other = school("974", "CONTACTE");
		Acting.as(this.me, () -> this.owners.handOver(List.of(one, other), before.id(), false, this.me));
		MvcTestResult answer = this.mvc.post()
			.uri("/pipeline/responsable")
			.param("tout", "true")
			.param("retour", "/pipeline?etape=REPERE&responsable=" + before.id())
			.param("responsable", this.me.id().toString())
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();
		assertThat(answer).hasRedirectedUrl("/pipeline?etape=REPERE&responsable=" + before.id());
		assertThat(Acting.as(this.me, () -> owner(one))).isEqualTo(this.me.id());
		assertThat(Acting.as(this.me, () -> owner(other))).isEqualTo(before.id());
		assertThat(this.mvc.post()
			.uri("/pipeline/responsable")
			.param("retour", "https://ailleurs.example/")
			.with(csrf())
			.with(Given.signedIn(this.me))).hasRedirectedUrl("/pipeline");
	}

	@Test
	void thePagesTakeAConstantNumberOfStatements() {
		long before = StatementCount.of(() -> get("/pipeline"));
		for (int i = 0; i < 9; i++) {
			school("059", "REPERE");
		}
		assertThat(StatementCount.of(() -> get("/pipeline"))).isEqualTo(before).isLessThanOrEqualTo(8);
		assertThat(StatementCount.of(() -> get("/pipeline?vue=tableau"))).isEqualTo(before);
		assertThat(StatementCount.of(() -> get("/pipeline?etape=REPERE&tri=-echange&page=900&academie=x")))
			.isLessThanOrEqualTo(8);
	}

	@Test
	void anAmbassadorSeesTheirAcademieOnly() {
		String name = "Collège " + UUID.randomUUID();
		String uai = this.given.school("059", name);
		Acting.as(this.me, () -> this.moves.moveByHand(uai, new Decision("FIDELISE", null, null, null), this.me));
		String path = "/pipeline?etape=FIDELISE&tri=-depuis";
		assertThat(this.mvc.get().uri(path).with(Given.signedIn(this.given.ambassador("09")))).bodyText()
			.contains(name);
		assertThat(this.mvc.get().uri(path).with(Given.signedIn(this.given.ambassador("20")))).bodyText()
			.doesNotContain(name);
	}

	private void get(String path) {
		assertThat(this.mvc.get().uri(path).with(Given.signedIn(this.me))).hasStatusOk();
	}

	private String school(String departement, String stage) {
		String uai = this.given.school(departement);
		Acting.as(this.me, () -> this.moves.moveByHand(uai, new Decision(stage, null, null, null), this.me));
		return uai;
	}

	private UUID exchange(String uai, String channel, String at) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
					select ?, uai, academie, ?, ?::timestamptz, now(), ?, 'SORTANT', 'JOINT', 'FROID', 0 from establishment where uai = ?""")
			.params(id, this.me.id(), at, channel, uai)
			.update());
		return id;
	}

	private String met(String uai) {
		return Acting.asSystem(() -> this.jdbc.sql(
				"select coalesce(first_channel || ' ' || (last_exchange_at at time zone 'UTC')::date, '–') from pursuit where uai = ?")
			.param(uai)
			.query(String.class)
			.single());
	}

	private UUID owner(String uai) {
		return this.jdbc.sql("select owner from pursuit where uai = ?").param(uai).query(UUID.class).single();
	}

}
