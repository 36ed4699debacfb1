package fr.dossiersco.outreach.account;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * Someone who signs in; an ambassador serves at least one académie, the team serves all
 * of them.
 */
@Entity
public class Account {

	@Id
	private UUID id;

	private String email;

	private String name;

	@Enumerated(EnumType.STRING)
	private Role role;

	@ElementCollection
	@CollectionTable(name = "account_academie", joinColumns = @JoinColumn(name = "account_id"))
	@Column(name = "academie")
	private Set<String> academies = new TreeSet<>();

	private Instant createdAt;

	private @Nullable Instant deactivatedAt;

	@Version
	private @Nullable Integer version;

	/**
	 * @param academies the codes of the académies served, empty for the team
	 */
	public Account(String email, String name, Role role, Set<String> academies, Instant createdAt) {
		requireTerritory(role, academies);
		this.id = UUID.randomUUID();
		this.email = email.strip().toLowerCase(Locale.ROOT);
		this.name = name.strip();
		this.role = role;
		this.academies.addAll(academies);
		this.createdAt = createdAt;
	}

	@SuppressWarnings("NullAway.Init")
	protected Account() {
	}

	public UUID id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	String email() {
		return this.email;
	}

	Role role() {
		return this.role;
	}

	Set<String> academies() {
		return new TreeSet<>(this.academies);
	}

	boolean isVersion(int version) {
		return this.version != null && this.version == version;
	}

	/** Whether its owner may sign in. */
	boolean isActive() {
		return this.deactivatedAt == null;
	}

	/** Whether it keeps the accounts of all the others. */
	boolean isActiveCoordinator() {
		return isActive() && this.role == Role.COORDINATOR;
	}

	/**
	 * Gives it another role, other académies, or both.
	 * @return false when it has them already
	 */
	boolean serve(Role role, Set<String> academies) {
		requireTerritory(role, academies);
		if (this.role == role && this.academies.equals(academies)) {
			return false;
		}
		this.role = role;
		this.academies.retainAll(academies);
		this.academies.addAll(academies);
		return true;
	}

	/**
	 * Its owner has left.
	 * @return false when that was known
	 */
	boolean deactivate(Instant at) {
		if (!isActive()) {
			return false;
		}
		this.deactivatedAt = at;
		return true;
	}

	/**
	 * Its owner is back.
	 * @return false when they never left
	 */
	boolean reactivate() {
		if (isActive()) {
			return false;
		}
		this.deactivatedAt = null;
		return true;
	}

	private static void requireTerritory(Role role, Set<String> academies) {
		if (role.isTeam() != academies.isEmpty()) {
			throw new IllegalArgumentException("An ambassador serves académies, the team serves all of them");
		}
	}

	CurrentAccount signedIn() {
		return new CurrentAccount(this.id, this.email, this.name, this.role, new TreeSet<>(this.academies));
	}

}
