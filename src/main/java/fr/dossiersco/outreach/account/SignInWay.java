package fr.dossiersco.outreach.account;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * One more way of signing in, brought by a higher floor: a bean, offered on the sign-in
 * page in the order of its {@code @Order}, before the password.
 */
public interface SignInWay {

	/** Whether it is configured: where it is not, nothing tells of it. */
	boolean isOpen();

	/** What it is called in the log, such as « password ». */
	String name();

	/**
	 * Where the fragment {@code way} is that offers it, such as
	 * {@code proconnect/sign-in}.
	 */
	String template();

	/**
	 * Adds its filters, below {@code /connexion}; called only where it is open.
	 * @param signedIn what follows once somebody is in, as a {@link CurrentAccount}
	 */
	void addTo(HttpSecurity http, AuthenticationSuccessHandler signedIn);

}
