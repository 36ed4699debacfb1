package fr.dossiersco.outreach.account;

import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class PasswordChangeTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private PasswordSignIn signIn;

	private String email = "";

	@BeforeEach
	void account() {
		this.email = "change-" + UUID.randomUUID() + "@essais.example";
	}

	@Test
	void theNewPasswordOpensAndTheOldOneNoLonger() {
		CurrentAccount me = register(Role.AMBASSADOR, Set.of("09"));

		assertThat(change(me, Given.PASSWORD, "quatre vélos sous la pluie", "quatre vélos sous la pluie"))
			.hasRedirectedUrl("/compte");
		assertThat(opens("quatre vélos sous la pluie")).isTrue();
		assertThat(opens(Given.PASSWORD)).isFalse();
	}

	@Test
	void aRefusalSaysWhyAndChangesNothing() {
		CurrentAccount me = register(Role.OUTREACH, Set.of());

		assertThat(change(me, "un autre mot de passe", "quatre vélos sous la pluie", "quatre vélos sous la pluie"))
			.hasStatus(422)
			.bodyText()
			.contains("Ce n’est pas votre mot de passe actuel.");
		assertThat(change(me, Given.PASSWORD, "court", "court")).hasStatus(422)
			.bodyText()
			.contains("au moins 12 caractères");
		assertThat(change(me, Given.PASSWORD, "quatre vélos sous la pluie", "quatre vélos au soleil")).hasStatus(422)
			.bodyText()
			.contains("diffèrent");
		assertThat(change(me, Given.PASSWORD, "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa")).hasStatus(422)
			.bodyText()
			.contains("se devine");
		assertThat(opens(Given.PASSWORD)).isTrue();
	}

	private CurrentAccount register(Role role, Set<String> academies) {
		return Acting.asSystem(
				() -> this.accounts.register(this.email, "Lou Essai", role, academies, Given.PASSWORD).signedIn());
	}

	private MvcTestResult change(CurrentAccount me, String current, String chosen, String again) {
		return this.mvc.post()
			.uri("/compte/mot-de-passe")
			.with(csrf())
			.with(Given.signedIn(me))
			.param("currentPassword", current)
			.param("newPassword", chosen)
			.param("confirmedPassword", again)
			.exchange();
	}

	private boolean opens(String password) {
		try {
			return this.signIn
				.authenticate(new org.springframework.security.authentication.UsernamePasswordAuthenticationToken(
						this.email, password))
				.isAuthenticated();
		}
		catch (org.springframework.security.core.AuthenticationException ex) {
			return false;
		}
	}

}
