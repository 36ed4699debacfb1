package fr.dossiersco.outreach.account;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;

import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The person acting, as they signed in: a controller that needs to know asks for it as an
 * argument.
 *
 * @param academies the codes of the académies served; empty for the team, which serves
 * all of them
 */
public record CurrentAccount(UUID id, String email, String name, Role role,
		SortedSet<String> academies) implements AuthenticatedPrincipal, Serializable {

	/**
	 * The account's id: sessions are filed under it, and an address has no place there.
	 */
	@Override
	public String getName() {
		return this.id.toString();
	}

	public boolean isTeam() {
		return this.role.isTeam();
	}

	public boolean isCoordinator() {
		return this.role == Role.COORDINATOR;
	}

	/** What Spring Security knows the role by. */
	public Collection<GrantedAuthority> authorities() {
		return List.of(new SimpleGrantedAuthority("ROLE_" + this.role.name()));
	}

}
