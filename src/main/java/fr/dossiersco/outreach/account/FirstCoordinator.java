package fr.dossiersco.outreach.account;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Opens the first coordinator's account from a one-off setting, on a database where
 * nobody can sign in yet.
 */
@Component
class FirstCoordinator implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(FirstCoordinator.class);

	private final FirstCoordinatorProperties properties;

	private final AccountRegistration accounts;

	FirstCoordinator(FirstCoordinatorProperties properties, AccountRegistration accounts) {
		this.properties = properties;
		this.accounts = accounts;
	}

	@Override
	public void run(ApplicationArguments args) {
		String email = this.properties.email();
		String password = this.properties.password();
		if (email == null || email.isBlank() || password == null || password.isBlank()) {
			return;
		}
		if (!Acting.asSystem(this.accounts::isEmpty)) {
			logger.warn("outreach.first-coordinator is set but accounts exist: it was ignored. Remove it.");
			return;
		}
		if (ForgivingPasswordEncoder.meant(password).length() < PasswordRule.SHORTEST) {
			throw new IllegalStateException("outreach.first-coordinator.password needs at least 12 characters");
		}
		Acting.asSystem(
				() -> this.accounts.register(email, this.properties.name(), Role.COORDINATOR, Set.of(), password));
		logger.info("The first coordinator's account is open. Remove outreach.first-coordinator from the settings.");
	}

	/**
	 * @param email the first coordinator's address
	 * @param name their name as colleagues see it
	 * @param password their first password, to be changed at the first sign-in
	 */
	@ConfigurationProperties("outreach.first-coordinator")
	record FirstCoordinatorProperties(@Nullable String email,
			@org.springframework.boot.context.properties.bind.DefaultValue("Coordination") String name,
			@Nullable String password) {
	}

}
