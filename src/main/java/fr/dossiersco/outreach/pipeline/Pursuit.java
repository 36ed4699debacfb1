package fr.dossiersco.outreach.pipeline;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * Our way with one school: its stage since when, and who leads it. A school that nobody
 * has spotted has none.
 */
@Entity
class Pursuit {

	@Id
	private String uai;

	private String academie;

	private String stage;

	private Instant since;

	private @Nullable UUID owner;

	@Version
	private @Nullable Integer version;

	Pursuit(String uai, String academie, String stage, Instant since) {
		this.uai = uai;
		this.academie = academie;
		this.stage = stage;
		this.since = since;
	}

	@SuppressWarnings("NullAway.Init")
	protected Pursuit() {
	}

	String stage() {
		return this.stage;
	}

	Instant since() {
		return this.since;
	}

	void moveTo(String stage, Instant at) {
		this.stage = stage;
		this.since = at;
	}

	@Nullable UUID owner() {
		return this.owner;
	}

	void handOverTo(@Nullable UUID account) {
		this.owner = account;
	}

}
