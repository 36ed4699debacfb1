package fr.dossiersco.outreach.access;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.AccountKeeping;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.pipeline.OwnerChanges;
import fr.dossiersco.outreach.scheduling.FollowUpHandovers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands what someone leads and has to do to a colleague. An appointment at an hour when
 * the colleague has one already stays where it is: a person decides that.
 */
@Component
class HandingOver {

	private final AccountKeeping accounts;

	private final JdbcClient jdbc;

	private final OwnerChanges schools;

	private final FollowUpHandovers steps;

	HandingOver(AccountKeeping accounts, JdbcClient jdbc, OwnerChanges schools, FollowUpHandovers steps) {
		this.accounts = accounts;
		this.jdbc = jdbc;
		this.schools = schools;
		this.steps = steps;
	}

	/**
	 * Closes the door to someone who has left, and hands over what they had, both or
	 * neither.
	 * @param to null for nobody yet
	 */
	@Transactional
	public void leave(UUID id, String reason, int version, @Nullable UUID to, CurrentAccount by) {
		this.accounts.deactivate(id, reason, version, by);
		if (to != null) {
			handOver(id, to, by);
		}
	}

	/**
	 * @throws fr.dossiersco.outreach.web.NotFoundException when the colleague is nobody
	 * of the team
	 */
	@Transactional
	public Handed handOver(UUID from, UUID to, CurrentAccount by) {
		List<String> led = this.jdbc.sql("select uai from pursuit where owner = ? order by uai")
			.param(from)
			.query(String.class)
			.list();
		OwnerChanges.Change change = this.schools.handOver(led, to, true, by);
		FollowUpHandovers.Handed others = this.steps.handOverAll(from, to);
		return new Handed(change.schools(), change.steps().given() + others.given());
	}

	/** How many of each changed hands. */
	record Handed(int schools, int steps) {
	}

}
