package fr.dossiersco.outreach.account;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the database itself refuses, whatever the program forgets: Lille is 09
 * (département 059), Amiens 20 (080).
 */
@DatabaseTest
class GuardTests {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private Given given;

	private CurrentAccount team;

	private CurrentAccount lille;

	private String schoolInLille;

	private String schoolInAmiens;

	@BeforeEach
	void people() {
		this.team = this.given.outreach();
		this.lille = this.given.ambassador("09");
		this.schoolInLille = this.given.school("059");
		this.schoolInAmiens = this.given.school("080");
	}

	@Test
	void everyTableThatLeadsToAnAcademieHasRowSecurity() {
		List<String> open = Acting.asSystem(() -> this.jdbc.sql("""
				with recursive leads (oid) as (
					select 'academie'::regclass::oid
					union
					select c.conrelid from pg_constraint c join leads l on c.confrelid = l.oid where c.contype = 'f')
				select c.relname from leads join pg_class c using (oid)
				where not c.relrowsecurity
				order by 1""").query(String.class).list());

		assertThat(open).containsExactly("academie", "departement");
	}

	@Test
	void requestsOwnNothingAndBypassNothing() {
		assertThat(this.jdbc.sql("select current_user::text").query(String.class).single())
			.isEqualTo("outreach_ambassador");
		assertThat(this.jdbc.sql("select session_user::text").query(String.class).single())
			.isEqualTo("outreach_program");
		assertThat(Acting.asSystem(() -> this.jdbc
			.sql("""
					select count(*) from pg_roles
					where rolname in ('outreach_team', 'outreach_ambassador')
						and not rolsuper and not rolbypassrls and not rolcanlogin and not rolcreaterole and not rolcreatedb""")
			.query(Integer.class)
			.single())).isEqualTo(2);
		assertThat(Acting.asSystem(() -> this.jdbc.sql("""
				select count(*) from pg_class c join pg_roles r on r.oid = c.relowner
				where r.rolname in ('outreach_program', 'outreach_team', 'outreach_ambassador')""")
			.query(Integer.class)
			.single())).isZero();
	}

	@Test
	void noConnectionBecomesTheOwnersNorSeesAnythingOfItsOwn() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.sql("set role outreach_owner").update());
		assertThat(Acting.asSystem(() -> this.jdbc
			.sql("""
					select string_agg(g.rolname, ' ' order by g.rolname) || ' ' || bool_or(m.inherit_option or m.admin_option)
					from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles p on p.oid = m.member
					where p.rolname = 'outreach_program' and not (p.rolsuper or p.rolbypassrls or p.rolcreaterole or p.rolcreatedb)""")
			.query(String.class)
			.single())).isEqualTo("outreach_ambassador outreach_team false");
	}

	@Test
	void nobodyActingSeesNobody() {
		contact(this.schoolInLille);

		assertThat(this.jdbc.sql("select count(*) from contact").query(Integer.class).single()).isZero();
		assertThat(this.jdbc.sql("select count(*) from interaction").query(Integer.class).single()).isZero();
	}

	@Test
	void anAmbassadorSeesAndWritesOnlyTheirAcademies() {
		UUID here = contact(this.schoolInLille);
		UUID elsewhere = contact(this.schoolInAmiens);

		assertThat(seen(here, this.lille)).isTrue();
		assertThat(seen(elsewhere, this.lille)).isFalse();
		assertThat(update(here, this.lille)).isEqualTo(1);
		assertThat(update(elsewhere, this.lille)).isZero();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insertContact(this.lille, "20"));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> insertPost(this.lille, here, this.schoolInAmiens, "20"));
		assertThat(seen(elsewhere, this.team)).isTrue();
	}

	@Test
	void aPersonWithPostsInTwoAcademiesIsSeenButNotRewrittenByEither() {
		UUID shared = contact(this.schoolInLille);
		insertPost(this.team, shared, this.schoolInAmiens, "20");

		assertThat(seen(shared, this.lille)).isTrue();
		assertThat(update(shared, this.lille)).isZero();
	}

	@Test
	void anExchangeCannotBeWrittenUnderAnotherAcademie() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> insertInteraction(this.lille, this.schoolInAmiens, "20"));
		// Nor by lying on the académie: the pair must be a school's own.
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> insertInteraction(this.lille, this.schoolInAmiens, "09"));
		insertInteraction(this.lille, this.schoolInLille, "09");
	}

	@Test
	void aDraftIsItsAuthorsAlone() {
		Acting.as(this.team,
				() -> this.jdbc.sql("insert into interaction_draft values (?, 'essai', '{}', now())")
					.param(this.team.id())
					.update());

		assertThat(Acting.as(this.given.coordinator(),
				() -> this.jdbc.sql("select count(*) from interaction_draft where account_id = ?")
					.param(this.team.id())
					.query(Integer.class)
					.single()))
			.isZero();
	}

	@Test
	void aRollbackDoesNotWidenTheSightOfTheNextHolder() {
		UUID elsewhere = contact(this.schoolInAmiens);
		for (int i = 0; i < 30; i++) {
			Acting.as(this.team, () -> this.transactions.execute((status) -> {
				status.setRollbackOnly();
				return seen(elsewhere, this.team);
			}));
			assertThat(seen(elsewhere, this.lille)).isFalse();
		}
	}

	@Test
	void anAmbassadorReadsNoOneElsesPassword() {
		assertThat(Acting.as(this.lille,
				() -> this.jdbc.sql("select count(*) from credential where account_id <> ?")
					.param(this.lille.id())
					.query(Integer.class)
					.single()))
			.isZero();
	}

	private UUID contact(String uai) {
		String academie = uai.equals(this.schoolInLille) ? "09" : "20";
		UUID contact = insertContact(this.team, academie);
		insertPost(this.team, contact, uai, academie);
		return contact;
	}

	private UUID insertContact(CurrentAccount by, String academie) {
		UUID id = UUID.randomUUID();
		Acting.as(by, () -> this.jdbc.sql("""
				insert into contact (id, family_name, source, academies, created_at, created_by, version)
				values (?, 'Exemple', 'essai', array[?], now(), ?, 0)""").params(id, academie, by.id()).update());
		return id;
	}

	private void insertPost(CurrentAccount by, UUID contact, String uai, String academie) {
		Acting.as(by,
				() -> this.jdbc.sql("""
						insert into post (id, contact_id, uai, academie, profile) values (?, ?, ?, ?, 'PRINCIPAL')""")
					.params(UUID.randomUUID(), contact, uai, academie)
					.update());
	}

	private void insertInteraction(CurrentAccount by, String uai, String academie) {
		Acting.as(by,
				() -> this.jdbc
					.sql("""
							insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome,
								approach, version)
							values (?, ?, ?, ?, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""")
					.params(UUID.randomUUID(), uai, academie, by.id())
					.update());
	}

	private boolean seen(UUID contact, CurrentAccount by) {
		return Acting.as(by,
				() -> this.jdbc.sql("select count(*) from contact where id = ?")
					.param(contact)
					.query(Integer.class)
					.single()) == 1;
	}

	private int update(UUID contact, CurrentAccount by) {
		return Acting.as(by,
				() -> this.jdbc.sql("update contact set notes = 'vu' where id = ?").param(contact).update());
	}

}
