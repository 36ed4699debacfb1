package fr.dossiersco.outreach.account;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The départements that an ambassador looks at first, within the académies served. What
 * they may see stays the académie's: this hides nothing.
 */
@Component
public class ServedDepartements {

	private final JdbcClient jdbc;

	private final Territory territory;

	ServedDepartements(JdbcClient jdbc, Territory territory) {
		this.jdbc = jdbc;
		this.territory = territory;
	}

	/** In the order of their numbers; empty for all of the académies served. */
	public List<Departement> of(UUID account) {
		return this.jdbc.sql("select departement from account_departement where account_id = ? order by departement")
			.param(account)
			.query(String.class)
			.list()
			.stream()
			.flatMap((code) -> Stream.ofNullable(this.territory.departement(code)))
			.toList();
	}

	/**
	 * Chooses them anew. One of an académie that the account does not serve (any more) is
	 * left out.
	 * @param codes of départements
	 */
	@Transactional
	public void choose(UUID account, Set<String> codes) {
		this.jdbc.sql("delete from account_departement where account_id = ?").param(account).update();
		this.jdbc
			.sql("""
					insert into account_departement (account_id, academie, departement)
					select s.account_id, s.academie, d.code from account_academie s join departement d on d.academie = s.academie
					where s.account_id = :account and d.code = any (:codes::text[])""")
			.param("account", account)
			.param("codes", codes.toArray(String[]::new))
			.update();
	}

}
