package fr.dossiersco.outreach;

import java.util.Set;

import javax.sql.DataSource;

import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Database;
import fr.dossiersco.outreach.account.Role;
import jakarta.persistence.EntityManager;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * On the first start of an empty embedded database: three demo accounts and a small
 * invented set. Nowhere else.
 */
@Component
@Order(0)
class DemoData implements ApplicationRunner {

	private static final String PASSWORD = "demo-dossiersco";

	private final Database database;

	private final AccountRegistration accounts;

	private final DataSource guarded;

	private final TransactionTemplate transactions;

	private final EntityManager entities;

	private final Environment environment;

	DemoData(Database database, AccountRegistration accounts, DataSource guarded, TransactionTemplate transactions,
			EntityManager entities, Environment environment) {
		this.database = database;
		this.accounts = accounts;
		this.guarded = guarded;
		this.transactions = transactions;
		this.entities = entities;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments args) {
		if (!this.database.embedded()) {
			return;
		}
		Acting.asSystem(() -> {
			if (this.accounts.isEmpty()) {
				this.transactions.executeWithoutResult((status) -> fill());
			}
		});
		String port = this.environment.getProperty("local.server.port", "8080");
		System.out.printf("""

				  Dossiersco · Recrutement est prêt : http://localhost:%s
				  Comptes de démonstration (mot de passe : %s)
				    équipe          equipe@demo.example
				    coordination    coordination@demo.example
				    ambassade       ambassade@demo.example (académies de Lille et d’Amiens)

				""", port, PASSWORD);
	}

	private void fill() {
		this.accounts.register("equipe@demo.example", "Équipe Démo", Role.OUTREACH, Set.of(), PASSWORD);
		this.accounts.register("coordination@demo.example", "Coordination Démo", Role.COORDINATOR, Set.of(), PASSWORD);
		this.accounts.register("ambassade@demo.example", "Ambassade Démo", Role.AMBASSADOR, Set.of("09", "20"),
				PASSWORD);
		this.entities.flush();
		ResourceDatabasePopulator script = new ResourceDatabasePopulator(new ClassPathResource("db/demo/demo.sql"));
		script.setSqlScriptEncoding("UTF-8");
		script.execute(this.guarded);
	}

}
